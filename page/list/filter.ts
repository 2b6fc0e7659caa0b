import type { ReportEntry } from '../../src/model/report-page.ts'
import { rankOf } from './outcomes.ts'

export type Sort = 'worst' | 'file' | 'duration' | 'title'

export const sorts: readonly (readonly [Sort, string])[] = [
  ['worst', 'Failed first'],
  ['file', 'By file'],
  ['duration', 'Slowest first'],
  ['title', 'By title'],
]

/** Which scenarios are listed; everything that is given must hold. */
export interface Filter {
  /** Words that must all stand in its title, its name, its message or its tags, whatever their case. */
  readonly text?: string | undefined
  /** One of these; all without any. */
  readonly outcomes?: readonly string[] | undefined
  readonly tag?: string | undefined
}

export const sortOf = (name: string | undefined): Sort => sorts.find(([each]) => each === name)?.[0] ?? 'worst'

/** The places in the index of those that are listed, in the order in which they are. */
export function listed(entries: readonly ReportEntry[], filter: Filter, sort: Sort): readonly number[] {
  const words = wordsOf(filter.text)
  const places = entries.flatMap((entry, place) => (matches(entry, filter, words) ? [place] : []))
  const compare = comparisons[sort]
  // Equal ones keep the order of the index, which is that of their files.
  return compare === undefined ? places : places.sort((a, b) => compare(entries[a]!, entries[b]!))
}

const wordsOf = (text = ''): readonly string[] =>
  text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')

function matches(entry: ReportEntry, { outcomes = [], tag }: Filter, words: readonly string[]): boolean {
  if (outcomes.length > 0 && !outcomes.includes(entry.outcome)) return false
  if (tag !== undefined && !entry.tags.includes(tag)) return false
  if (words.length === 0) return true
  const text = [entry.title, entry.id, entry.file, entry.message ?? '', ...entry.tags].join('\n').toLowerCase()
  return words.every((word) => text.includes(word))
}

const comparisons: Readonly<Record<Sort, ((a: ReportEntry, b: ReportEntry) => number) | undefined>> = {
  worst: (a, b) => rankOf(a.outcome) - rankOf(b.outcome),
  file: undefined,
  duration: (a, b) => b.duration - a.duration,
  title: (a, b) => compareTexts(a.title.toLowerCase(), b.title.toLowerCase()),
}

const compareTexts = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1)
