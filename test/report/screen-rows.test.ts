import { expect, test } from 'vitest'
import { plain } from '../../src/text/palette.ts'
import { screenRows } from '../../src/report/screen-rows.ts'

const rows = (texts: readonly string[], nearest?: number, full = false) =>
  screenRows({ rows: texts, cursor: [1, 1], ...(nearest === undefined ? {} : { nearest }) }, plain, 60, full).map(
    (row) => row.slice(14),
  )

test('a screen stands in a frame, without the blank rows at its end, and an arrow at the nearest row', () => {
  expect(rows(['one', '', '日本', '', ''], 3)).toEqual([
    '  ╭────────────╮',
    '  │ one        │',
    '  │            │',
    '→ │ 日本       │',
    '  ╰────────────╯',
  ])
})

test('of a long one the rows around the nearest', () => {
  const long = Array.from({ length: 24 }, (_, index) => `row ${index + 1}`)
  const shown = rows(long, 12)
  expect(shown[0]).toContain('6 more rows above')
  expect(shown).toContain('→ │ row 12     │')
  expect(shown.at(-1)).toContain('6 more rows below')
  expect(shown.length).toBe(14)
  expect(rows(long)[0]).toContain('12 more rows above')
  expect(rows(long, 1).at(-1)).toContain('12 more rows below')
  expect(rows(long, 12, true).length).toBe(26)
})

test('a wide row is cut, and an empty screen is a frame', () => {
  expect(rows(['x'.repeat(200)])[1]).toMatch(/^ {2}│ x+… │$/)
  expect(rows(['', ''])).toEqual(['  ╭────────────╮', '  │            │', '  ╰────────────╯'])
  expect(screenRows(undefined, plain, 60, false)).toEqual([])
})

test('rows look as they do on the screen where there are colours', () => {
  const screen = {
    rows: ['> a', 'b'],
    styles: [[{ start: 2, end: 5, style: { reverse: true as const } }], []],
    cursor: [1, 1] as const,
  }
  const styled = (text: string) => `<${text}>`
  expect(screenRows(screen, { ...plain, styled }, 60, false)[1]).toMatch(/^ +│ > <a {2}> {5} │$/)
  expect(screenRows(screen, plain, 60, false)[1]).toMatch(/^ +│ > a {7} │$/)
})
