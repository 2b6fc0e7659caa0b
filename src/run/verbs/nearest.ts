import type { Told } from '../../model/event.ts'
import type { Nearest } from '../../model/result.ts'
import { differingRanges } from '../../text/diff-words.ts'

export function textOf(row: Told): string {
  return typeof row.text === 'string' ? row.text : ''
}

/** The heard line most like what was wanted, when it is like it at all. */
export function nearestMiss(wanted: string | undefined, heard: readonly Told[]): Nearest | undefined {
  if (wanted === undefined || wanted === '') return undefined
  let best: { text: string; score: number } | undefined
  for (const row of heard) {
    const text = textOf(row)
    if (row.mark === '>' || row.mark === '#' || text === '' || text.includes(wanted)) continue
    const score = similarity(wanted, text)
    if (score >= 0.4 && (best === undefined || score >= best.score)) best = { text, score }
  }
  return best === undefined ? undefined : { text: best.text, marked: differingRanges(wanted, best.text).received }
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
