import { cut } from '../../text/cut.ts'
import { widthOf } from '../../text/wrap.ts'
import { isArrow, shownName, type Sequence, type SequenceActor, type SequenceMessage } from './model.ts'

/** Where the life lines of a diagram stand, in cells from its left edge, and how much text fits between them. */
export interface Columns {
  readonly lives: readonly number[]
  /** Between the last thing drawn and the left edge. */
  readonly width: number
  readonly heads: readonly Head[]
  /** The text of each message, cut to what fits. */
  readonly labels: readonly (readonly string[])[]
}

/** The box at both ends of a life line. */
export interface Head {
  readonly name: string
  readonly command: string
  readonly width: number
}

/** Cells around the text of an arrow and of a box. */
export const arrowPadding = 4
export const boxPadding = 2
/** More lines than these are counted and not shown. */
const shownLines = 3
/** No text is cut to less. */
const least = 12
const longestCommand = 34

/** Lays out life lines in at most `room` cells, each pair as far apart as their texts need. */
export function columnsOf(sequence: Sequence, room: number): Columns {
  const { actors, messages } = sequence
  const heads = actors.map(headOf)
  const most = Math.max(least, Math.floor(room / Math.max(1.5, actors.length)) - arrowPadding)
  const labels = messages.map((message) => {
    const spanned = Math.max(1, spanOf(message))
    // A box stands on its life line, so that half of it must fit on each side.
    const fits = isArrow(message) ? most * spanned : message.from === undefined ? room - 6 : Math.min(most, 44)
    return labelOf(message).map((line) => cut(line, Math.max(least, fits)))
  })
  const gaps = gapsOf(sequence, heads, labels)
  const lives: number[] = []
  let at = gaps[0] ?? 0
  for (const index of actors.keys()) {
    lives.push(at)
    at += gaps[index + 1] ?? 0
  }
  const across = messages.flatMap((message, index) =>
    (message.from ?? message.to) === undefined ? (labels[index] ?? []) : [],
  )
  return { lives, width: Math.max(at, longest(across) + 2 * boxPadding), heads, labels }
}

const spanOf = ({ from, to }: SequenceMessage): number => Math.abs((from ?? to ?? 0) - (to ?? from ?? 0))

/** What is written at a message: its text, with its connection before and what became of it behind. */
export function labelOf(message: SequenceMessage): string[] {
  const { lines, connection, times, kind } = message
  const [first = '', ...rest] = lines
  const label = limited(
    [connection === undefined ? first : `${connection} ${first}`, ...rest].map((line) => line || '(empty line)'),
  )
  const more = whatBecameOf(message).join(', ')
  if (more === '') return label
  if (kind !== 'data' || (times !== undefined && label.length === 1)) return [`${label.join(' ')} ${more}`]
  return [...label, `(${more})`]
}

function whatBecameOf({ times, pieces, cut: lost }: SequenceMessage): string[] {
  return [
    ...(times === undefined ? [] : [`× ${times}`]),
    ...(pieces === undefined ? [] : [`in ${pieces} pieces`]),
    ...(lost === undefined ? [] : [`${lost.received} of ${lost.of} bytes received`]),
  ]
}

/** The first of many lines, and how many more there are. */
function limited(lines: readonly string[]): string[] {
  if (lines.length <= shownLines) return [...lines]
  return [...lines.slice(0, shownLines - 1), `… ${lines.length - shownLines + 1} more lines`]
}

function headOf(actor: SequenceActor): Head {
  const { name, command } = actor
  const shown = cut(shownName(actor), longestCommand)
  const what = command === name ? '' : cut(command, longestCommand)
  return { name: shown, command: what, width: Math.max(widthOf(shown), widthOf(what)) + 2 * boxPadding }
}

const longest = (lines: readonly string[]): number => lines.reduce((most, line) => Math.max(most, widthOf(line)), 0)

/** Cells before the first life line, between each two, and behind the last. */
function gapsOf({ actors, messages }: Sequence, heads: readonly Head[], labels: Columns['labels']): number[] {
  const gaps = Array.from({ length: actors.length + 1 }, (_, index) => gapOfHeads(heads[index - 1], heads[index]))
  const needs = messages.flatMap((message, index) => needsOf(message, longest(labels[index] ?? [])))
  for (const { first, last, cells } of needs) if (first === last) gaps[first] = Math.max(gaps[first] ?? 0, cells)
  // What spans several gaps needs more only where those are not wide enough already.
  for (const need of needs) if (need.first !== need.last) widen(gaps, need)
  return gaps
}

const gapOfHeads = (left: Head | undefined, right: Head | undefined): number =>
  ((left?.width ?? 0) + (right?.width ?? 0)) / 2 + (left !== undefined && right !== undefined ? 2 : 1)

/** So many cells from the first of these gaps to the last. */
interface Need {
  readonly first: number
  readonly last: number
  readonly cells: number
}

function needsOf(message: SequenceMessage, cells: number): Need[] {
  const { from, to } = message
  if (!isArrow(message)) {
    if (from === undefined) return []
    return [from, from + 1].map((gap) => ({ first: gap, last: gap, cells: cells / 2 + boxPadding + 1 }))
  }
  const [one = 0, other] = from === undefined ? [to] : [from, to]
  if (other === undefined) return [{ first: one, last: one, cells: cells + arrowPadding }]
  return [{ first: Math.min(one, other) + 1, last: Math.max(one, other), cells: cells + arrowPadding }]
}

function widen(gaps: number[], { first, last, cells }: Need): void {
  let there = 0
  for (let index = first; index <= last; index++) there += gaps[index] ?? 0
  const missing = (cells - there) / (last - first + 1)
  if (missing > 0) for (let index = first; index <= last; index++) gaps[index] = (gaps[index] ?? 0) + missing
}
