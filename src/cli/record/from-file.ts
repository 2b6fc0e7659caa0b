import type { Problem } from '../../model/problem.ts'
import type { Source } from '../../model/span.ts'
import type { Draft } from '../../record/draft.ts'
import { playedSides, type Play } from '../../record/played.ts'
import { openSeenFile } from '../../record/readers/open-file.ts'
import { readFile, type FromFile } from '../../record/readers/read-file.ts'
import type { Head } from '../../record/readers/recording/head.ts'
import { unreadable, type Unreadable } from '../../record/readers/seen/result.ts'
import { decodeSession } from '../../record/session-file.ts'
import type { Session } from '../../record/session.ts'
import { placeOf } from '../../record/wire/place.ts'
import type { Shell } from '../shell.ts'
import { toolsFor } from '../tools.ts'
import { fromRecording } from './from-recording.ts'

/** What a file is read with. */
export interface FileArgs {
  readonly from: string
  /** The command behind `--`, which a recording of a terminal may not say. */
  readonly command?: readonly string[] | undefined
  /** The server that is wanted of a capture, as `--to` takes it. */
  readonly to?: string | undefined
  readonly play?: string | undefined
  /** The file of the scenario to come, absolute. */
  readonly target: string
}

type Read =
  | { readonly session: Session; readonly head?: Head }
  | { readonly draft: Draft }
  | { readonly problems: readonly Problem[]; readonly sources?: ReadonlyMap<string, Source> }

/** What a file has: a session that was kept, a recording of a run, one of a terminal, a capture, or the steps of an expect script. */
export function fromFile(args: FileArgs, shell: Shell): Read {
  const { files, absolute, shown } = toolsFor(shell)
  const file = absolute(args.from)
  if (!files.exists(file)) return { problems: [{ code: 'file-not-found', message: `there is no file ${shown(file)}` }] }
  const read = readOrProblem(file, args, shown)
  if ('problem' in read) {
    const { problem, text } = read
    return { problems: [problem], sources: new Map([[file, { file, shown: shown(file), text: text ?? '' }]]) }
  }
  if (!('other' in read)) return read
  return read.other === 'recording' ? fromRecording(file, shell, args.target) : kept(file, shell)
}

function readOrProblem(file: string, args: FileArgs, shown: (file: string) => string): FromFile | Unreadable {
  const { command, to, play = 'both' } = args
  try {
    return readFile(openSeenFile(file), {
      ...(command === undefined ? {} : { command }),
      ...(to === undefined ? {} : wanted(to)),
      played: playedSides(play as Play),
    })
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return { problem: { code: 'cannot-read', message: `${shown(file)} cannot be read: ${why}` } }
  }
}

/** A port alone is that of any host in a capture. */
function wanted(written: string): { readonly to?: { readonly host?: string; readonly port: number } } {
  if (/^\d{1,5}$/.test(written)) return { to: { port: Number(written) } }
  const place = placeOf(written)
  return place === undefined || 'path' in place ? {} : { to: place }
}

function kept(file: string, shell: Shell): Read {
  const { files, shown } = toolsFor(shell)
  const read = files.read(file)
  if ('problem' in read) return { problems: [read.problem] }
  const text = new TextDecoder().decode(read.bytes)
  const decoded = decodeSession(text)
  if ('session' in decoded) {
    if (decoded.session.events.length > 0) return decoded
    const nothing = unreadable(file, 'nothing happened in this session', { hint: 'record again' })
    return { problems: [nothing.problem], sources: new Map([[file, { file, shown: shown(file), text }]]) }
  }
  const start = text.split('\n', decoded.line - 1).reduce((all, line) => all + line.length + 1, 0)
  const end = Math.min(text.length, start + (text.split('\n', decoded.line)[decoded.line - 1] ?? '').length)
  const { problem } = unreadable(file, `line ${decoded.line} cannot stand in a session`, {
    hint: 'take the file as it was kept, or record again',
    at: { start, end },
  })
  return { problems: [problem], sources: new Map([[file, { file, shown: shown(file), text }]]) }
}
