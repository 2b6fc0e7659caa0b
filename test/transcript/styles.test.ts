import { expect, test } from 'vitest'
import type { Row, Transcript } from '../../src/model/transcript.ts'
import { withStyles } from '../../src/transcript/styles.ts'

const row = (lane: string, mark: Row['mark'], text: string): Row => ({
  at: 0,
  lane,
  mark,
  text,
})
const bold: Pick<Row, 'styles'> = {
  styles: [{ start: 0, end: 1, style: { bold: true } }],
}
const of = (...rows: Row[]): Transcript => ({
  title: '',
  source: '',
  recorded: '',
  lanes: [],
  rows,
})

test('rows of screens get the looks that the recording has, whatever stands between', () => {
  const recorded = of(
    row('p', '|', 'pid 12'),
    { ...row('p', '=', 'a'), ...bold },
    row('q', '=', 'x'),
    row('p', '=', 'b'),
  )
  const transcript = of(row('p', '=', 'a'), row('p', '|', 'pid <pid>'), row('p', '=', 'b'), row('q', '=', 'x'))
  expect(withStyles(transcript, recorded).rows).toEqual([
    { ...row('p', '=', 'a'), ...bold },
    ...transcript.rows.slice(1),
  ])
})

test('a lane whose last run has shown other screens stays without, and others have theirs', () => {
  const recorded = of({ ...row('p', '=', 'a'), ...bold }, { ...row('q', '=', 'x'), ...bold })
  const transcript = of(row('p', '=', 'other'), row('q', '=', 'x'))
  expect(withStyles(transcript, recorded).rows.map(({ styles }) => styles !== undefined)).toEqual([false, true])
  expect(withStyles(of(row('p', '=', 'a'), row('p', '=', 'b')), recorded).rows.some(({ styles }) => styles)).toBe(false)
})

test('lines of a program get theirs, too, apart from its screens', () => {
  const recorded = of({ ...row('p', '|', 'a'), ...bold }, row('p', '!', 'b'), row('p', '=', 'x'))
  const transcript = of(row('p', '|', 'a'), row('p', '!', 'b'), row('p', '=', 'other'), row('p', '>', 'a'))
  expect(withStyles(transcript, recorded).rows.map(({ styles }) => styles !== undefined)).toEqual([
    true,
    false,
    false,
    false,
  ])
  expect(withStyles(of(row('p', '|', 'a')), recorded).rows.some(({ styles }) => styles)).toBe(false)
})
