import type { Piece } from './pieces.ts'

/** What one end sent and what came of it at the other; without `sent` it was received, and who sent it was not seen. */
export interface Passed {
  readonly sent?: Piece
  /** The pieces in which it arrived; none where nobody saw it arrive. */
  readonly received: readonly Piece[]
  /** How much of its content arrived. */
  readonly length: number
}

/** So many pieces may be lost, or have another content, before the next that fits. */
const lookahead = 50

/**
 * Finds what was sent in what was received. A connection is a stream: one piece may arrive in several, and several in one. What does
 * not fit stands by itself, and the search goes on behind it.
 */
export function matchStream(sent: readonly Piece[], received: readonly Piece[]): Passed[] {
  const passed: Passed[] = []
  const used = new Set<Piece>()
  let place: Place = { index: 0, offset: 0 }
  for (const piece of sent) {
    const found = takeFrom(piece.content, received, place) ?? takeLater(piece.content, received, place)
    if (found === undefined) {
      passed.push({ sent: piece, received: [], length: 0 })
      continue
    }
    for (const each of found.taken) used.add(each)
    passed.push({ sent: piece, received: found.taken, length: found.length })
    place = found.end
  }
  const rest = received[place.index]
  if (place.offset > 0 && rest !== undefined) passed.push(alone({ ...rest, content: rest.content.slice(place.offset) }))
  for (const piece of received) if (!used.has(piece)) passed.push(alone(piece))
  return passed
}

/** The same of datagrams, of which each arrives whole or not at all; what is found is taken out of `received`. */
export function matchWhole(sent: readonly Piece[], received: Piece[]): Passed[] {
  return sent.map((piece) => {
    // Of the same microsecond, the end may have been seen first.
    const earliest = Math.floor(piece.order)
    const index = received.findIndex(({ content, order }) => content === piece.content && order >= earliest)
    const found = index === -1 ? [] : received.splice(index, 1)
    return { sent: piece, received: found, length: found.length === 0 ? 0 : piece.content.length }
  })
}

/** A piece of which the sender was not seen. */
export const alone = (piece: Piece): Passed => ({ received: [piece], length: piece.content.length })

/** How many characters two streams have in common at their beginnings. */
export function inCommon(sent: readonly Piece[], received: readonly Piece[]): number {
  const [one, other] = [beginning(sent), beginning(received)]
  let length = 0
  while (length < one.length && length < other.length && one[length] === other[length]) length++
  return length
}

const enough = 256

function beginning(pieces: readonly Piece[]): string {
  let text = ''
  for (const { content } of pieces) {
    text += content
    if (text.length >= enough) break
  }
  return text.slice(0, enough)
}

interface Place {
  readonly index: number
  readonly offset: number
}

interface Taken {
  readonly taken: readonly Piece[]
  readonly length: number
  readonly end: Place
}

/** The content from this place on, to where the stream ends; undefined where another content stands there. */
function takeFrom(content: string, received: readonly Piece[], { index, offset }: Place): Taken | undefined {
  const taken: Piece[] = []
  let length = 0
  for (let piece = received[index]; piece !== undefined; piece = received[index]) {
    if (content === '' && piece.content !== '') return undefined
    const size = Math.min(content.length - length, piece.content.length - offset)
    if (!piece.content.startsWith(content.slice(length, length + size), offset)) return undefined
    taken.push(piece)
    length += size
    offset += size
    if (offset === piece.content.length) [index, offset] = [index + 1, 0]
    if (length === content.length) break
  }
  return taken.length === 0 ? undefined : { taken, length, end: { index, offset } }
}

function takeLater(content: string, received: readonly Piece[], { index }: Place): Taken | undefined {
  const last = Math.min(received.length, index + lookahead)
  for (let next = index + 1; next < last; next++) {
    const found = takeFrom(content, received, { index: next, offset: 0 })
    // A piece at the very end may fit by chance.
    if (found !== undefined && found.length === content.length) return found
  }
  return undefined
}
