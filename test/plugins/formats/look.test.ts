import { expect, test } from 'vitest'
import { drawn } from '../../../plugins/formats/look.ts'
import { svg } from '../../../plugins/formats/svg.ts'

test.each([
  [{}, { attributes: '' }],
  [{ bold: true, underline: true }, { attributes: ' style="font-weight: bold; text-decoration: underline"' }],
  [
    { color: 'red', dim: true, italic: true },
    { attributes: ' style="fill: #f28b82; font-style: italic; opacity: 0.6"' },
  ],
  [{ background: '#102030' }, { attributes: '', background: '#102030' }],
  [{ reverse: true }, { attributes: ' style="fill: #15181e"', background: '#d5d9e2' }],
  [{ color: '9' }, { attributes: ' style="fill: #ff6b60"' }],
  [{ color: '208' }, { attributes: ' style="fill: #ff8700"' }],
  [{ color: '244' }, { attributes: ' style="fill: #808080"' }],
] as const)('%j', (style, wanted) => expect(drawn(style)).toEqual(wanted))

test('a picture draws the cells of a screen in their colours', async () => {
  const styles = [{ start: 0, end: 5, style: { reverse: true, bold: true } }] as const
  const rows = [{ at: 0, lane: 'p', mark: '=' as const, text: 'two', styles }]
  const drawing = await svg.write({ title: '', source: '', recorded: '', lanes: [], rows }, {})
  expect(drawing).toMatch(/<rect x="[\d.]+" y="[\d.]+" width="42.15" height="20" fill="#d5d9e2"\/>/)
  expect(drawing).toContain('style="fill: #15181e; font-weight: bold">two</text>')
})
