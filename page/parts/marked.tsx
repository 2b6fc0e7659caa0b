import { piecesOf } from './pieces.ts'

interface Props {
  readonly text: string
  /** [start, end) in UTF-16 units, in order. */
  readonly ranges: readonly (readonly [start: number, end: number])[]
}

/** A text with ranges of it marked. */
export function Marked({ text, ranges }: Props) {
  const pieces = piecesOf(
    text,
    ranges.map(([start, end]) => ({ start, end, mark: true })),
  )
  return <>{pieces.map((piece, at) => (piece.mark === true ? <mark key={at}>{piece.text}</mark> : piece.text))}</>
}
