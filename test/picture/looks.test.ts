import { expect, test } from 'vitest'
import { layoutPanes } from '../../src/picture/layout.ts'
import { looksOf } from '../../src/picture/looks.ts'
import type { Row } from '../../src/model/transcript.ts'

const row = (text: string, styles?: Row['styles']): Row => ({
  at: 0,
  lane: 'p',
  mark: '=',
  text,
  ...(styles !== undefined && { styles }),
})
const reverse = { reverse: true } as const

test('a row of a screen is runs of one look each, with the blanks that are coloured behind it', () => {
  expect(looksOf(row('> two', [{ start: 2, end: 8, style: reverse }]))).toEqual([
    { text: '> ', style: 'received' },
    { text: 'two   ', style: 'received', look: reverse },
  ])
  expect(looksOf(row('ab', [{ start: 0, end: 1, style: { bold: true } }]))?.map(({ text }) => text)).toEqual(['a', 'b'])
})

test('a row without styles, and one whose text is escaped, has no looks', () => {
  expect(looksOf(row('plain'))).toBeUndefined()
  expect(looksOf(row(String.raw`a \\ b`, [{ start: 0, end: 1, style: reverse }]))).toBeUndefined()
})

test('its runs stand in the pane, without a mark; one that is too wide is wrapped without them', () => {
  const picture = (text: string) =>
    layoutPanes(
      { title: '', source: '', recorded: '', lanes: [], rows: [row(text, [{ start: 0, end: 2, style: reverse }])] },
      { columns: 40 },
    ).panes[0]?.lines.map(({ runs }) => runs)
  expect(picture('two')).toEqual([
    [
      { text: '  ', style: 'received' },
      { text: 'tw', style: 'received', look: reverse },
      { text: 'o', style: 'received' },
    ],
  ])
  expect(
    picture('word '.repeat(12).trim())
      ?.flat()
      .some((run) => run.look !== undefined),
  ).toBe(false)
})
