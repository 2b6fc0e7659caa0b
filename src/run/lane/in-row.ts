import type { LaneEvent } from '../../model/actor.ts'
import type { Mark } from '../../model/event.ts'
import type { LineItem } from './line-cutter.ts'
import type { Stream } from './stream.ts'

/** How an event stands in its row, behind its mark. */
export const wordsOf = ({ words, name }: LaneEvent): string => words ?? name

/** The mark of an event that prints nothing. */
export const markOfEvent = ({ name }: LaneEvent): Mark => (name === 'replied' ? '>' : '*')

export function markOf(stream: Stream, line: Pick<LineItem, 'unfinished'>): Mark {
  if (line.unfinished) return '~'
  return stream.name === 'stderr' ? '!' : '|'
}

/** What stands in the row of an event. */
export const shownOf = (event: LaneEvent): string | Uint8Array => event.bytes ?? wordsOf(event)
