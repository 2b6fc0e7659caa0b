import { describe, expect, test } from 'vitest'
import { matrixLines, matrixTables } from '../../src/report/matrix.ts'
import type { Outcome } from '../../src/report/summary.ts'

const values = { impl: ['redis', 'valkey'], tls: ['on', 'off'] }
const cell = (file: string, matrix: Record<string, string>, outcome: Outcome = 'passed', project?: string) => ({
  file,
  variant: { matrix, ...(project === undefined ? {} : { project }) },
  outcome,
})
const word = (outcome = '?'): string => outcome
const linesOf = (cells: Parameters<typeof matrixTables>[0], width = 100, most = 10): string[][] =>
  matrixTables(cells, values).map((table) => matrixLines(table, { width, most, cell: word }))

describe('a table of scenarios and values', () => {
  test('has values in the order of the matrix and scenarios in that of their names, whatever ended first', () => {
    expect(
      linesOf([
        cell('b.yaml', { impl: 'other' }),
        cell('b.yaml', { impl: 'valkey' }, 'failed'),
        cell('a.yaml', { impl: 'redis' }, 'skipped'),
        cell('b.yaml', { impl: 'redis' }),
      ]),
    ).toEqual([['impl    redis    valkey  other', 'a.yaml  skipped  ?       ?', 'b.yaml  passed   failed  passed']])
  })

  test('is one for each set of names, with the combinations as columns', () => {
    expect(
      linesOf([
        cell('a.yaml', { impl: 'valkey', tls: 'on' }),
        cell('a.yaml', { impl: 'redis', tls: 'off' }, 'flaky'),
        cell('a.yaml', { impl: 'redis', tls: 'on' }),
        cell('b.yaml', { impl: 'redis' }, 'passed', 'staging'),
      ]),
    ).toEqual([
      ['impl, tls  redis, on  redis, off  valkey, on', 'a.yaml     passed     flaky       passed'],
      ['impl              redis', 'b.yaml [staging]  passed'],
    ])
  })

  test('has a row for each combination where it would be too wide', () => {
    expect(linesOf([cell('a.yaml', { impl: 'redis' }), cell('a.yaml', { impl: 'valkey' }, 'failed')], 20)).toEqual([
      ['impl=redis: 1 passed', 'impl=valkey: 1 failed (a.yaml)'],
    ])
  })

  test('counts scenarios that pass with every value, where there are many', () => {
    const cells = ['a', 'b', 'c', 'd'].map((name) =>
      cell(`${name}.yaml`, { impl: 'redis' }, name === 'c' ? 'failed' : 'passed'),
    )
    expect(linesOf(cells, 100, 2)).toEqual([
      ['impl    redis', 'c.yaml  failed', '… and 3 more, which pass with every value'],
    ])
  })
})
