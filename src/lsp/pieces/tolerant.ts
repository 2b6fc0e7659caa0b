import type { YamlNode } from '../../model/yaml-node.ts'
import { readDocument } from '../../scenario/read.ts'

/** So many lines of a piece may be beyond reading before the piece is given up. */
const mostBlanked = 5
const encoder = new TextEncoder()

/**
 * A text as a tree, also while it has mistakes: a line at which reading ends is left out, and the places of all others stay. Undefined
 * when nothing can be read.
 */
export function readTolerantly(text: string, file: string): YamlNode | undefined {
  let left = text
  for (let blanked = 0; ; blanked += 1) {
    const read = readDocument(encoder.encode(left), file, file)
    if ('document' in read) return read.document.root
    const at = read.problems[0]?.span?.start
    if (at === undefined || blanked === mostBlanked) return undefined
    const without = left[at] === '*' ? withoutAliases(left) : withoutLine(left, Math.min(at, left.length))
    if (without === left) return undefined
    left = without
  }
}

/** What an alias stands for is in another piece: a word of the same length is in its place. */
const withoutAliases = (text: string): string => text.replaceAll(/(?<=[\s[{,:])\*(?=\S)/g, '_')

/** Blanks in place of the line at an offset, or of the one before where it has nothing. */
function withoutLine(text: string, offset: number): string {
  let end = text.indexOf('\n', offset)
  if (end === -1) end = text.length
  let start = text.lastIndexOf('\n', end - 1) + 1
  while (start > 0 && text.slice(start, end).trim() === '') {
    end = start - 1
    start = text.lastIndexOf('\n', end - 1) + 1
  }
  return text.slice(0, start) + ' '.repeat(end - start) + text.slice(end)
}
