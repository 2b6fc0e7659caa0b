import { unreadable, type Seen } from '../seen/result.ts'
import { wordsOf } from '../terminal/command.ts'
import { sessionOfTerminal, type OfTerminal } from '../terminal/session.ts'
import type { TimingFile } from './timing.ts'
import { typescriptOf, type Typescript } from './typescript.ts'

/** The files of one call of `script`. */
export interface ScriptFiles {
  readonly timing: TimingFile
  readonly output: Uint8Array
  /** The log of input, where it is another file than that of output. */
  readonly input?: Uint8Array
}

/** What util-linux’ `script` has logged, with its timing. `file`: what problems are reported of; `command`: when the log does not say it. */
export function readScript(
  { timing, output, input }: ScriptFiles,
  file: string,
  command: readonly string[] | undefined,
): Seen {
  const log = typescriptOf(output)
  const about = timing.about ?? log.about
  const pieces = piecesOf(timing, log.body, input === undefined ? undefined : typescriptOf(input).body)
  if (pieces === undefined)
    return unreadable(file, 'the timing names more bytes than the log has', {
      hint: 'give the log that was written with this timing',
    })
  const named = command ?? commandIn(about)
  const shell = about.get('SHELL') ?? 'sh'
  const exit = about.get('EXIT_CODE') ?? log.about.get('COMMAND_EXIT_CODE')
  const last = pieces.at(-1)?.at ?? 0
  const ended: OfTerminal[] = exit === undefined ? [] : [{ at: last, type: 'exit', code: Number(exit) }]
  return {
    session: sessionOfTerminal({
      source: 'script',
      start: log.start,
      command: named ?? [shell],
      cols: Number(about.get('COLUMNS') ?? 0),
      rows: Number(about.get('LINES') ?? 0),
      events: [...pieces, ...ended],
      hasInput: pieces.some(({ type }) => type === 'input'),
      unseen: named === undefined ? [`The log does not say which command ran: ${shell} is assumed.`] : [],
    }),
  }
}

function commandIn(about: Typescript['about']): string[] | undefined {
  const line = about.get('COMMAND')
  return line === undefined || line === '' ? undefined : wordsOf(line)
}

/** Undefined when a log is shorter than its timing. Input and output of one log stand in it in their order. */
function piecesOf(timing: TimingFile, output: Uint8Array, input: Uint8Array | undefined): OfTerminal[] | undefined {
  const pieces: OfTerminal[] = []
  const taken = { output: 0, input: 0 }
  for (const entry of timing.entries) {
    if (entry.type === 'resized') {
      pieces.push(entry)
      continue
    }
    const log = entry.type === 'input' && input !== undefined ? 'input' : 'output'
    const from = taken[log]
    const bytes = (log === 'input' ? (input ?? output) : output).subarray(from, from + entry.length)
    if (bytes.byteLength < entry.length) return undefined
    taken[log] += entry.length
    pieces.push({ at: entry.at, type: entry.type, bytes })
  }
  return pieces
}
