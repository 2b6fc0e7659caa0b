import type { ReplayEvent } from '../../src/model/replay.ts'
import { counted } from '../../src/text/counted.ts'
import { clockText } from './time-text.ts'

/** Events that are listed. */
const listed = 12

/** Events that have no row. */
export function EventsWithoutRow({ events }: { readonly events: readonly ReplayEvent[] }) {
  if (events.length === 0) return null
  return (
    <details class="row-links" open={events.length <= listed}>
      <summary>Without a row: {counted(events.length, 'event')}</summary>
      <ul>
        {events.slice(-listed).map(({ at, lane, words, teardown }, index) => (
          <li key={index}>
            <span class="row-time">{clockText(at)}</span> <b>{lane}</b> * {words}
            {teardown === true && ' (at the end, by the runner)'}
          </li>
        ))}
      </ul>
      {events.length > listed && <p class="left-out">and {events.length - listed} before these</p>}
    </details>
  )
}
