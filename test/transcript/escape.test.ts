import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { unescapeText } from '../../src/text/unescape.ts'
import { escapeText } from '../../src/transcript/escape.ts'

describe('escapeText', () => {
  test.each([
    ['', ''],
    ['Hello server', 'Hello server'],
    ['Привет, 世界 👩‍👩‍👧', 'Привет, 世界 👩‍👩‍👧'],
    ['C:\\dir', 'C:\\\\dir'],
    ['\t\n\r\0\u001b\u007f', '\\t\\n\\r\\x00\\x1b\\x7f'],
    ['login: ', 'login:\\x20'],
    ['  two  ', '  two\\x20\\x20'],
    [' ', '\\x20'],
    ['wide\u3000', 'wide\\u{3000}'],
    ['wide\u3000inside', 'wide\u3000inside'],
    ['\u0085', '\\u{85}'],
    ['\udcff\udc80', '\\xff\\x80'],
    ['\ud83d', '\\u{d83d}'],
    ['\udc7f', '\\u{dc7f}'],
    ['a\u202eb\u2066c\u200fd\u061c', 'a\\u{202e}b\\u{2066}c\\u{200f}d\\u{61c}'],
    ['\ufeffBOM', '\\u{feff}BOM'],
    ['\u{e0041}', '\\u{e0041}'],
    ['\ufffd', '\ufffd'],
  ])('%j is written %s', (text, written) => {
    expect(escapeText(text)).toBe(written)
    expect(unescapeText(written)).toBe(text)
  })

  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
    fc
      .array(fc.constantFrom('\\', 'x', '2', '0', ' ', 'u', '{', '}', '\udc80', '\ud83d', 't', '\t'))
      .map((parts) => parts.join('')),
  )

  test('is undone by unescapeText, whatever the text', () => {
    fc.assert(
      fc.property(anyText, (text) => unescapeText(escapeText(text)) === text),
      { numRuns: 2000 },
    )
  })

  test('leaves nothing that an editor, a terminal or a reader could lose', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const written = escapeText(text)
        expect(written).not.toMatch(/[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]|\s$/u)
      }),
      { numRuns: 2000 },
    )
  })
})

test.each([
  ['a \\ alone', 'a \\ alone'],
  ['\\q', '\\q'],
  ['\\x1', '\\x1'],
  ['\\u{110000}', '\\u{110000}'],
])('unescapeText takes %s as it is', (text, read) => expect(unescapeText(text)).toBe(read))
