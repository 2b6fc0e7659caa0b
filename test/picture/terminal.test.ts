import { expect, test } from 'vitest'
import { layoutPanes } from '../../src/picture/layout.ts'
import { drawTerminal } from '../../src/picture/terminal.ts'
import { widthOf } from '../../src/picture/text.ts'
import { plain } from '../../src/text/palette.ts'
import type { Palette } from '../../src/text/palette.ts'
import { echo } from './examples.ts'

test.each([
  [100, 'columns'],
  [60, 'columns'],
  [130, 'rows'],
] as const)('in %i columns, layout %s', async (columns, layout) => {
  const drawn = drawTerminal(layoutPanes(echo, { columns, layout }), plain)
  await expect(drawn).toMatchFileSnapshot(`../golden/picture/echo-${columns}-${layout}.txt`)
  for (const line of drawn.split('\n')) expect(widthOf(line)).toBeLessThanOrEqual(columns)
})

const tag = (name: string) => (text: string) => `<${name}>${text}</${name}>`

test('what somebody typed, what happened and what went wrong stand out', () => {
  const palette: Palette = {
    bold: tag('bold'),
    dim: tag('dim'),
    red: tag('red'),
    green: tag('green'),
    yellow: tag('yellow'),
    cyan: tag('cyan'),
  }
  const drawn = drawTerminal(layoutPanes(echo, { columns: 200 }), palette)
  expect(drawn).toContain('<bold>server</bold>')
  expect(drawn).toContain('<bold>> node simple-echo-server.js</bold>')
  expect(drawn).toContain('<green>Hello server</green>')
  expect(drawn).toContain('<cyan>end</cyan>')
  expect(drawn).toContain('<yellow>now the client speaks</yellow>')
  expect(drawn).toContain('<red>\\x1b[2J C:\\dir <warning></red>')
  expect(drawn).toContain('<dim>23:59:37</dim>')
})

test('cells of a screen are drawn as they look there, and as text where there are no colours', () => {
  const rows = [
    {
      at: 0,
      lane: 'p',
      mark: '=' as const,
      text: 'a b',
      styles: [{ start: 2, end: 3, style: { bold: true } as const }],
    },
  ]
  const picture = layoutPanes({ title: '', source: '', recorded: '', lanes: [], rows }, { columns: 40 })
  const styled = (text: string, style: object) => `<${Object.keys(style).join(' ')}>${text}</>`
  expect(drawTerminal(picture, { ...plain, styled })).toContain('a <bold>b</>')
  expect(drawTerminal(picture, plain)).toContain('a b')
})

test('of nothing there is nothing to draw', () => {
  expect(drawTerminal({ columns: 0, rows: 0, panes: [] }, plain)).toBe('')
})
