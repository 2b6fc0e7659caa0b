import { expect, test } from 'vitest'
import { colourRules, Looks, themed } from '../../../plugins/formats/style-sheet.ts'
import { cellColours } from '../../../src/picture/cell-colours.ts'
import { themes } from '../../../src/picture/themes.ts'

const drawing = { themes, cellColours }

test('a theme has its colours, and auto has both', () => {
  const pane = (colours: { readonly pane: string }) => `.window ${colours.pane}\n`
  expect(themed(drawing, 'dark', pane)).toBe('.window #15181e\n')
  expect(themed(drawing, 'light', pane)).toBe('.window #ffffff\n')
  expect(themed(drawing, 'auto', pane)).toBe(
    '.window #15181e\n@media (prefers-color-scheme: light) {\n.window #ffffff\n}\n',
  )
})

test('whatever the dark theme colours, the light one colours too', () => {
  const selectors = (rules: string) => rules.match(/^[^{]+/gm)
  expect(selectors(colourRules(themes.light))).toEqual(selectors(colourRules(themes.dark)))
})

test('cells that look alike share a class, and those of the pane have none', () => {
  const looks = new Looks(drawing, 'dark')
  expect(looks.classesOf({})).toEqual({})
  expect(looks.classesOf({ color: 'red' })).toEqual({ text: 'look1' })
  expect(looks.classesOf({ color: '1' })).toEqual({ text: 'look1' })
  expect(looks.classesOf({ background: 'blue', bold: true })).toEqual({ text: 'look2', box: 'behind1' })
  expect(looks.rules('dark')).toBe(
    '.look1 { fill: #f28b82 }\n.look2 { font-weight: bold }\n.behind1 { fill: #4472d8 }\n',
  )
})

test('of auto, a class has a colour in both shades or in none', () => {
  const looks = new Looks(drawing, 'auto')
  // White is the text's own colour on dark panes, and dark enough on light ones in another.
  looks.classesOf({ color: '#ffffff', background: '#ffffff' })
  looks.classesOf({ color: 'white', dim: true })
  expect(looks.rules('dark')).toBe(
    '.look1 { fill: #8c8c8c }\n.look2 { fill: #d5d9e2; opacity: 0.6 }\n.behind1 { fill: #ffffff }\n',
  )
  expect(looks.rules('light')).toBe(
    '.look1 { fill: #737373 }\n.look2 { fill: #5b6472; opacity: 0.6 }\n.behind1 { fill: #ffffff }\n',
  )
})
