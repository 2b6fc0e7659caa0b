import { skipTo, tellEvent } from './lane/cursor.ts'
import type { RunLane } from './lane/lane.ts'
import { allParties } from './stage/parties.ts'
import { flush, type Stage } from './stage/stage.ts'

/** The transcript is complete: what nobody took stands at its end, lane by lane, and nothing that comes later is judged. */
export function seal(stage: Stage): void {
  const lanes = allParties(stage).map((party) => party.lane)
  for (const lane of lanes) {
    if (!lane.sealed) tellRest(lane)
    lane.sealed = true
  }
  flush(stage, lanes, -1)
}

/**
 * The same behind a failure, for the recording: what no step took is shown to whoever looks for the cause, also what the transcript
 * of a run that passes leaves out, and what happened aside.
 */
export function sealFailed(stage: Stage): void {
  for (const { lane } of allParties(stage)) {
    if (lane.sealed) continue
    if (lane.skipped === 'dropped') lane.skipped = 'told'
    for (const item of lane.aside) tellEvent(lane, item)
  }
  seal(stage)
}

function tellRest(lane: RunLane): void {
  const [main, ...others] = [...lane.streams]
  if (main === undefined) return
  // What a program left on its other streams stands before its exit.
  skipTo(
    lane,
    main,
    main.events.find((item) => item.event.ends === 'all'),
  )
  for (const other of others) tellUnread(lane, other)
  tellUnread(lane, main)
  for (const row of lane.leftovers) lane.telling.row(row.mark, row.text, row.at)
  lane.leftovers.length = 0
}

/** Everything that is whole, and then the unfinished rest, which at the end is a line too. */
function tellUnread(lane: RunLane, stream: RunLane['main']): void {
  skipTo(lane, stream)
  if (stream.window.length === 0) return
  stream.ended = true
  skipTo(lane, stream)
}
