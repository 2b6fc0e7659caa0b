import { expect, test } from 'vitest'
import { layoutPanes } from '../../src/picture/layout.ts'
import { screenLines } from '../../src/picture/looks.ts'
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
  expect(screenLines(row('> two', [{ start: 2, end: 8, style: reverse }]), 40)).toEqual([
    [
      { text: '> ', style: 'received' },
      { text: 'two   ', style: 'received', look: reverse },
    ],
  ])
  expect(screenLines(row('plain'), 40)).toEqual([[{ text: 'plain', style: 'received' }]])
})

test('what a transcript escapes is drawn as it was, with its looks', () => {
  expect(screenLines(row(String.raw`a \\ b`, [{ start: 2, end: 5, style: reverse }]), 40)).toEqual([
    [
      { text: 'a ', style: 'received' },
      { text: String.raw`\ b`, style: 'received', look: reverse },
    ],
  ])
})

test('one that is too wide is cut between two cells, never within a wide character', () => {
  const lines = screenLines(row('ab 漢字cd', [{ start: 1, end: 6, style: reverse }]), 4)
  expect(
    lines?.map((runs) => runs.map(({ text, look }) => (look === undefined ? text : `<${text}>`)).join('')),
  ).toEqual(['a<b >', '<漢字>', '<c>d'])
})

test('any other row is none', () => expect(screenLines({ ...row('a'), mark: '|' }, 40)).toBeUndefined())

test('its runs stand in the pane, without a mark; one that is wider than the picture keeps its looks', () => {
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
  expect(picture('x'.repeat(40))?.map((runs) => runs.map(({ text }) => text.length))).toEqual([
    [2, 2, 22],
    [2, 16],
  ])
})
