import type { Hunk, HunkLine } from '../../src/model/transcript.ts'

/** A row of two columns: what was committed, and what was received. One side is absent where only the other has a line. */
export interface Pair {
  readonly expected?: HunkLine
  readonly received?: HunkLine
}

/** The lines of a hunk beside each other: an expected one next to the received one in its place. */
export function sideBySide({ lines }: Hunk): readonly Pair[] {
  const pairs: Pair[] = []
  let expected: HunkLine[] = []
  let received: HunkLine[] = []
  const flush = () => {
    for (let at = 0; at < Math.max(expected.length, received.length); at += 1) {
      const [left, right] = [expected[at], received[at]]
      pairs.push({ ...(left && { expected: left }), ...(right && { received: right }) })
    }
    expected = []
    received = []
  }
  for (const line of lines) {
    if (line.side === 'expected') expected.push(line)
    else if (line.side === 'received') received.push(line)
    else {
      flush()
      pairs.push({ expected: line, received: line })
    }
  }
  flush()
  return pairs
}
