import { skipTo } from '../lane/cursor.ts'
import { pushAll } from '../../text/push-all.ts'
import { addOutOfBandRow, outOfBandRows } from '../lane/event-rows.ts'
import type { RunLane } from '../lane/lane.ts'
import { allEndpoints } from '../context/endpoints.ts'
import { flush, type RunTime, type RunActors, type RunRows } from '../context/run-context.ts'

/** The transcript is complete: unmatched output stands at its end, lane by lane, and later input is not judged. */
export function freeze(context: RunTime & RunActors & RunRows): void {
  const lanes = allEndpoints(context).map((endpoint) => endpoint.lane)
  for (const lane of lanes) {
    if (!lane.frozen) addRemainingRows(lane)
    lane.frozen = true
  }
  flush(context, lanes, -1)
  if (context.unshown !== undefined) for (const lane of lanes) pushAll(context.unshown, outOfBandRows(lane))
}

/**
 * The same behind a failure, for the recording: unmatched output is kept for the search of the cause, also what the transcript
 * of a run that passes leaves out, and what happened out of band.
 */
export function freezeFailed(context: RunTime & RunActors & RunRows): void {
  for (const { lane } of allEndpoints(context)) {
    if (lane.frozen) continue
    if (lane.skipped === 'dropped') lane.skipped = 'shown'
    for (const item of lane.outOfBand) addOutOfBandRow(lane, item)
  }
  freeze(context)
}

function addRemainingRows(lane: RunLane): void {
  const [main, ...others] = [...lane.streams]
  if (main === undefined) return
  // What a program left on its other streams stands before its exit.
  skipTo(
    lane,
    main,
    main.events.find((item) => item.event.ends === 'all'),
  )
  for (const other of others) addUnmatchedRows(lane, other)
  addUnmatchedRows(lane, main)
  for (const [lines, { mark, text, at, after: rows }] of lane.leftovers.entries())
    lane.rows.row(mark, text, at, 'main', { follows: { rows, lines } })
  lane.leftovers.length = 0
}

/** Everything that is whole, and then the unfinished rest, which at the end is a line too. */
function addUnmatchedRows(lane: RunLane, stream: RunLane['main']): void {
  skipTo(lane, stream)
  if (stream.window.length === 0) return
  stream.ended = true
  skipTo(lane, stream)
}
