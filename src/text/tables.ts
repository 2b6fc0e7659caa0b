import width from 'fast-string-width'
import { printable } from './printable.ts'

/** Rows of cells, made printable, as lines with aligned columns; the last cell of a row is not padded. */
export function alignColumns(cells: readonly (readonly string[])[], gap = 2): string[] {
  const rows = cells.map((row) => row.map(printable))
  const widths: number[] = []
  for (const row of rows) {
    row.slice(0, -1).forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, width(cell))
    })
  }
  return rows.map((row) =>
    row.map((cell, column) => (column === row.length - 1 ? cell : padTo(cell, (widths[column] ?? 0) + gap))).join(''),
  )
}

/** Pads by what a terminal shows, not by the number of code units. */
function padTo(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - width(text)))
}
