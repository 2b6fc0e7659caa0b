import type { ReportEntry } from '../../src/model/report-page.ts'

/** How an outcome is shown: its sign as on the terminal, and the colour's class. */
export interface OutcomeLook {
  readonly sign: string
  readonly tone: 'good' | 'bad' | 'odd' | 'quiet'
}

const looks: Readonly<Record<string, OutcomeLook>> = {
  failed: { sign: '✗', tone: 'bad' },
  broken: { sign: '!', tone: 'bad' },
  invalid: { sign: '✗', tone: 'bad' },
  interrupted: { sign: '!', tone: 'bad' },
  'internal-error': { sign: '!', tone: 'bad' },
  flaky: { sign: '≈', tone: 'odd' },
  'known bug': { sign: '✓', tone: 'odd' },
  skipped: { sign: '-', tone: 'quiet' },
  passed: { sign: '✓', tone: 'good' },
}

/** Worst first: the order in which outcomes are listed, and scenarios sorted. */
const worstFirst = Object.keys(looks)

export const lookOf = (outcome: string): OutcomeLook =>
  (Object.hasOwn(looks, outcome) ? looks[outcome] : undefined) ?? { sign: '?', tone: 'quiet' }

/** How bad it is: less is worse. Unknown outcomes stand last. */
export function rankOf(outcome: string): number {
  const rank = worstFirst.indexOf(outcome)
  return rank < 0 ? worstFirst.length : rank
}

/** How many scenarios came to each outcome that there is, worst first. */
export function countOutcomes(entries: readonly ReportEntry[]): readonly (readonly [outcome: string, count: number])[] {
  const counts = new Map<string, number>()
  for (const { outcome } of entries) counts.set(outcome, (counts.get(outcome) ?? 0) + 1)
  return [...counts].sort(([a], [b]) => rankOf(a) - rankOf(b))
}

/** How many scenarios have each tag, by name. */
export function countTags(entries: readonly ReportEntry[]): readonly (readonly [tag: string, count: number])[] {
  const counts = new Map<string, number>()
  for (const { tags } of entries) for (const tag of new Set(tags)) counts.set(tag, (counts.get(tag) ?? 0) + 1)
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1))
}
