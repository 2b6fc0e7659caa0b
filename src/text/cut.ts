import width from 'fast-string-width'

/** A piece of a long line that fits, and where the marked ranges stand in it. */
export interface Piece {
  readonly text: string
  readonly ranges: readonly (readonly [number, number])[]
}

/**
 * Cuts a line to `columns` cells around its first marked range, with `…` where something was left out. Ranges are UTF-16
 * offsets, end exclusive; those outside the piece are dropped, the others clipped.
 */
export function cutAround(line: string, ranges: readonly (readonly [number, number])[], columns: number): Piece {
  const room = Math.max(columns, 10)
  if (line.length <= room && width(line) <= room) return { text: line, ranges }
  const [first, last] = ranges[0] ?? [0, 0]
  const lead = Math.max(Math.floor(room / 3), room - (last - first) - 12)
  let from = first <= room - 12 && last <= room - 2 ? 0 : Math.max(0, first - Math.min(lead, Math.floor(room / 2)))
  from = wholeCharacter(line, from)
  const before = from > 0 ? '…' : ''
  let to = from
  let used = before.length
  while (to < line.length) {
    const character = String.fromCodePoint(line.codePointAt(to) as number)
    const cells = width(character)
    if (used + cells > room - 1) break
    used += cells
    to += character.length
  }
  const after = to < line.length ? '…' : ''
  const shift = before.length - from
  const kept = ranges
    .filter(([start, end]) => start < to && end > from)
    .map(([start, end]): [number, number] => [Math.max(start, from) + shift, Math.min(end, to) + shift])
  return { text: before + line.slice(from, to) + after, ranges: kept }
}

/** Not between the two halves of a surrogate pair. */
function wholeCharacter(line: string, offset: number): number {
  const code = line.charCodeAt(offset)
  return offset > 0 && code >= 0xdc00 && code <= 0xdfff ? offset - 1 : offset
}
