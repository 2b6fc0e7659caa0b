import type { Mark } from '../model/event.ts'
import type { Pane, PaneLine, PaneRun, Picture } from '../model/picture.ts'
import type { Transcript } from '../model/transcript.ts'
import { allPrintable } from '../text/all-printable.ts'
import { arrange } from './bands.ts'
import type { Place } from './bands.ts'
import { clockOf } from './clock.ts'
import { screenLines, wholeRow } from './looks.ts'
import { scriptsOf } from './scripts.ts'
import type { Entry, Script } from './scripts.ts'
import { asPrinted, widthOf, wrap } from './text.ts'

export interface LayoutOptions {
  /** The picture is at most this wide (but never below 24 cells); narrower when nothing needs the space. */
  readonly columns: number
  /** `columns` lets every pane go on by itself; `rows` gives each row a line of its own in all panes, in order of time. */
  readonly layout?: 'columns' | 'rows'
}

/** A pane's frame: one row above and below, a line and a blank on either side. */
const frame = { rows: 1, columns: 2 }
/** A row's mark and a blank. */
const margin = 2
/** Two blanks and `18:25:37`. */
const clockColumns = 10
/** Narrower panes are stacked rather than squeezed. */
const leastColumns = 38
/** Less than this holds no clock and no text. */
const narrowest = 24
const prompt = '> '

const styles: Readonly<Record<Mark, PaneRun['style']>> = {
  '|': 'received',
  '~': 'unfinished',
  '!': 'stderr',
  '>': 'sent',
  '*': 'event',
  '=': 'received',
  '#': 'note',
}

/**
 * Lays out a transcript as terminals side by side: on top what was started, below it what was printed, at the right edge of each
 * line the clock. All positions are cells from the picture's upper left corner; a pane's include its frame, of which the
 * first row may hold a title. Whatever the transcript contains, what is drawn is printable.
 */
export function layoutPanes(unsafe: Transcript, { columns, layout = 'columns' }: LayoutOptions): Picture {
  const transcript = allPrintable(unsafe)
  const scripts = scriptsOf(transcript)
  const clock = clockOf(transcript.recorded)
  const panes: Pane[] = []
  let top = 0
  const wanted = scripts.map((script) => ({ columns: expectationOf(script), least: leastOf(script) }))
  for (const band of arrange(wanted, Math.max(columns, narrowest))) {
    const drafts = band.map((place) => draft(scripts[place.index] as Script, place, clock))
    const lines = layout === 'rows' ? alignedByTime(drafts) : drafts.map(oneBelowTheOther)
    const height = Math.max(1, ...lines.map((all) => (all.at(-1)?.row ?? -1) + 1)) + 2 * frame.rows
    for (const [index, { script, place }] of drafts.entries()) {
      const { column, columns } = place
      const moved = (lines[index] as PaneLine[]).map((line) => ({ ...line, row: line.row + top + frame.rows }))
      panes.push({ lane: script.lane, command: script.command, column, row: top, columns, rows: height, lines: moved })
    }
    top += height
  }
  return { columns: Math.max(0, ...panes.map((pane) => pane.column + pane.columns)), rows: top, panes }
}

function expectationOf({ lane, command, entries }: Script): number {
  let inner = Math.max(widthOf(prompt + asPrinted(command)), widthOf(lane) + 2)
  for (const { row } of entries) inner = Math.max(inner, margin + widthOf(wholeRow(row)) + clockColumns)
  return inner + 2 * frame.columns
}

/** What a pane gets at least, where the picture has that: a screen is not squeezed, since its rows would fall apart. */
function leastOf({ entries }: Script): number {
  const screens = entries.filter(({ row }) => row.mark === '=').map(({ row }) => widthOf(wholeRow(row)))
  return Math.max(leastColumns, ...screens.map((width) => margin + width + clockColumns + 2 * frame.columns))
}

interface Draft {
  readonly script: Script
  readonly place: Place
  readonly command: readonly Runs[]
  readonly entries: readonly { readonly place: number; readonly at: number; readonly lines: readonly Runs[] }[]
}
type Runs = Omit<PaneLine, 'row'>

function draft(script: Script, place: Place, clock: (seconds: number) => string): Draft {
  const inner = place.columns - 2 * frame.columns
  const command =
    script.command === ''
      ? []
      : wrap(prompt + asPrinted(script.command), inner).map((text): Runs => ({ runs: [{ text, style: 'plain' }] }))
  const entries = script.entries.map((entry) => ({
    place: entry.place,
    at: entry.row.at,
    lines: linesOf(entry, inner, clock),
  }))
  return { script, place, command, entries }
}

function linesOf({ row }: Entry, inner: number, clock: (seconds: number) => string): Runs[] {
  const style = styles[row.mark]
  const mark = row.mark === '|' || row.mark === '=' ? '  ' : `${row.mark} `
  const screen = screenLines(row, inner - margin - clockColumns)
  if (screen !== undefined)
    return screen.map((runs, index) =>
      index === 0
        ? { runs: [{ text: mark, style }, ...runs], clock: clock(row.at) }
        : { runs: [{ text: '  ', style }, ...runs] },
    )
  return wrap(asPrinted(row.text), inner - margin - clockColumns).map((text, index) => {
    const runs = [
      { text: index === 0 ? mark : '  ', style },
      { text, style },
    ]
    return index === 0 ? { runs, clock: clock(row.at) } : { runs }
  })
}

function oneBelowTheOther({ command, entries }: Draft): PaneLine[] {
  return [...command, ...entries.flatMap(({ lines }) => lines)].map((line, row) => ({ ...line, row }))
}

/** Every row has its own line, the same in all panes, in order of time; a wrapped one has as many as it needs. */
function alignedByTime(drafts: readonly Draft[]): PaneLine[][] {
  const panes: PaneLine[][] = drafts.map(({ command }) => command.map((line, row) => ({ ...line, row })))
  const rows = drafts.flatMap(({ entries }, pane) => entries.map((entry) => ({ ...entry, pane })))
  let next = Math.max(0, ...drafts.map(({ command }) => command.length))
  for (const { pane, lines } of rows.sort((a, b) => a.at - b.at || a.place - b.place)) {
    for (const line of lines) (panes[pane] as PaneLine[]).push({ ...line, row: next++ })
  }
  return panes
}
