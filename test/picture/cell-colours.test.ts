import { expect, test } from 'vitest'
import { cellColours } from '../../src/picture/cell-colours.ts'
import { contrast } from '../../src/picture/contrast.ts'
import { themes } from '../../src/picture/themes.ts'
import { colourNames } from '../../src/text/colour-names.ts'

test.each([
  [{}, {}, {}],
  [{ color: 'red' }, { text: '#f28b82' }, { text: '#c0332b' }],
  [{ color: '9' }, { text: '#ff6b60' }, { text: '#d1242f' }],
  // What is legible on a dark pane stays; on a light one orange is darker.
  [{ color: '208' }, { text: '#ff8700' }, { text: '#b35f00' }],
  [{ color: '244' }, { text: '#808080' }, { text: '#737373' }],
  [{ color: '#102030' }, { text: '#7c848d' }, { text: '#102030' }],
  [{ background: '#102030' }, { background: '#102030' }, { text: '#d5d9e2', background: '#102030' }],
  [
    { color: 'white', background: 'blue' },
    { text: '#e4e7ee', background: '#4472d8' },
    { text: '#e4e7ee', background: '#4472d8' },
  ],
  [{ reverse: true }, { text: '#15181e', background: '#d5d9e2' }, { text: '#ffffff', background: '#24292f' }],
  [
    { reverse: true, color: 'green' },
    { text: '#15181e', background: '#3f9a4f' },
    { text: '#ffffff', background: '#3f9a4f' },
  ],
  // What is no colour is the pane's own.
  [{ color: 'url(#x)' }, {}, {}],
  [{ color: '256', background: '-1' }, {}, {}],
  [{ color: 'constructor', background: '__proto__' }, {}, {}],
] as const)('%j', (style, dark, light) => {
  expect(cellColours(style, 'dark')).toEqual(dark)
  expect(cellColours(style, 'light')).toEqual(light)
})

test('each pair of named colours can be read in both themes', () => {
  for (const shade of ['dark', 'light'] as const)
    for (const color of [undefined, ...colourNames])
      for (const background of colourNames)
        for (const reverse of [undefined, true] as const) {
          const style = { ...(color && { color }), background, ...(reverse && { reverse }) }
          const { text = themes[shade].text, background: behind = themes[shade].pane } = cellColours(style, shade)
          expect(contrast(text, behind), JSON.stringify(style)).toBeGreaterThanOrEqual(3)
        }
})
