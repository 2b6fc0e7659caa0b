import { expect, test } from 'vitest'
import { beginningMasks } from '../../../src/transcript/propose/beginning-masks.ts'

const lane = 'server'
const same = (...texts: string[]) => texts.map((text) => ({ lane, text }))

test('seconds behind the same beginning are volatile in all lines of a log', () => {
  const differing = [{ lane, texts: ['[<id>:5    2] User anna', '[<id>:5    3] User anna'] }]
  const log = same('[<id>:6    0] listening', '[<id>:6    0] accepted')
  const [mask, ...others] = beginningMasks(differing, log)
  expect(others).toEqual([])
  expect(mask).toEqual({ match: String.raw`^\[\S+:\d+ +(\d+)\]`, as: '<n>', lane })
  for (const text of ['[6150:5    2] User', '[<id>:6    0] listening']) expect(text).toMatch(new RegExp(mask!.match))
})

test('the number of a process at the beginning, whatever stands behind its mark', () => {
  const differing = ['C one', 'M two', 'M three'].map((rest) => ({ lane, texts: [`17:${rest}`, `19:${rest}`] }))
  expect(beginningMasks(differing, [])).toEqual([{ match: String.raw`^(\d+):`, as: '<n>', lane }])
})

test.each([
  ['too few lines', [['worker 1 up', 'worker 2 up']], ['worker 3 up']],
  ['a word that differs', [['a: one', 'b: one']], ['c: two', 'd: three']],
  ['another beginning', [['id 7; up', 'id 8; up']], ['pid 7; up', 'sid 7; up', 'rid 7; up']],
])('not: %s', (_name, differing, others) => {
  expect(
    beginningMasks(
      differing.map((texts) => ({ lane, texts })),
      same(...others),
    ),
  ).toEqual([])
})
