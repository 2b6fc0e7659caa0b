import type { Mark } from '../model/event.ts'
import type { PaneLine, PaneRun } from '../model/picture.ts'
import type { Row } from '../model/transcript.ts'
import { graphemesOf } from '../text/wrap.ts'
import { lookedLines, screenLines, wholeRow } from './looks.ts'
import type { Entry, Script } from './scripts.ts'
import type { Measured } from './stacks.ts'
import { asPrinted, widthOf, wrap } from './text.ts'

/** A pane's frame: one row above and below, a line and a blank on either side. */
export const frame = { rows: 1, columns: 2 }
/** A row's mark and a blank. */
const margin = 2
/** Two blanks and `18:25:37`. */
const clockColumns = 10
/** Narrower panes are stacked rather than squeezed. */
const leastColumns = 38
/** A row that takes more lines than this is cut, with a line that says how much is missing. */
const mostLines = 30
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

/** How wide a pane would like to be, how narrow it may be, and about how many lines it has at some width. */
export function measured(script: Script): Measured {
  const command = widthOf(headOf(script))
  const rows = script.entries.map(({ row }) => widthOfRow(row))
  const widest = rows.reduce((most, width) => Math.max(most, margin + width + clockColumns), 0)
  return {
    columns: Math.max(command, widthOf(script.lane) + 2, widest) + 2 * frame.columns,
    least: leastOf(script),
    lines(columns) {
      const inner = columns - 2 * frame.columns
      const room = Math.max(1, inner - margin - clockColumns)
      const above = script.command === '' ? 0 : Math.ceil(command / Math.max(1, inner))
      return rows.reduce((sum, width) => sum + Math.min(mostLines + 1, Math.max(1, Math.ceil(width / room))), above)
    },
  }
}

const headOf = ({ command }: Script): string => prompt + asPrinted(command)

/** Beyond this many characters no picture is wide enough anyway. */
const widthOfRow = (row: Row): number =>
  widthOf(wholeRow(row.text.length > 5000 ? { ...row, text: row.text.slice(0, 5000) } : row))

/** What a pane gets at least, where the picture has that: a screen is not squeezed, since its rows would fall apart. */
function leastOf({ entries }: Script): number {
  const screens = entries.filter(({ row }) => row.mark === '=').map(({ row }) => widthOf(wholeRow(row)))
  return screens.reduce(
    (least, width) => Math.max(least, margin + width + clockColumns + 2 * frame.columns),
    leastColumns,
  )
}

/** What stands in a pane, before its place is known. */
export interface Draft {
  readonly script: Script
  /** What was started. */
  readonly command: readonly Runs[]
  readonly entries: readonly { readonly place: number; readonly at: number; readonly lines: readonly Runs[] }[]
}
type Runs = Omit<PaneLine, 'row'>

export function draft(script: Script, columns: number, clock: (seconds: number) => string): Draft {
  const inner = columns - 2 * frame.columns
  const command =
    script.command === '' ? [] : wrap(headOf(script), inner).map((text): Runs => ({ runs: [{ text, style: 'plain' }] }))
  const entries = script.entries.map((entry) => ({
    place: entry.place,
    at: entry.row.at,
    lines: linesOf(entry, inner - margin - clockColumns, clock),
  }))
  return { script, command, entries }
}

function linesOf({ row }: Entry, room: number, clock: (seconds: number) => string): Runs[] {
  const style = row.verdict === true ? 'stderr' : styles[row.mark]
  const mark = row.mark === '|' || row.mark === '=' ? '  ' : `${row.mark} `
  const screen = screenLines(row, room)
  const text = asPrinted(row.text)
  const lines = screen ?? lookedLines(text, wrapped(text, room), row.styles ?? [], style)
  return lines.map((runs, index) =>
    index === 0
      ? { runs: [{ text: mark, style }, ...runs], clock: clock(row.at) }
      : { runs: [{ text: '  ', style }, ...runs] },
  )
}

function wrapped(text: string, room: number): string[] {
  // Each character takes at most two cells, but may be many units long: what is short enough is not looked at twice.
  if (text.length <= mostLines * room) return wrap(text, room)
  let [end, used] = [0, 0]
  for (const character of graphemesOf(text.slice(0, mostLines * room * 8))) {
    used += widthOf(character)
    if (used > mostLines * room) break
    end += character.length
  }
  const lines = wrap(text.slice(0, end), room)
  const missing = text.length - end
  return missing === 0 ? lines : [...lines, ...wrap(`… ${missing} more characters`, room)]
}
