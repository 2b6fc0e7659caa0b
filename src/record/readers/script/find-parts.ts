import { basename } from 'node:path'
import { unreadable, type Unreadable } from '../seen/result.ts'
import type { ScriptFiles } from './read.ts'
import { isTimingStart, timingOf, type TimingFile } from './timing.ts'
import { isTypescriptStart, typescriptOf } from './typescript.ts'

/** The files in the folder of the file that was given. */
export interface Beside {
  /** Names of regular files of moderate size, in a steady order. */
  names(): readonly string[]
  /** Its first bytes, a few hundred. */
  begin(name: string): Uint8Array
  /** Undefined when there is no such file. */
  read(name: string): Uint8Array | undefined
}

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString()

/** The parts of what `script` wrote, from any one of them: the others stand beside it. */
export function scriptFiles(bytes: Uint8Array, file: string, beside: Beside): ScriptFiles | Unreadable {
  const text = textOf(bytes)
  if (!isTimingStart(text)) return withTiming(bytes, file, beside)
  const timing = timingOf(text)
  if ('start' in timing)
    return unreadable(file, 'this line is not an entry of a timing file of script', { text, at: timing })
  return withLogs(timing, file, beside)
}

function withLogs(timing: TimingFile, file: string, beside: Beside): ScriptFiles | Unreadable {
  const { about } = timing
  if (about === undefined) {
    const log = logs(beside).find((each) => fits(timing, each))
    return log === undefined
      ? unreadable(file, 'no log of script beside this timing file has the length that it names', {
          hint: 'put the log that was written with it into the same folder',
        })
      : { timing, output: log }
  }
  const names = { output: about.get('OUTPUT_LOG'), input: about.get('INPUT_LOG') }
  const output = names.output === undefined ? undefined : beside.read(basename(names.output))
  if (output === undefined)
    return unreadable(
      file,
      `there is no log of the output${names.output === undefined ? '' : ` (${names.output})`} beside this timing file`,
      {
        hint: 'use “script --log-io LOG --log-timing TIMING”, and keep both in one folder',
      },
    )
  const input =
    names.input === undefined || names.input === names.output ? undefined : beside.read(basename(names.input))
  return { timing, output, ...(input === undefined ? {} : { input }) }
}

/** A log was given: its timing names it, or the length that it has. */
function withTiming(log: Uint8Array, file: string, beside: Beside): ScriptFiles | Unreadable {
  const name = basename(file)
  for (const each of beside.names()) {
    const text = isTimingStart(textOf(beside.begin(each))) ? beside.read(each) : undefined
    const timing = text === undefined ? undefined : timingOf(textOf(text))
    if (timing === undefined || 'start' in timing) continue
    const { about } = timing
    if (about === undefined && fits(timing, log)) return { timing, output: log }
    const names = [about?.get('OUTPUT_LOG'), about?.get('INPUT_LOG')]
    if (names.some((path) => path !== undefined && basename(path) === name)) return withLogs(timing, file, beside)
  }
  return unreadable(file, 'there is no timing file beside this log of script', {
    hint: 'use “script --log-io LOG --log-timing TIMING”, and keep both in one folder',
  })
}

const logs = (beside: Beside): Uint8Array[] =>
  beside
    .names()
    .filter((name) => isTypescriptStart(textOf(beside.begin(name))))
    .map((name) => beside.read(name))
    .filter((bytes) => bytes !== undefined)

/** The timing names as many bytes as the log has, but for its last line. */
function fits({ entries }: TimingFile, log: Uint8Array): boolean {
  const named = entries.reduce((sum, entry) => sum + (entry.type === 'resized' ? 0 : entry.length), 0)
  const { body } = typescriptOf(log)
  const rest = textOf(body.subarray(named))
  return body.byteLength >= named && (rest === '' || rest.trimStart().startsWith('Script done on '))
}
