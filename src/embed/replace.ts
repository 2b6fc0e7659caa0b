import { linesOf } from '../text/position.ts'
import type { Block } from './blocks.ts'

/** What a block shows now and what it would show, at their first difference; both without what stands before each line. */
export interface Stale {
  /** From 1, in the file; the line behind the content where it has too few. */
  readonly line: number
  readonly old?: string
  readonly wanted?: string
}

/**
 * Where the content of a block differs from the lines it would have; undefined where it does not. Blank lines around it, and blanks at
 * the end of lines, are those of whoever formats the file.
 */
export function staleness(text: string, { content, prefix }: Block, wanted: readonly string[]): Stale | undefined {
  const written = linesOf(text.slice(content.start, content.end))
  const lead = written.findIndex((line) => !isBlank(line, prefix))
  const old = written.slice(lead === -1 ? written.length : lead)
  while (old.length > 0 && isBlank(old.at(-1)!, prefix)) old.pop()
  const length = Math.max(old.length, wanted.length)
  for (let at = 0; at < length; at += 1) {
    const [was, is] = [old[at], wanted[at]]
    if (was !== undefined && is !== undefined && was.trimEnd() === (prefix + is).trimEnd()) continue
    const line = linesOf(text.slice(0, content.start)).length + Math.max(0, lead) + at
    return {
      line,
      ...(was === undefined ? {} : { old: was.startsWith(prefix) ? was.slice(prefix.length) : was }),
      ...(is === undefined ? {} : { wanted: is }),
    }
  }
  return undefined
}

/** The text with other content in these blocks: their lines, with the blank lines around them that they had, or one where they had nothing. */
export function replaced(text: string, changes: readonly { block: Block; lines: readonly string[] }[]): string {
  const parts: string[] = []
  let done = 0
  for (const { block, lines } of changes) {
    const { content, prefix, lineEnd } = block
    parts.push(text.slice(done, content.start))
    const [above, below] = blankAround(text.slice(content.start, content.end), prefix)
    const all = [...above, ...lines.map((line) => prefix + line), ...below]
    for (const line of all) parts.push(isBlank(line, prefix) ? line.trimEnd() : line, lineEnd)
    done = content.end
  }
  parts.push(text.slice(done))
  return parts.join('')
}

function blankAround(content: string, prefix: string): [readonly string[], readonly string[]] {
  const lines = linesOf(content).slice(0, -1)
  const first = lines.findIndex((line) => !isBlank(line, prefix))
  if (first === -1) return [[prefix.trimEnd()], [prefix.trimEnd()]]
  const last = lines.findLastIndex((line) => !isBlank(line, prefix))
  return [lines.slice(0, first), lines.slice(last + 1)]
}

/** Nothing but blanks, and the signs of quotes that every line of the block has. */
const isBlank = (line: string, prefix: string): boolean => line.trim() === '' || line.trimEnd() === prefix.trimEnd()
