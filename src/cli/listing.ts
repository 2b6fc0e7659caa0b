import type { Variant } from '../model/variant.ts'
import { nameOf } from '../report/variant-text.ts'
import { alignColumns } from '../text/tables.ts'

/** What a list shows of a scenario. */
export interface Listed {
  /** As messages show it. */
  readonly file: string
  readonly variant?: Variant
  readonly title: string
  readonly tags: readonly string[]
}

/** A line for each scenario: its file, its title and its tags. */
export function listing(scenarios: readonly Listed[]): string {
  const rows = scenarios.map(({ file, variant, title, tags }) => [
    nameOf({ file, ...(variant === undefined ? {} : { variant }) }),
    title === file ? '' : title,
    tags.map((tag) => `#${tag}`).join(' '),
  ])
  return alignColumns(rows)
    .map((row) => `${row.trimEnd()}\n`)
    .join('')
}
