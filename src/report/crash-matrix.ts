import type { CrashMatrix, CrashRow } from '../model/shake.ts'
import { counted } from '../text/counted.ts'
import { cut, cutMiddle } from '../text/cut.ts'
import type { Palette } from '../text/palette.ts'
import { alignColumns } from '../text/tables.ts'
import { widthOf } from '../text/wrap.ts'

/** So many actors have a column; the others stand in the data of a report. */
const mostActors = 6
/** Cells for what became of an actor, and for the bytes around a place. */
const widths = { actor: 44, excerpt: 36, least: 12 }
const gap = 2
/** The column of the bytes; those of actors stand behind the next. */
const excerpt = 4

/** Where connections were broken × what became of each actor, as lines without line ends; what should not be so is marked. */
export function printCrashes({ actors, rows }: CrashMatrix, palette: Palette, columns: number): string[] {
  const shown = actors.slice(0, mostActors)
  const head = ['', 'broken by', 'stream', 'after byte', '', 'line', ...shown]
  const cells = rows.map((row) => cellsOf(row, shown))
  const fitting = fitted([head, ...cells], columns)
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

const cellsOf = (row: CrashRow, actors: readonly string[]): readonly string[] => [
  row.wrong === undefined ? ' ' : '✗',
  row.what,
  row.stream,
  `${placesText(row.at)} of ${row.length}`,
  cut(row.excerpt, widths.excerpt),
  row.endedAt === undefined ? '' : String(row.endedAt.line),
  ...actors.map((name) => row.became[name] ?? 'not there'),
]

/** `0, 3, 6`; `0 to 6` for each of more. */
function placesText(at: readonly number[]): string {
  return at.length <= 4 ? at.join(', ') : `${at[0]} … ${at.at(-1)}`
}

/** Cells that are as short as the whole needs: the bytes are cut first, then what became of actors. */
function fitted(rows: readonly (readonly string[])[], columns: number): readonly (readonly string[])[] {
  const [head = []] = rows
  const limits = head.map((_, column) => (column > excerpt + 1 ? widths.actor : Infinity))
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
  return rows.map((row) => row.map((cell, column) => cutMiddle(cell, limits[column] ?? Infinity)))
}
