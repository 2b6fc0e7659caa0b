/** A range of a text that is marked; `current` is the one that the reader has gone to. */
export interface MarkedRange {
  readonly start: number
  readonly end: number
  readonly current: boolean
}

export interface TextPiece {
  readonly text: string
  readonly marked?: 'found' | 'current'
}

/** A piece of a row's text, which begins at `offset` of it, cut at the ranges that are marked; they are in order. */
export function markedText(text: string, offset: number, ranges: readonly MarkedRange[]): TextPiece[] {
  const pieces: TextPiece[] = []
  let at = 0
  const until = (end: number, marked?: TextPiece['marked']) => {
    if (end > at) pieces.push({ text: text.slice(at, end), ...(marked && { marked }) })
    at = Math.max(at, end)
  }
  for (const { start, end, current } of ranges) {
    const [from, to] = [start - offset, end - offset].map((edge) => Math.min(Math.max(0, edge), text.length))
    until(from ?? 0)
    until(to ?? 0, current ? 'current' : 'found')
  }
  until(text.length)
  return pieces
}
