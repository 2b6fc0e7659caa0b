import { expect, test } from 'vitest'
import { withoutColours } from '../../src/text/uncoloured.ts'

test.each([
  ['\u001b[1;32mok\u001b[0m', 'ok'],
  ['\u001b[38:2::1:2:3mtrue colour\u001b[m', 'true colour'],
  ['\u001b[2J\u001b]0;title\u0007', '\u001b[2J\u001b]0;title\u0007'],
])('withoutColours(%j) is %j', (text, rest) => expect(withoutColours(text)).toBe(rest))
