import { expect, test } from 'vitest'
import { excerptOf, numbered } from '../../../page/opened/excerpt.ts'
import type { ReportProblem } from '../../../src/model/report-page.ts'

const sources = [
  { file: 'a.yaml', text: 'scenario: A\n\n\nvars: { a: "x y", b: [c] }\r\nsteps:\n  - start: server\n\n' },
  { file: 'b.yaml', text: 'other: 1\n' },
]
const problem = (given: Partial<ReportProblem>): ReportProblem => ({ code: 'c', message: 'm', ...given })
const marks = (given: Partial<ReportProblem>) =>
  excerptOf(problem(given), sources).flatMap(({ text, marked }) => marked.map(([from, to]) => text.slice(from, to)))

test('the lines around a problem, without blank ones at the ends', () => {
  const lines = excerptOf(problem({ line: 4, column: 11 }), sources)
  expect(lines.map(({ number, isMeant }) => [number, isMeant])).toEqual([
    [4, true],
    [5, false],
    [6, false],
  ])
  expect(excerptOf(problem({ file: 'b.yaml', line: 1 }), sources).map(({ text }) => text)).toEqual(['other: 1'])
})

test('what is meant is marked: the range that is given, or the word', () => {
  expect(marks({ line: 4, column: 9, endColumn: 17 })).toEqual(['a: "x y"'])
  expect(marks({ line: 4, column: 12 })).toEqual(['"x y"'])
  expect(marks({ line: 4, column: 23 })).toEqual(['c'])
  expect(marks({ line: 4, column: 400 })).toEqual([])
  expect(marks({ line: 4 })).toEqual([])
})

test('a problem without a place, or of a file that is not there, has no lines', () => {
  expect(excerptOf(problem({}), sources)).toEqual([])
  expect(excerptOf(problem({ file: 'c.yaml', line: 1 }), sources)).toEqual([])
  expect(excerptOf(problem({ line: 99 }), sources)).toEqual([])
})

test('all problems of a file are marked in it', () => {
  const lines = numbered(sources[1]!, [problem({ line: 1, column: 8 }), problem({ line: 1, column: 1 })])
  expect(lines[0]?.marked).toEqual([
    [0, 5],
    [7, 8],
  ])
})
