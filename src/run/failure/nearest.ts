import type { RawRow } from '../../model/event.ts'
import type { CompiledBytes, CompiledLine } from '../../model/matcher.ts'
import type { Nearest } from '../../model/result.ts'
import { differingRanges } from '../../text/diff-words.ts'

/** What a near miss may be of: a line, or a text at the cursor. */
export type Sought = Pick<CompiledLine | CompiledBytes, 'near' | 'fits' | 'shown'> &
  Partial<Pick<CompiledLine, 'test' | 'differs'>>

/** Less alike than this is not worth showing. */
const leastAlike = 0.4
/** A line that holds all that was wanted, and more, is at least so near. */
const holdsIt = 0.6

export function textOf(row: RawRow): string {
  return typeof row.text === 'string' ? row.text : ''
}

type Scored = Nearest & { readonly score: number }

/** The received line most like one of those that were sought, when it is like it at all; of equals the last. */
export function nearestOf(sought: readonly Sought[], received: readonly RawRow[]): Nearest | undefined {
  let best: Scored | undefined
  for (const row of received) {
    const text = textOf(row)
    if (row.mark === '>' || row.mark === '#' || text === '') continue
    for (const one of sought) {
      // What it matches has been taken or passed over: it is “also seen”, and no near miss.
      if (one.test?.(text) !== undefined) continue
      const miss = missOf(one, text)
      if (miss !== undefined && (best === undefined || miss.score >= best.score)) best = miss
    }
  }
  if (best === undefined) return undefined
  const { score: _, ...nearest } = best
  return nearest
}

function missOf({ near, fits, differs, shown }: Sought, text: string): Scored | undefined {
  const words = differs?.(text)
  // Fewer differences are nearer, and any line that its matcher has words for is nearer than one of another nature.
  if (words !== undefined && words.length > 0) return { text, marked: [], differs: words, score: 1 + 1 / words.length }
  if (near !== undefined && near !== '') {
    const alike = text.includes(near) ? Math.max(holdsIt, similarity(near, text)) : similarity(near, text)
    return alike < leastAlike ? undefined : { ...comparedWith(near, text, shown), score: alike }
  }
  const fit = fits?.(text)
  return fit === undefined || fit.share < leastAlike ? undefined : { text, marked: fit.marked, score: fit.share }
}

/** A received text under the one that was wanted, with what differs in both; `shown` is how messages name the latter. */
export function comparedWith(wanted: string, text: string, shown: string): Nearest {
  const { expected, received } = differingRanges(wanted, text)
  const lead = Math.max(0, shown.indexOf(wanted))
  return { text, marked: received, lead, expected: expected.map(([start, end]) => [start + lead, end + lead]) }
}

/** Share of character pairs (Dice), without regard to case; 1 is alike. */
function similarity(a: string, b: string): number {
  const pairs = (text: string) => {
    const found = new Map<string, number>()
    const lower = text.toLowerCase().slice(0, 500)
    for (let i = 0; i + 1 < lower.length; i++)
      found.set(lower.slice(i, i + 2), (found.get(lower.slice(i, i + 2)) ?? 0) + 1)
    return found
  }
  const left = pairs(a)
  const right = pairs(b)
  let shared = 0
  let total = 0
  for (const [pair, count] of left) {
    shared += Math.min(count, right.get(pair) ?? 0)
    total += count
  }
  for (const count of right.values()) total += count
  return total === 0 ? 0 : (2 * shared) / total
}
