import type { Pane, PaneLine, Picture } from '../model/picture.ts'
import type { Transcript } from '../model/transcript.ts'
import { allPrintable } from '../text/all-printable.ts'
import { clockOf } from './clock.ts'
import { draft, frame, measured } from './draft.ts'
import type { Draft } from './draft.ts'
import { scriptsOf } from './scripts.ts'
import type { Script } from './scripts.ts'
import { arrangeStacks } from './stacks.ts'
import type { Stack } from './stacks.ts'

export interface LayoutOptions {
  /** The picture is at most this wide (but never below 24 cells); narrower when nothing needs the space. */
  readonly columns: number
  /**
   * `columns` lets every pane go on by itself; `rows` gives each row a line of its own in all panes, in order of time; `bands` is as
   * `columns`, and each pane has the height of those beside it.
   */
  readonly layout?: 'columns' | 'rows' | 'bands'
}

/** Less than this holds no clock and no text. */
const narrowest = 24

/**
 * Lays out a transcript as terminals side by side: on top what was started, below it what was printed, at the right edge of each
 * line the clock. All positions are cells from the picture's upper left corner; a pane's include its frame, of which the
 * first row may hold a title. Whatever the transcript contains, what is drawn is printable.
 */
export function layoutPanes(unsafe: Transcript, { columns, layout = 'columns' }: LayoutOptions): Picture {
  const transcript = allPrintable(unsafe)
  const scripts = scriptsOf(transcript)
  const clock = clockOf(transcript.recorded)
  const place = layout === 'rows' ? placedByTime : placedOneByOne
  const panes: Pane[] = []
  let row = 0
  const bands = arrangeStacks(scripts.map(measured), Math.max(columns, narrowest), layout === 'columns')
  for (const [number, band] of bands.entries()) {
    const drafts = band.map((stack) =>
      stack.panes.map((index) => draft(scripts[index] as Script, stack.columns, clock)),
    )
    const placed = place(band, drafts, { band: number, row })
    panes.push(...placed.panes)
    row = placed.end
  }
  const inOrder = [...panes].sort((a, b) => orderOf(scripts, a) - orderOf(scripts, b))
  return { columns: Math.max(0, ...panes.map((pane) => pane.column + pane.columns)), rows: row, panes: inOrder }
}

const orderOf = (scripts: readonly Script[], { lane }: Pane): number =>
  scripts.findIndex((script) => script.lane === lane)

interface Start {
  readonly band: number
  readonly row: number
}

interface PlacedBand {
  readonly panes: readonly Pane[]
  /** The row at which the next band begins. */
  readonly end: number
}

type Lines = readonly PaneLine[]

/** Each pane has its lines one below the other; the last of a stack goes down to the end of the band. */
function placedOneByOne(band: readonly Stack[], drafts: readonly (readonly Draft[])[], from: Start): PlacedBand {
  const lines = drafts.map((stack) => stack.map(oneBelowTheOther))
  const heights = lines.map((stack) => stack.map((all) => Math.max(1, all.length) + 2 * frame.rows))
  const end = from.row + Math.max(...heights.map((stack) => stack.reduce((sum, height) => sum + height, 0)))
  const panes = band.flatMap((stack, at) => {
    let row = from.row
    return stack.panes.map((_, index) => {
      const needed = heights[at]?.[index] as number
      const rows = index === stack.panes.length - 1 ? end - row : needed
      const place = { band: from.band, row, rows, filler: rows - needed }
      row += rows
      return paneOf(stack, drafts[at]?.[index] as Draft, lines[at]?.[index] as Lines, place)
    })
  })
  return { panes, end }
}

/** Every row has its own line, the same in all panes of the band, in order of time; a wrapped one has as many as it needs. */
function placedByTime(band: readonly Stack[], drafts: readonly (readonly Draft[])[], from: Start): PlacedBand {
  const all = drafts.flat()
  const lines = alignedByTime(all)
  const rows = lines.reduce((most, each) => Math.max(most, (each.at(-1)?.row ?? 0) + 1), 1) + 2 * frame.rows
  const panes = band.map((stack, at) =>
    paneOf(stack, all[at] as Draft, lines[at] as Lines, { ...from, rows, filler: 0 }),
  )
  return { panes, end: from.row + rows }
}

function paneOf(
  { column, columns }: Stack,
  { script: { lane, command } }: Draft,
  lines: Lines,
  place: Pick<Pane, 'band' | 'row' | 'rows' | 'filler'>,
): Pane {
  const moved = lines.map((line) => ({ ...line, row: line.row + place.row + frame.rows }))
  return { lane, command, column, columns, ...place, lines: moved }
}

function oneBelowTheOther({ command, entries }: Draft): PaneLine[] {
  return [...command, ...entries.flatMap(({ lines }) => lines)].map((line, row) => ({ ...line, row }))
}

function alignedByTime(drafts: readonly Draft[]): PaneLine[][] {
  const panes: PaneLine[][] = drafts.map(({ command }) => command.map((line, row) => ({ ...line, row })))
  const rows = drafts.flatMap(({ entries }, pane) => entries.map((entry) => ({ ...entry, pane })))
  let next = Math.max(0, ...drafts.map(({ command }) => command.length))
  for (const { pane, lines } of rows.sort((a, b) => a.at - b.at || a.place - b.place)) {
    for (const line of lines) (panes[pane] as PaneLine[]).push({ ...line, row: next++ })
  }
  return panes
}
