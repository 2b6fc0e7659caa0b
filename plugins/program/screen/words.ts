import { parseRegex } from '../../../src/plugin.ts'
import { styleOf, type Parts, type WantedStyle } from './wanted.ts'

/** How messages and transcripts name what a screen must show: `“Open” in row 3, in reverse, with the cursor at row 3, column 1`. */
export function shownOf(parts: Parts): string {
  const { text, rows, cursor } = parts
  const style = styleWords(styleOf(parts))
  const place = cursor === undefined ? undefined : `the cursor at ${placeWords(cursor)}`
  const what = text === undefined ? undefined : parseRegex(text) === undefined ? `“${text}”` : text
  if (what === undefined && style.length === 0 && rows === undefined) return place ?? ''
  const where = rows === undefined ? '' : ` in ${rows.includes('..') ? 'rows' : 'row'} ${rows}`
  const all = [`${what ?? 'text'}${where}`, ...style]
  return `${all.join(', ')}${place === undefined ? '' : `, with ${place}`}`
}

export const placeWords = ([row, column]: readonly [number, number]): string => `row ${row}, column ${column}`

/** One phrase for each part of a style. */
export function styleWords(style: WantedStyle): string[] {
  return Object.entries(style).map(([part, value]) => {
    if (part === 'color') return `in ${value}`
    if (part === 'background') return `on ${value}`
    return value === true ? adjectives[part]! : `not ${adjectives[part]}`
  })
}

export const adjectives: Readonly<Record<string, string>> = {
  color: 'in this colour',
  background: 'on this background',
  bold: 'bold',
  dim: 'dim',
  italic: 'in italics',
  underline: 'underlined',
  reverse: 'in reverse',
}
