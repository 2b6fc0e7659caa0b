import type { LaneInfo } from '../model/event.ts'
import type { Row, Transcript } from '../model/transcript.ts'

/** What one pane shows: a lane's rows, each with its place in the scenario. */
export interface Script {
  readonly lane: string
  readonly command: string
  readonly entries: readonly Entry[]
}

export interface Entry {
  readonly row: Row
  readonly place: number
}

/**
 * One script a lane, in the order of the header, a connection behind its server. Rows of no lane (a note, a wait) stand in the
 * lane of the row that follows them, since that is what they speak of.
 */
export function scriptsOf({ lanes, rows }: Transcript): Script[] {
  const entries = new Map<string, Entry[]>()
  const withoutLane: Entry[] = []
  let latest: Entry[] | undefined
  for (const [place, row] of rows.entries()) {
    if (row.lane === '') {
      withoutLane.push({ row, place })
      continue
    }
    latest = entries.get(row.lane)
    if (latest === undefined) entries.set(row.lane, (latest = []))
    for (const entry of withoutLane.splice(0)) latest.push(entry)
    latest.push({ row, place })
  }
  if (latest !== undefined) for (const entry of withoutLane) latest.push(entry)
  else if (withoutLane.length > 0) entries.set('', withoutLane)
  return arranged(lanes, entries.keys()).map(({ lane, command, count }) => ({
    lane,
    command: count === undefined ? command : `${command} × ${count}`.trimStart(),
    entries: entries.get(lane) ?? [],
  }))
}

function arranged(lanes: readonly LaneInfo[], received: Iterable<string>): LaneInfo[] {
  const all = [...lanes]
  const known = new Set(all.map(({ lane }) => lane))
  for (const lane of received) {
    if (known.has(lane)) continue
    const server = lane.split('#')[0] as string
    const after = all.findLastIndex((info) => info.lane === server || info.lane.startsWith(`${server}#`))
    all.splice(after === -1 ? all.length : after + 1, 0, { lane, kind: '', command: '' })
  }
  return all
}
