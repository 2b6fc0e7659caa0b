import { expect, test } from 'vitest'
import { spansOf } from '../../../plugins/formats/spans.ts'
import type { Pane } from '../../../src/plugin.ts'

const pane = (band: number, column: number, row: number, rows: number, filler = 0): Pane => ({
  lane: `${band}/${column}/${row}`,
  command: '',
  columns: 40,
  lines: [],
  band,
  column,
  row,
  rows,
  filler,
})

test('a pane takes as much more than its rows as its title bar is higher than one, and panes of one band end together', () => {
  const panes = [pane(0, 0, 0, 10), pane(0, 41, 0, 3), pane(0, 41, 3, 7, 3), pane(1, 0, 10, 5), pane(1, 41, 10, 5)]
  const { spans, end } = spansOf({ panes })
  // Ten rows of 20 and a frame of 26 go down to 240, with a gap of 8 below; two panes of seven rows in all need less.
  expect([...spans].map(([{ lane }, { top, bottom }]) => `${lane} ${top}..${bottom}`).sort()).toEqual([
    '0/0/0 14..232',
    '0/41/0 14..92',
    '0/41/3 100..232',
    '1/0/10 240..358',
    '1/41/10 240..358',
  ])
  expect(end).toBe(366)
})

test('a stack of several frames decides where that is more', () => {
  const { spans, end } = spansOf({ panes: [pane(0, 0, 0, 10), pane(0, 41, 0, 5), pane(0, 41, 5, 5)] })
  expect([...spans.values()]).toEqual([
    { top: 14, bottom: 258 },
    { top: 14, bottom: 132 },
    { top: 140, bottom: 258 },
  ])
  expect(end).toBe(266)
})
