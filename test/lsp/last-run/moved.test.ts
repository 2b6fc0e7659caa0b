import { expect, test } from 'vitest'
import { movedLine } from '../../../src/lsp/last-run/moved.ts'

const before = 'a\nb\nc\nd\n'

test.each([
  ['the same text', before, 3, 3],
  ['a line above', 'new\na\nb\nc\nd\n', 4, 3],
  ['a line below', 'a\nb\nc\nnew\nd\n', 3, 3],
  ['the new line itself', 'a\nb\nnew\nc\nd\n', 3, undefined],
  ['a line that has gone above', 'a\nc\nd\n', 2, 3],
  ['a line that was changed', 'a\nb\nX\nd\n', 3, undefined],
  ['behind a line that was changed', 'a\nb\nX\nd\n', 4, 4],
] as const)('%s', (_, now, line, was) => expect(movedLine(now, before, line)).toBe(was))
