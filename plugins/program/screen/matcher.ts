import { defineMatcher, parseRegex, type CompiledScreen, type Screen } from '../../../src/plugin.ts'
import { miss } from './miss.ts'
import { differsIn, regionOf, rowsAround, type Region } from './region.ts'
import { finder, type Find, type Found, type Sought } from './sought.ts'
import { partsOf, readRows, styleOf, wanted, type Parts, type WantedStyle } from './wanted.ts'
import { shownOf } from './words.ts'

/** `{ screen: text }`, `{ screen: { text: …, rows: 1..3, cursor: [1, 2], bold: true } }`: what a terminal shows while its program is idle. */
export const screen = defineMatcher({
  about: 'what the screen of a program on a terminal shows, while the program is idle',
  on: 'screen',
  slashes: 'multiline',
  wanted,
  examples: ['Name:', { text: 'Open', reverse: true }, { cursor: [1, 1] }],
  compile(written): CompiledScreen {
    const parts = partsOf(written)
    const sought = soughtIn(parts)
    return {
      on: 'screen',
      shown: shownOf(parts),
      ...(parts.text === undefined || parseRegex(parts.text) !== undefined ? {} : { near: parts.text }),
      test: (shown) => testScreen(shown, sought),
      miss: (shown) => miss(shown, sought),
    }
  },
})

function soughtIn(parts: Parts): Sought {
  const { text, rows, cursor } = parts
  return {
    rows: (rows === undefined ? undefined : readRows(rows)) ?? { first: 1, last: Infinity },
    text,
    find: text === undefined ? wholeText : finder(text),
    style: styleOf(parts),
    cursor,
  }
}

export function testScreen(shown: Screen, { rows, find, style, cursor }: Sought) {
  if (cursor !== undefined && (cursor[0] !== shown.cursor[0] || cursor[1] !== shown.cursor[1])) return undefined
  const region = regionOf(shown, rows)
  const found = firstStyled(region, find, style)
  return found === undefined
    ? undefined
    : { captures: found.captures, text: rowsAround(region, found.start, found.end) }
}

/** The first match that has the style. */
function firstStyled(region: Region, find: Find, style: WantedStyle): Found | undefined {
  const styled = Object.keys(style).length > 0
  for (let from = 0; ;) {
    const found = find(region.text, from)
    if (found === undefined || !styled || differsIn(region, found.start, found.end, style) === undefined) return found
    from = found.start + 1
    if (from > region.text.length) return undefined
  }
}

const none = {}
/** Without a text the style is that of all there is. */
const wholeText: Find = (text, from) => (from === 0 ? { start: 0, end: text.length, captures: none } : undefined)
