import { expect, test } from 'vitest'
import { mistakenLineEnd } from '../../src/text/line-ends.ts'

test.each([
  ['crlf', '\\r\\n'],
  ['CRLF', '\\r\\n'],
  ['lf', '\\n'],
  ['cr', '\\r'],
  ['nul', '\\0'],
  ['\\r\\n', '\\r\\n'],
  ['\\0', '\\0'],
  ['\\x1e', '\\x1e'],
])('%s is written in double quotes', (text, meant) => {
  expect(mistakenLineEnd(text)?.hint).toBe(`write "${meant}", in double quotes`)
})

test.each(['\r\n', '\n', '\0', '--', 'END', '\\', 'n', ';;', '__proto__', '', '\\n.'])('%j is one', (text) => {
  expect(mistakenLineEnd(text)).toBeUndefined()
})
