import { parseRegex, type Screen, type ScreenMiss } from '../../../src/plugin.ts'
import { differsIn, regionOf, type OtherStyle, type Region } from './region.ts'
import { finder, type Sought } from './sought.ts'
import { placeWords, styleWords } from './words.ts'

/** What is other on a screen, and what of several parts is as wanted: the text and its look, and the place of the cursor. */
export function miss(shown: Screen, sought: Sought): ScreenMiss {
  const { rows, cursor, text, style } = sought
  if (rows.first > shown.rows.length) return { why: `the screen has ${shown.rows.length} rows` }
  const content = missingContent(shown, sought)
  if (cursor === undefined) return content === 'met' ? { row: rowOfMatch(shown, sought) } : content
  const where = `the cursor is at ${placeWords(shown.cursor)}`
  const isThere = cursor[0] === shown.cursor[0] && cursor[1] === shown.cursor[1]
  if (content !== 'met') {
    const why = content.why ?? 'the text is not there'
    return { ...content, why: `${why}; ${where}${isThere ? ', as expected' : ''}` }
  }
  if (isThere) return { row: rowOfMatch(shown, sought) }
  const holds =
    text !== undefined
      ? 'the text is there, and '
      : Object.keys(style).length > 0
        ? 'the look is as expected, and '
        : ''
  return { row: shown.cursor[0], why: `${holds}${where}` }
}

/** Where the text stands instead, or how it looks; without a reason where it is nowhere. */
function missingContent(shown: Screen, { rows, find, style, text }: Sought): ScreenMiss | 'met' {
  const region = regionOf(shown, rows)
  const found = find(region.text, 0)
  if (found !== undefined) {
    const other = differsIn(region, found.start, found.end, style)
    const row = rowAt(region, found.start)
    if (other === undefined || Object.keys(style).length === 0) return 'met'
    return { row, why: other === 'blank' ? 'there is nothing but blanks' : lookWords(other, style) }
  }
  if (text === undefined) return {}
  const all = regionOf(shown, everywhere)
  const outside = find(all.text, 0)
  if (outside !== undefined) {
    const row = rowAt(all, outside.start)
    return { row, why: `it stands in row ${row}` }
  }
  const trimmed = withoutBlanks(text)
  const near = trimmed === undefined ? undefined : finder(trimmed)(region.text, 0)
  return near === undefined
    ? {}
    : { row: rowAt(region, near.start), why: 'a row has no blanks at its end: leave those of the text out' }
}

/** A text or /regex/ that ends with blanks, without them: what could stand at the end of a row. Undefined for any other. */
function withoutBlanks(text: string): string | undefined {
  const regex = parseRegex(text)
  if (regex === undefined) return text.endsWith(' ') && text.trim() !== '' ? text.trimEnd() : undefined
  const source = regex.source.replace(/(?: |\\s)+(\$?)$/, '$1')
  return source === regex.source ? undefined : `/${source}/${regex.flags}`
}

/** `it is there, and not in red, but in blue`. */
function lookWords({ part, own }: OtherStyle, style: Sought['style']): string {
  const wanted = style[part]
  const words = `it is there, and not ${styleWords({ [part]: wanted }).join('')}`.replace('not not ', '')
  return typeof wanted === 'string' ? `${words}, but ${styleWords({ [part]: own[part] ?? 'default' }).join('')}` : words
}

const everywhere = { first: 1, last: Infinity }

const rowAt = ({ parts }: Region, at: number): number => parts.findLast(({ start }) => start <= at)?.number ?? 1

function rowOfMatch(shown: Screen, { rows, find }: Sought): number {
  const region = regionOf(shown, rows)
  return rowAt(region, find(region.text, 0)?.start ?? 0)
}
