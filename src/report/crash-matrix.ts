import type { CrashMatrix, CrashRow } from '../model/shake.ts'
import { counted } from '../text/counted.ts'
import { cutMiddle } from '../text/cut.ts'
import type { Palette } from '../text/palette.ts'
import { alignColumns } from '../text/tables.ts'
import { widthOf } from '../text/wrap.ts'
import { fitMarked } from './marked-excerpt.ts'

/** So many actors have a column; the others stand in the data of a report. */
const mostActors = 6
/** Cells for what became of an actor, and for the bytes around a place. */
const widths = { actor: 44, excerpt: 36, least: 12 }
const gap = 2
/** The column of the bytes; those of actors stand behind the next. */
const excerpt = 4
/** So many places of a row are listed: more on a wide terminal. */
const placesListed = { wide: 4, narrow: 2 }

/** Where connections were broken × what became of each actor, as lines without line ends; what should not be so is marked. */
export function printCrashes({ actors, rows }: CrashMatrix, palette: Palette, columns: number): string[] {
  if (rows.length === 0) return []
  const shown = actors.slice(0, mostActors)
  const head = ['', 'broken by', 'stream', 'after byte', '', 'line', ...shown]
  const cells = (most: number) => [head, ...rows.map((row) => cellsOf(row, shown, most))]
  const wide = fitted(cells(placesListed.wide), columns)
  const narrow = fits(wide, columns) ? wide : fitted(cells(placesListed.narrow), columns)
  const fitting = fits(narrow, columns) ? narrow : narrow.map((row) => row.filter((_, column) => column !== excerpt))
  const [first = '', ...lines] = alignColumns(fitting, gap).map((line) => line.trimEnd())
  const brush = ({ wrong }: CrashRow): ((text: string) => string) =>
    wrong === undefined ? (text) => text : (text) => palette.red(text)
  const more = actors.length - shown.length
  return [
    palette.dim(first),
    ...lines.map((line, index) => brush(rows[index] as CrashRow)(line)),
    ...(more > 0 ? [palette.dim(`${counted(more, 'more actor')} in the data of other reporters`)] : []),
  ]
}

type Rows = readonly (readonly string[])[]

const cellsOf = (row: CrashRow, actors: readonly string[], most: number): readonly string[] => [
  row.wrong === undefined ? ' ' : '✗',
  row.what,
  row.stream,
  `${placesText(row.at, most)} of ${row.length}`,
  row.excerpt,
  row.endedAt === undefined ? '' : String(row.endedAt.line),
  ...actors.map((name) => row.became[name] ?? 'not started'),
]

/** `0, 3, 6`; `0 … 6` of more. */
function placesText(at: readonly number[], most: number): string {
  return at.length <= most ? at.join(', ') : `${at[0]} … ${at.at(-1)}`
}

const fits = (rows: Rows, columns: number): boolean =>
  alignColumns(rows, gap).every((line) => widthOf(line.trimEnd()) <= columns)

/** Cells that are as short as the whole needs: the bytes are cut first, then what became of actors. */
function fitted(rows: Rows, columns: number): Rows {
  const [head = []] = rows
  const limits = head.map((_, column) =>
    column === excerpt ? widths.excerpt : column > excerpt + 1 ? widths.actor : Infinity,
  )
  const widest = (): number[] =>
    head.map((_, column) => Math.min(limits[column] ?? 0, Math.max(...rows.map((row) => widthOf(row[column] ?? '')))))
  const total = (): number => widest().reduce((sum, each) => sum + each + gap, -gap)
  while (total() > columns) {
    const all = widest()
    const actors = all.map((each, column) => (column > excerpt + 1 ? each : 0))
    const actor = actors.lastIndexOf(Math.max(...actors))
    const longest = (all[excerpt] ?? 0) > widths.least ? excerpt : actor
    if ((all[longest] ?? 0) <= widths.least) break
    limits[longest] = (all[longest] ?? 0) - 1
  }
  return rows.map((row) =>
    row.map((cell, column) => (column === excerpt ? fitMarked : cutMiddle)(cell, limits[column] ?? Infinity)),
  )
}
