import type { Variant } from '../model/variant.ts'
import type { Outcome } from './summary.ts'
import { groups } from '../text/groups.ts'
import { nameOf } from './variant-text.ts'

/** What one scenario came to with some values of a matrix. */
export interface MatrixCell {
  readonly file: string
  readonly variant: Variant
  readonly outcome: Outcome
}

/** Scenarios that use the same names of a matrix, and what each came to with each combination of values. */
export interface MatrixTable {
  readonly names: readonly string[]
  /** Values in the order of `names`. */
  readonly columns: readonly (readonly string[])[]
  readonly rows: readonly {
    readonly file: string
    readonly project?: string
    /** In the order of `columns`; undefined for what has not run. */
    readonly outcomes: readonly (Outcome | undefined)[]
  }[]
}

/** The tables of a run, scenarios by their files; `values` says in which order values stand. */
export function matrixTables(
  cells: readonly MatrixCell[],
  values: Readonly<Record<string, readonly string[]>>,
): readonly MatrixTable[] {
  const namesOf = ({ variant }: MatrixCell): readonly string[] => Object.keys(variant.matrix ?? {})
  const alike = groups(cells, (cell) => keyOf(namesOf(cell)))
  return alike.map((group) => tableOf(namesOf(group[0]), group, values))
}

function tableOf(
  names: readonly string[],
  cells: readonly MatrixCell[],
  values: Readonly<Record<string, readonly string[]>>,
): MatrixTable {
  const columns = new Map(cells.map((cell) => [keyOf(valuesOf(cell, names)), valuesOf(cell, names)]))
  const places = names.map((name) => values[name] ?? [])
  const inOrder = [...columns.values()].sort((one, other) => compared(one, other, places))
  const rows = groups(cells, rowOfCell).sort(([one], [other]) => (rowOfCell(one) < rowOfCell(other) ? -1 : 1))
  return { names, columns: inOrder, rows: rows.map((row) => rowOf(row, names, inOrder)) }
}

const rowOfCell = ({ file, variant: { project } }: MatrixCell): string =>
  nameOf({ file, variant: project === undefined ? {} : { project } })

function rowOf(
  cells: readonly [MatrixCell, ...MatrixCell[]],
  names: readonly string[],
  columns: MatrixTable['columns'],
): MatrixTable['rows'][number] {
  const [{ file, variant }] = cells
  const outcomes = new Map(cells.map((cell) => [keyOf(valuesOf(cell, names)), cell.outcome]))
  return {
    file,
    ...(variant.project === undefined ? {} : { project: variant.project }),
    outcomes: columns.map((column) => outcomes.get(keyOf(column))),
  }
}

const keyOf = (values: readonly string[]): string => JSON.stringify(values)

const valuesOf = ({ variant }: MatrixCell, names: readonly string[]): string[] =>
  names.map((name) => variant.matrix?.[name] ?? '')

/** By the first name in whose values two columns differ; values that no run has announced come last. */
function compared(one: readonly string[], other: readonly string[], places: readonly (readonly string[])[]): number {
  const at = one.findIndex((value, index) => value !== other[index])
  if (at === -1) return 0
  const place = (value: string): number => places[at]!.indexOf(value) >>> 0
  return place(one[at]!) - place(other[at]!) || (one[at]! < other[at]! ? -1 : 1)
}
