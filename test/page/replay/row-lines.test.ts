import { expect, test } from 'vitest'
import { lineCount, lineOffsets, rowLines } from '../../../page/replay/row-lines.ts'
import type { Row } from '../../../src/model/transcript.ts'

const row = (text: string, more: Partial<Row> = {}): Row => ({ at: 0, lane: 'a', mark: '|', text, ...more })
const shown = (lines: ReturnType<typeof rowLines>) =>
  lines.map(({ offset, runs }) => [offset, runs.map(({ text }) => text).join('|')])

test('a long row is wrapped, and each line knows where it stands in the text', () => {
  expect(shown(rowLines(row('one two three four'), 10))).toEqual([
    [0, 'one two '],
    [8, 'three four'],
  ])
  expect(shown(rowLines(row(String.raw`a\\b\x20`), 10))).toEqual([[0, 'a\\b ']])
})

test('a blank at the end makes no line of its own, and a text of none makes one', () => {
  expect(shown(rowLines(row(String.raw`0123456789\x20`), 10))).toEqual([[0, '0123456789 ']])
  expect(shown(rowLines(row(''), 10))).toEqual([[0, '']])
})

test('lines have the whole text together', () => {
  const text = 'and so on, and so on, and so on'
  for (const columns of [5, 6, 7, 8, 9, 10]) {
    const lines = rowLines(row(text), columns)
    expect(lines.flatMap(({ runs }) => runs.map((run) => run.text)).join('')).toBe(text)
  }
})

test('a row of a screen keeps its looks, and is cut between two cells', () => {
  const styles = [{ start: 0, end: 3, style: { color: 'red' } }]
  const lines = rowLines(row('abcdef', { mark: '=', styles }), 4)
  expect(lines.map(({ runs }) => runs.map(({ text, look }) => [text, look?.color]))).toEqual([
    [
      ['abc', 'red'],
      ['d', undefined],
    ],
    [['ef', undefined]],
  ])
})

test('the lines of rows are counted as they are drawn', () => {
  const texts = ['', 'short', 'one two three four', '日本語テキスト', 'x'.repeat(95), String.raw`0123456789\x20`]
  const rows = texts.map((text) => row(text))
  for (const each of rows) expect(lineCount(each, 10)).toBe(rowLines(each, 10).length)
  expect(lineOffsets(rows, 10)).toEqual([0, 1, 2, 4, 6, 16, 17])
})

test('of a row that is too long to be laid out, the beginning is shown, and the rest is counted', () => {
  const texts = ['x'.repeat(1e6), 'word '.repeat(200_000), '漢字👩'.repeat(250_000), `e${'\u0301'.repeat(999_999)}`]
  for (const text of texts) {
    const lines = rowLines(row(text), 80)
    expect(lines.flatMap(({ runs }) => runs.map((run) => run.text)).join('')).not.toMatch(/\p{Surrogate}/u)
    const [more] = lines.at(-1)?.runs ?? []
    expect(more?.text).toMatch(/^… 980,00[01] more characters$/)
    expect(lineCount(row(text), 80)).toBe(lines.length)
    expect(lines.length).toBeLessThan(700)
  }
})
