import { expect, test } from 'vitest'
import { panesOver } from '../../src/picture/panes-over.ts'
import { drawTerminal } from '../../src/picture/terminal.ts'
import { plain } from '../../src/text/palette.ts'
import { rows, transcript } from '../transcript/raw-transcripts.ts'

const of = transcript(rows('a | one', 'b | two', 'a | three', 'a | four'), {
  lanes: [{ lane: 'a', kind: 'program', command: 'cat' }],
})
const shown = (count: number, lines = Infinity): string =>
  drawTerminal(panesOver(of, { columns: 60, lines }).at(count), plain)

test('rows come one after the other, and panes stay where they are', () => {
  expect(shown(0)).toContain('> cat')
  expect(shown(0)).not.toContain('one')
  expect(shown(2)).toContain('two')
  expect(shown(2)).not.toContain('three')
  const heights = [0, 1, 2, 3, 4].map((count) => shown(count).split('\n').length)
  expect(new Set(heights).size).toBe(1)
})

test('a pane that is too small shows its newest lines', () => {
  const small = shown(4, 4)
  expect(small).toContain('three')
  expect(small).toContain('four')
  expect(small).not.toContain('one')
  expect(panesOver(of, { columns: 60, lines: 4 }).rows).toBe(4)
})

test('a conversation without rows has no panes', () => {
  expect(panesOver(transcript([]), { columns: 60, lines: 10 })).toMatchObject({ columns: 0, rows: 0 })
})
