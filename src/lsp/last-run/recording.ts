import path from 'node:path'
import type { RawRow, Status } from '../../model/event.ts'
import { decodeRecording } from '../../run/recording/decode.ts'
import { outputPath } from '../../suite/paths.ts'
import { namesIn, statOf } from '../../suite/walk.ts'
import type { Project } from '../workspace/project.ts'

/** A step of a run, with the rows that it made. */
export interface RanStep {
  /** Counted from 1, in the file in which the step stands. */
  readonly line: number
  readonly verb: string
  /** Microseconds since the start. */
  readonly at: number
  readonly rows: readonly RawRow[]
}

/** What a recording has of a run. */
export interface LastRun {
  /** Milliseconds since 1970: when it began, and when its recording was written. */
  readonly began: number
  readonly written: number
  readonly status?: Status
  readonly failure?: { readonly message: string; readonly line?: number; readonly verb?: string }
  readonly steps: readonly RanStep[]
  readonly rows: readonly RawRow[]
}

/** Bytes of the largest recording that is read while somebody types: it is read at once and kept. */
const largest = 4 * 1024 * 1024

/** The recording of a scenario that was written last: of several values of a matrix, and of several projects, the newest; undefined for one that is too large. */
export function recordingOf(
  { out, base, names }: Project,
  file: string,
): { readonly file: string; readonly written: number } | undefined {
  const found = [undefined, ...names].flatMap((project) =>
    recordingsAt(outputPath(out, base, { file, ...(project === undefined ? {} : { project }) }, '.jsonl')),
  )
  const [last] = found.sort((a, b) => b.written - a.written)
  return last === undefined || last.size > largest ? undefined : last
}

/** The recordings of one scenario in a folder: without values, and with each. */
function recordingsAt(plain: string): { readonly file: string; readonly written: number; readonly size: number }[] {
  const folder = path.dirname(plain)
  const stem = path.basename(plain, '.jsonl')
  const isOurs = (name: string): boolean =>
    name === `${stem}.jsonl` || (name.startsWith(`${stem}.`) && /=[^/]*\.jsonl$/.test(name))
  return namesIn(folder)
    .filter(isOurs)
    .map((name) => {
      const stat = statOf(path.join(folder, name))
      return { file: path.join(folder, name), written: stat?.mtimeMs ?? 0, size: stat?.size ?? 0 }
    })
}

/** A recording as far as it can be read; undefined where it has no beginning. */
export function readRun(text: string, file: string, written: number): LastRun | undefined {
  const { events } = decodeRecording(text, file)
  const [begun] = events
  if (begun?.type !== 'begun') return undefined
  const steps: (RanStep & { readonly rows: RawRow[] })[] = []
  const rows: RawRow[] = []
  for (const event of events) {
    if (event.type === 'step') steps[event.index] = { line: event.line, verb: event.verb, at: event.at, rows: [] }
    if (event.type !== 'row') continue
    rows.push(event.row)
    steps[event.row.step]?.rows.push(event.row)
  }
  const verdict = events.at(-1)
  const ended = verdict?.type === 'verdict' ? verdict : undefined
  const { message, line, verb } = ended ?? {}
  return {
    began: Date.parse(begun.wall),
    written,
    steps: steps.filter((step) => step !== undefined),
    rows,
    ...(ended === undefined ? {} : { status: ended.status }),
    ...(message === undefined
      ? {}
      : { failure: { message, ...(line === undefined ? {} : { line }), ...(verb === undefined ? {} : { verb }) } }),
  }
}
