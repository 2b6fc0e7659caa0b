import { expect, test } from 'vitest'
import { sideBySide } from '../../../page/opened/side-by-side.ts'
import type { HunkLine } from '../../../src/model/transcript.ts'

const line = (side: HunkLine['side'], text: string): HunkLine => ({ side, mark: '|', text })

test('an expected line stands beside the received one in its place', () => {
  const pairs = sideBySide({
    lines: [
      line('same', 'a'),
      line('expected', 'b'),
      line('expected', 'c'),
      line('received', 'B'),
      line('same', 'd'),
      line('received', 'e'),
    ],
  })
  expect(pairs.map(({ expected, received }) => [expected?.text, received?.text])).toEqual([
    ['a', 'a'],
    ['b', 'B'],
    ['c', undefined],
    ['d', 'd'],
    [undefined, 'e'],
  ])
})
