import { nameOf } from './variant-text.ts'
import type { MatrixTable } from './matrix-table.ts'
import type { Outcome } from './summary.ts'
import { widthOf } from '../text/wrap.ts'

export interface MatrixPrinting {
  /** Terminal columns. */
  readonly width: number
  /** So many scenarios are shown, those first that did not pass with every value. */
  readonly most: number
  cell(outcome: Outcome | undefined): string
  /** Colours a cell; plain when absent. */
  paint?(cell: string, outcome: Outcome | undefined): string
}

/** Lines of a table with a row for each scenario and a column for each combination; with a row for each combination where that is too wide. */
export function matrixLines(
  table: MatrixTable,
  { width, most, cell, paint = (text) => text }: MatrixPrinting,
): string[] {
  const { names, columns } = table
  const { rows, left } = shortened(table, most)
  const heads = columns.map(joined)
  const first = Math.max(...[joined(names), ...rows.map(rowName)].map(widthOf))
  const widths = heads.map((head, at) =>
    Math.max(widthOf(head), ...rows.map(({ outcomes }) => widthOf(cell(outcomes[at])))),
  )
  if (widths.reduce((sum, each) => sum + gap + each, first) > width) return combinationLines(table)
  const lineOf = (name: string, texts: readonly string[], painted: (text: string, at: number) => string): string =>
    texts
      .reduce(
        (line, text, at) => `${line}${spaces(gap)}${painted(text, at)}${spaces(widths[at]! - widthOf(text))}`,
        `${name}${spaces(first - widthOf(name))}`,
      )
      .trimEnd()
  const lines = [
    lineOf(joined(names), heads, (head) => head),
    ...rows.map((row) => lineOf(rowName(row), row.outcomes.map(cell), (text, at) => paint(text, row.outcomes[at]))),
  ]
  return left === 0
    ? lines
    : [...lines, `… and ${left} more, ${left === 1 ? 'which passes' : 'which pass'} with every value`]
}

const gap = 2
const spaces = (count: number): string => ' '.repeat(Math.max(0, count))

/** The rows to show, in their order, and how many are left out; a row in which something has not passed is always shown. */
export function shortened(
  { rows }: MatrixTable,
  most: number,
): { readonly rows: MatrixTable['rows']; readonly left: number } {
  if (rows.length <= most) return { rows, left: 0 }
  const shown = rows.filter(({ outcomes }) => outcomes.some((outcome) => outcome !== 'passed'))
  return { rows: shown, left: rows.length - shown.length }
}

export const rowName = ({ file, project }: MatrixTable['rows'][number]): string =>
  nameOf({ file, variant: project === undefined ? {} : { project } })

export const joined = (values: readonly string[]): string => values.join(', ')

/** `impl=redis, tls=on: 12 passed, 1 failed (scenarios/echo.yaml)`. */
function combinationLines({ names, columns, rows }: MatrixTable): string[] {
  return columns.map((values, at) => {
    const counts = new Map<string, string[]>()
    for (const row of rows) {
      const outcome = row.outcomes[at] ?? 'not run'
      counts.set(outcome, [...(counts.get(outcome) ?? []), rowName(row)])
    }
    const parts = [...counts].map(([outcome, files]) =>
      outcome === 'passed' ? `${files.length} passed` : `${files.length} ${outcome} (${files.join(', ')})`,
    )
    return `${names.map((name, index) => `${name}=${values[index]}`).join(', ')}: ${parts.join(', ')}`
  })
}
