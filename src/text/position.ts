/** Where an offset stands, counted from 1, as editors do (columns in UTF-16 units). */
export interface Position {
  readonly line: number
  readonly column: number
}

const lineEnd = /\r\n|\n|\r/g

/** The position of a UTF-16 offset; offsets beyond the text stand at its end. */
export function positionOf(text: string, offset: number): Position {
  const wanted = Math.max(0, Math.min(offset, text.length))
  let line = 1
  let start = 0
  for (const match of text.matchAll(lineEnd)) {
    const next = match.index + match[0].length
    if (next > wanted) break
    line += 1
    start = next
  }
  return { line, column: wanted - start + 1 }
}

/** The lines of a text without their ends. */
export const linesOf = (text: string): string[] => text.split(lineEnd)
