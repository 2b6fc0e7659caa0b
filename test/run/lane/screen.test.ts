import { expect, test } from 'vitest'
import { addScreenRows } from '../../../src/run/lane/screen.ts'
import { laneForTest, rowsOfLane } from './lane-for-test.ts'

const styles = [{ start: 0, end: 3, style: { reverse: true } }] as const
const screen = {
  columns: 10,
  rows: ['', 'one', '', 'two', '', ''].map((text) => ({ text, wrapped: false, styles: text === 'two' ? styles : [] })),
  cursor: [1, 1] as const,
}

test('all rows up to the last that is not empty, and how they look', () => {
  const { lane } = laneForTest()
  addScreenRows(lane.rows, screen, 5)
  const rows = lane.rows.recent
  expect(rowsOfLane(lane)).toEqual(['* screen', '= ', '= one', '= ', '= two'])
  expect(rows.map((row) => row.styles)).toEqual([undefined, undefined, undefined, undefined, styles])
})

test('a part of them', () => {
  const { lane } = laneForTest()
  addScreenRows(lane.rows, screen, 5, { first: 2, last: 3 })
  addScreenRows(lane.rows, screen, 5, { first: 4, last: 4 })
  addScreenRows(lane.rows, screen, 5, { first: 5, last: 9 })
  expect(rowsOfLane(lane)).toEqual([
    '* screen rows 2..3',
    '= one',
    '* screen row 4',
    '= two',
    '* screen rows 5..9, empty',
  ])
})
