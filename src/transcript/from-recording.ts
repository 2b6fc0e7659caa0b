import type { Event, LaneInfo, RawRow } from '../model/event.ts'
import { unmatchedRowsOf } from './unmatched.ts'
import type { RawTranscript } from '../model/raw-transcript.ts'

/**
 * The scenario in a recording, as far as its run came, in the order of arrival. Names for volatile texts are not part of a recording, so
 * transcribing it shows the ports and paths as they were. `whole` has what `rows: taken` leaves out of a run that passed, too. Undefined
 * when the recording has no beginning.
 */
export function rawTranscriptOf(events: readonly Event[], whole = false): RawTranscript | undefined {
  const [begun] = events
  if (begun?.type !== 'begun') return undefined
  const rows: RawRow[] = []
  const hides = !whole && hasPassed(events)
  for (const event of events) if (event.type === 'row' && !(hides && event.row.dropped === true)) rows.push(event.row)
  for (const row of unmatchedRowsOf(events)) rows.push(row)
  rows.sort((one, other) => one.at - other.at)
  return {
    title: begun.scenario,
    source: begun.file,
    startedAt: begun.wall,
    lanes: withConnections(begun.lanes, rows),
    rows,
    aliases: [],
    captured: new Map(),
    open: [],
    sorted: [],
  }
}

/** True for the recording of a run that passed. */
export function hasPassed(events: readonly Event[]): boolean {
  const last = events.at(-1)
  return last?.type === 'verdict' && last.status === 'passed'
}

/**
 * How a run that failed ended, as a row on the lane that it is about: what, and at which step. Undefined for one that passed, or whose
 * end is not recorded.
 */
export function verdictRow(events: readonly Event[]): RawRow | undefined {
  const verdict = events.at(-1)
  if (verdict?.type !== 'verdict' || verdict.message === undefined) return undefined
  const { at, status, message, lane = '', line, verb } = verdict
  const place = [...(line === undefined ? [] : [`line ${line}`]), ...(verb === undefined ? [] : [verb])].join(', ')
  return {
    lane,
    mark: '*',
    text: `${status}${place === '' ? '' : ` at ${place}`}: ${message}`,
    at,
    step: -1,
    verdict: true,
  }
}

/** Connections are not known when a run begins: each stands behind its server. */
function withConnections(lanes: readonly LaneInfo[], rows: readonly RawRow[]): LaneInfo[] {
  const all = [...lanes]
  const known = new Set(all.map(({ lane }) => lane))
  for (const { lane } of rows) {
    if (lane === '' || known.has(lane)) continue
    known.add(lane)
    const server = lane.split('#')[0] as string
    const after = all.findLastIndex((info) => info.lane === server || info.lane.startsWith(`${server}#`))
    all.splice(after === -1 ? all.length : after + 1, 0, { lane, kind: '', command: '' })
  }
  return all
}
