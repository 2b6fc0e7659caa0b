import { widthOf } from '../../src/text/wrap.ts'

/** A line of a failure as the page shows it. */
export interface FailureLine {
  /** What it says of the failure, as wide as on the terminal: `  Expected    `; empty on lines that go on with the same. */
  readonly label: string
  readonly text: string
  /** Ranges of `text` that the terminal underlines with carets. */
  readonly marked: readonly (readonly [start: number, end: number])[]
}

const labelled = /^ {2}[A-Z][a-z]+(?: [a-z]+)* {2,}(?=\S)/
const carets = /^[ │]*\^[ ^]*$/

/** A failure as the terminal shows it, with marks in the place of lines of carets. */
export function failureLines(text: string): readonly FailureLine[] {
  const lines = text.replace(/\n+$/, '').split('\n')
  const shown: FailureLine[] = []
  for (const [at, line] of lines.entries()) {
    if (at > 0 && carets.test(line)) continue
    const next = lines[at + 1] ?? ''
    const marked = carets.test(next) ? rangesOver(next, line) : []
    const label = labelled.exec(line)?.[0] ?? ''
    shown.push({
      label,
      text: line.slice(label.length),
      marked: marked.map(([start, end]) => [start - label.length, end - label.length] as const),
    })
  }
  return shown
}

/** The ranges of a line over the carets below it: both count cells of a terminal. */
function rangesOver(below: string, line: string): (readonly [number, number])[] {
  return [...below.matchAll(/\^+/g)].map(({ index, 0: run }) => [
    offsetAt(line, index),
    offsetAt(line, index + run.length),
  ])
}

/** The offset in UTF-16 units of a cell of a line. */
function offsetAt(line: string, cell: number): number {
  let cells = 0
  let offset = 0
  for (const character of line) {
    if (cells >= cell) break
    cells += widthOf(character)
    offset += character.length
  }
  return offset
}
