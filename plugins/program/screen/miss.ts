import type { Screen, ScreenMiss } from '../../../src/plugin.ts'
import { differsIn, regionOf } from './region.ts'
import type { Sought } from './sought.ts'
import { placeWords, styleWords } from './words.ts'

/** What is other on a screen: the row where the text stands that has another look, or another place of the cursor. */
export function miss(shown: Screen, { rows, find, style, cursor, text }: Sought): ScreenMiss {
  if (rows.first > shown.rows.length) return { why: `the screen has ${shown.rows.length} rows` }
  const region = regionOf(shown, rows)
  const found = find(region.text, 0)
  if (found === undefined) {
    const outside = text === undefined ? undefined : find(regionOf(shown, everywhere).text, 0)
    if (outside === undefined) return {}
    const row = rowAt(regionOf(shown, everywhere), outside.start)
    return { row, why: `it stands in row ${row}` }
  }
  const row = rowAt(region, found.start)
  const other = differsIn(region, found.start, found.end, style)
  if (other === 'text') return { row, why: 'there is nothing but blanks' }
  if (other !== undefined) {
    const part = { [other]: style[other as keyof typeof style] } as typeof style
    return { row, why: `it is there, and not ${styleWords(part).join('')}`.replace('not not ', '') }
  }
  if (cursor === undefined) return { row }
  return { row: shown.cursor[0], why: `the cursor is at ${placeWords(shown.cursor)}` }
}

const everywhere = { first: 1, last: Infinity }

const rowAt = ({ parts }: ReturnType<typeof regionOf>, at: number): number =>
  parts.findLast(({ start }) => start <= at)?.number ?? 1
