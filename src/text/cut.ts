import { widthOf } from './wrap.ts'

/** A piece of a long line that fits, and where the marked ranges stand in it. */
export interface Piece {
  readonly text: string
  readonly ranges: readonly (readonly [number, number])[]
}

type Ranges = readonly (readonly [number, number])[]

/** Cells that should be left for the marked part and what follows it. */
const behind = 12

/**
 * Cuts a line to `columns` cells around its first marked range, with `…` where something was left out. Ranges are UTF-16
 * offsets, end exclusive; those outside the piece are dropped, the others clipped. `focus` is what must be seen instead of the first
 * range, so that two lines can be cut at the same place.
 */
export function cutAround(line: string, ranges: Ranges, columns: number, focus = ranges[0]): Piece {
  const room = Math.max(columns, 10)
  // No character takes more than two cells, so that nothing longer than needed is measured.
  if (line.length <= room * 4 && widthOf(line) <= room) return { text: line, ranges }
  const [first, last] = focus ?? [0, 0]
  const from = startFor(line, Math.min(first, line.length), Math.min(last, line.length), room)
  const before = from > 0 ? '…' : ''
  const to = endFor(line, from, room - before.length)
  const after = to < line.length ? '…' : ''
  const shift = before.length - from
  const kept = ranges
    .filter(([start, end]) => start < to && end > from)
    .map(([start, end]): [number, number] => [Math.max(start, from) + shift, Math.min(end, to) + shift])
  return { text: before + line.slice(from, to) + after, ranges: kept }
}

/** Where the piece begins: at the line's own beginning when the marked part is seen from there. */
function startFor(line: string, first: number, last: number, room: number): number {
  const marked = cells(line, first, last, room)
  const whole = cells(line, 0, first, room)
  if (whole <= room - behind && whole + marked <= room - 2) return 0
  const lead = Math.min(Math.max(Math.floor(room / 3), room - marked - behind), Math.floor(room / 2))
  let from = first
  for (let used = 0; from > 0;) {
    const previous = line.codePointAt(from - 2)
    const step = previous !== undefined && previous > 0xffff ? 2 : 1
    used += widthOf(line.slice(from - step, from))
    if (used > lead) break
    from -= step
  }
  // A mark that joins what stands before it cannot begin a piece.
  while (from > 0 && from < first && widthOf(characterAt(line, from)) === 0) from += characterAt(line, from).length
  return wholeCharacter(line, from)
}

/** Where a piece of so many cells ends; one is left for `…` where more follows. */
function endFor(line: string, from: number, room: number): number {
  let to = from
  let used = 0
  let cut = from
  while (to < line.length) {
    const character = characterAt(line, to)
    used += widthOf(character)
    if (used > room) return cut
    to += character.length
    if (used <= room - 1) cut = to
  }
  return to
}

const characterAt = (line: string, at: number): string => String.fromCodePoint(line.codePointAt(at) as number)

/** Cells between two offsets; more than fit are not counted. */
function cells(line: string, from: number, to: number, room: number): number {
  return to - from > room * 4 ? room * 4 : widthOf(line.slice(from, to))
}

/** Not between the two halves of a surrogate pair. */
function wholeCharacter(line: string, offset: number): number {
  const code = line.charCodeAt(offset)
  return offset > 0 && code >= 0xdc00 && code <= 0xdfff ? offset - 1 : offset
}

/** The beginning of a line, as far as it fits. */
export const cut = (line: string, columns: number): string => cutAround(line, [], columns).text

/** The beginning of a line and its end, with `…` between them: of an error the end is most often the reason. */
export function cutMiddle(line: string, columns: number): string {
  const room = Math.max(columns, 10)
  if (line.length <= room * 4 && widthOf(line) <= room) return line
  const head = cut(line, Math.ceil(room * 0.6))
  const left = room - widthOf(head)
  let from = line.length
  for (let at = from, used = 0; at > 0;) {
    at = wholeCharacter(line, at - 1)
    const width = widthOf(characterAt(line, at))
    used += width
    if (used > left) break
    // What joins the character before it cannot begin the end.
    if (width > 0) from = at
  }
  return head + line.slice(from)
}
