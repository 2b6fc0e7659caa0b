import path from 'node:path'
import type { Transcript } from '../model/transcript.ts'
import { openConversation } from '../pipeline/see.ts'
import type { Entry } from '../suite/entry.ts'
import { partFor } from '../suite/parts.ts'
import { outputPath } from '../suite/paths.ts'
import type { Differing } from './difference.ts'
import { placesFor } from './entries.ts'
import type { ReviewHost } from './host.ts'
import type { Pending } from './pending.ts'

/** A step of a scenario, as it is written. */
export interface WrittenStep {
  readonly file: string
  /** From 1. */
  readonly line: number
  /** The lines of it, without an end. */
  readonly lines: readonly string[]
}

/** The recording of the run that a new transcript is of; undefined where a later run has replaced it, or nothing is there. */
export async function recordingOf(
  { file, waiting }: Pending,
  { received }: Pick<Differing, 'received'>,
  entries: readonly Entry[],
  review: ReviewHost,
) {
  const { services, cwd } = review.host
  const own = entries.filter((entry) => [file, ...waiting].includes(placesFor(entry, review).pending))
  for (const entry of own.length > 0 ? own : entries) {
    const { out, base = cwd } = partFor(entry, review.options, review.host).options
    const recording = outputPath(out, base, entry, '.jsonl')
    if (!services.files.exists(recording)) continue
    const opened = await openConversation(recording, services)
    if ('transcript' in opened && opened.transcript.recorded === received.recorded) return { file: recording, opened }
  }
  return undefined
}

type Recording = NonNullable<Awaited<ReturnType<typeof recordingOf>>>

/** The step to which the first row belongs that differs. */
export function stepOfDifference(
  { received, difference: { parts } }: Differing,
  { opened }: Recording,
  scenario: string,
  { host }: ReviewHost,
): WrittenStep | undefined {
  if (parts === undefined) return undefined
  const recorded = onLane(opened.transcript, parts.lane)
  const rows = onLane(received, parts.lane)
  // Rows that are folded or left out would make each other's steps wrong.
  if (recorded.length !== rows.length) return undefined
  const at = parts.received === undefined ? rows.length - 1 : rows.indexOf(parts.received)
  const index = recorded[at]?.step
  const step = opened.steps?.find((each) => each.index === index)
  if (step === undefined) return undefined
  const file = step.file === undefined ? scenario : path.resolve(host.cwd, step.file)
  return writtenAt(file, step.line, step.verb, host.services.files)
}

const onLane = ({ rows }: Transcript, lane: string) => rows.filter((row) => row.lane === lane)

/** The step at a line; undefined where another stands there by now. */
export function writtenAt(
  file: string,
  line: number,
  verb: string,
  files: ReviewHost['host']['services']['files'],
): WrittenStep | undefined {
  const read = files.read(file)
  if ('problem' in read) return undefined
  const all = new TextDecoder().decode(read.bytes).split(/\r?\n/)
  const first = all[line - 1] ?? ''
  if (!new RegExp(String.raw`^\s*-.*\b${verb}\b`).test(first)) return undefined
  const indent = first.search(/\S/)
  const behind = all.slice(line).findIndex((text) => text.trim() === '' || text.search(/\S/) <= indent)
  return { file, line, lines: all.slice(line - 1, behind === -1 ? all.length : line + behind) }
}
