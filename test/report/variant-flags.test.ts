import { expect, test } from 'vitest'
import { variantFlags } from '../../src/report/variant-flags.ts'

test('flags name each value and each project once', () => {
  const ran = [
    { matrix: { impl: 'a', tls: 'on' }, project: 'one' },
    { matrix: { impl: 'b b', tls: 'on' }, project: 'two' },
    {},
  ]
  expect(variantFlags(ran)).toEqual([
    '--matrix',
    'impl=a,b b',
    '--matrix',
    'tls=on',
    '--project',
    'one',
    '--project',
    'two',
  ])
})

test('a value that no flag can write lets all values of its name run', () => {
  expect(variantFlags([{ matrix: { impl: 'a,b', tls: 'on' } }, { matrix: { impl: 'c', tls: 'on' } }])).toEqual([
    '--matrix',
    'tls=on',
  ])
})
