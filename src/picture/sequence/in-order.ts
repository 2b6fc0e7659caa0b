import type { Passed } from './match.ts'
import type { SequenceMessage } from './model.ts'
import type { Piece } from './pieces.ts'

/** A message, and of bytes where they were sent and where they were received. */
export interface Made {
  readonly message: SequenceMessage
  readonly passed?: Passed
}

/**
 * Messages in the order of the conversation. What an actor passes on stands behind the message in which it received it, also where both
 * have the same microsecond, and where the sender was only seen sending it when it had already arrived.
 */
export function inOrder(made: readonly Made[]): SequenceMessage[] {
  const bringing = new Map<Piece, Made>()
  for (const each of made) for (const piece of each.passed?.received ?? []) bringing.set(piece, each)
  const places = new Map<Made, Place>()
  const placeOf = (each: Made): Place => {
    let place = places.get(each)
    if (place !== undefined) return place
    const { order, at } = each.message
    // Set first: a piece that brings itself would have no end.
    places.set(each, (place = { order, at, depth: 0 }))
    const before = each.passed?.sent && bringing.get(each.passed.sent)
    if (before === undefined) return place
    const { order: earliest, at: from, depth } = placeOf(before)
    place = { order: Math.max(order, earliest), at: Math.max(at, from), depth: depth + 1 }
    places.set(each, place)
    return place
  }
  return made
    .map((each) => ({ message: each.message, place: placeOf(each) }))
    .sort((one, other) => one.place.order - other.place.order || one.place.depth - other.place.depth)
    .map(({ message, place }) => moved(message, place))
}

interface Place {
  readonly order: number
  readonly at: number
  /** How many actors have passed it on. */
  readonly depth: number
}

function moved(message: SequenceMessage, { order, at }: Place): SequenceMessage {
  if (order === message.order && at === message.at) return message
  const { arrived } = message
  return { ...message, order, at, ...(arrived !== undefined && { arrived: Math.max(arrived, at) }) }
}
