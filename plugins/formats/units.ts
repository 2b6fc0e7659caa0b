import { cellWidth, printable } from '../../src/plugin.ts'

/** All in pixels, at a scale of 1. */
export const fontSize = 14
export const rowHeight = 20
/** Around the whole picture. */
export const border = 14
/** How much higher a title bar is than a row, and the space between two panes, one below the other. */
const bar = { extra: 10, below: 8 }
export const bandGap = 8
/** What a pane takes beside its rows. */
export const chrome = bandGap + bar.extra + bar.below
/** A pane's text begins this many cells from its edge. */
export const content = 2

/** Where a column begins. */
export const xOf = (column: number): number => border + column * cellWidth
/** Of a line, from the upper edge of its pane; its title bar is row 0. */
export const baseline = (row: number): number => row * rowHeight + bar.extra + bar.below + fontSize
export const barHeight = rowHeight + bar.extra

/** In units of the drawing. */
export interface Size {
  readonly width: number
  readonly height: number
}
export interface Area extends Size {
  readonly left: number
  readonly top: number
}

/** At most two decimals, the same on every machine. */
export const number = (value: number): string => String(Math.round(value * 100) / 100)

/** What XML has no character for is shown as an escape. */
export const escaped = (text: string): string =>
  printable(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
export const attribute = (text: string): string => escaped(text).replaceAll('"', '&quot;')
