import type { Screen, ScreenRow, Style } from '../../../src/plugin.ts'
import type { Rows, WantedStyle } from './wanted.ts'

/** Rows of a screen as one text: a row that goes on from the one above follows it, any other begins behind a line feed. */
export interface Region {
  readonly text: string
  /** Where each row begins in the text. */
  readonly parts: readonly { readonly row: ScreenRow; readonly number: number; readonly start: number }[]
}

export function regionOf({ rows }: Screen, { first, last }: Rows): Region {
  const parts: { row: ScreenRow; number: number; start: number }[] = []
  let text = ''
  for (let number = first; number <= Math.min(last, rows.length); number++) {
    const row = rows[number - 1] as ScreenRow
    const above = parts.at(-1)?.row
    if (above !== undefined) text += row.wrapped ? ' '.repeat(above.blanks ?? 0) : '\n'
    parts.push({ row, number, start: text.length })
    text += row.text
  }
  return { text, parts }
}

/** The whole rows in which [start, end) of a region's text stands. */
export function rowsAround({ text }: Region, start: number, end: number): string {
  const from = text.lastIndexOf('\n', start - 1) + 1
  const to = text.indexOf('\n', Math.max(start, end))
  return text.slice(start === 0 ? 0 : from, to < 0 ? text.length : to)
}

const plain: Style = {}

/** A part of a style that is other than wanted, and the style that is there. */
export interface OtherStyle {
  readonly part: keyof Style
  readonly own: Style
}

/** What of the wanted style [start, end) of a region does not have; blanks have any. Undefined where all is right. */
export function differsIn(
  { text, parts }: Region,
  start: number,
  end: number,
  style: WantedStyle,
): OtherStyle | 'blank' | undefined {
  let seen = false
  for (let at = start; at < end; at++) {
    if (text[at] === ' ' || text[at] === '\n') continue
    seen = true
    const part = parts.findLast((each) => each.start <= at)
    const column = at - (part?.start ?? 0)
    const own = part?.row.styles.find((run) => run.start <= column && column < run.end)?.style ?? plain
    const other = (Object.keys(style) as (keyof Style)[]).find((name) => !has(own, name, style[name]))
    if (other !== undefined) return { part: other, own }
  }
  return seen ? undefined : 'blank'
}

const has = (style: Style, name: keyof Style, value: string | boolean | undefined): boolean =>
  typeof value === 'boolean' ? (style[name] === true) === value : (style[name] ?? 'default') === value
