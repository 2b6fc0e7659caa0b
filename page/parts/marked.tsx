import { piecesOf, type Ranges } from './pieces.ts'

interface Props {
  readonly text: string
  readonly ranges: Ranges
}

/** A text with ranges of it marked. */
export function Marked({ text, ranges }: Props) {
  return (
    <>{piecesOf(text, ranges).map(([piece, isMarked], at) => (isMarked ? <mark key={at}>{piece}</mark> : piece))}</>
  )
}
