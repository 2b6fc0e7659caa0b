import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { byteEscapeFilter, escapeFilter, withoutEscapes } from '../../src/text/escapes.ts'

test.each([
  ['\u001b[1;32mok\u001b[0m', 'ok'],
  ['\u001b[38:2::1:2:3mtrue colour\u001b[m', 'true colour'],
  ['\u001b[2K\rdone\u001b[K', '\rdone'],
  ['\u001b]0;title\u0007text', 'text'],
  ['\u001b]8;;http://there\u001b\\link\u001b]8;;\u001b\\', 'link'],
  ['\u001b(B\u001b7a\u001b8\u001b[?25l', 'a'],
  ['an ESC \u001bwhich begins none', 'an ESC \u001bwhich begins none'],
])('withoutEscapes(%j) is %j', (text, rest) => expect(withoutEscapes(text)).toBe(rest))

/** The text in pieces, as a filter hands it on. */
function filtered(pieces: readonly string[]): string {
  const filter = escapeFilter()
  return pieces.map((piece) => filter.feed(piece)).join('') + filter.end()
}

describe('a filter', () => {
  test('hands on what is certain at once', () => {
    const filter = escapeFilter()
    expect(filter.feed('prompt> \u001b[3')).toBe('prompt> ')
    expect(filter.feed('1mred')).toBe('red')
    expect(filter.feed('\u001b')).toBe('')
    expect(filter.feed(']0;title')).toBe('')
    expect(filter.feed('\u0007 and more')).toBe(' and more')
    expect(filter.feed('\u001b[')).toBe('')
    expect(filter.end()).toBe('\u001b[')
  })

  test('holds nothing back behind the end of a line, and not without end', () => {
    const filter = escapeFilter()
    expect(filter.feed('\u001b]0;never ended\nnext')).toBe('\u001b]0;never ended\nnext')
    expect(filter.feed('\u001b]0;')).toBe('')
    expect(filter.feed('x'.repeat(5000))).toBe(`\u001b]0;${'x'.repeat(5000)}`)
  })

  const piece = fc.constantFrom(
    '\u001b',
    '[',
    ']',
    '(',
    'P',
    'R',
    'm',
    'K',
    '0',
    '1',
    ';',
    '?',
    ' ',
    '\\',
    '\u0007',
    '\u009b',
    '\n',
    '\r',
    'a',
    'ü',
    '7',
  )
  const sequences = fc.constantFrom(
    '\u001b[31m',
    '\u001b[2K',
    '\u001b]0;t\u0007',
    '\u001bP1;2q\u001b\\',
    '\u001b(B',
    '\u001b]P0123456',
    'text',
  )

  test('takes out of a line what strip-ansi does', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, sequences), { maxLength: 30 }), (pieces) => {
        const text = pieces.join('')
        expect(filtered([text])).toBe(text.split('\n').map(withoutEscapes).join('\n'))
      }),
      { numRuns: 2000 },
    )
  })

  test('gives the same wherever the text is cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(piece, sequences), { maxLength: 30 }),
        fc.array(fc.nat(60), { maxLength: 8 }),
        (pieces, cuts) => {
          const text = pieces.join('')
          const at = [0, ...cuts.filter((cut) => cut < text.length).sort((a, b) => a - b), text.length]
          expect(filtered(at.map((cut, index) => text.slice(cut, at[index + 1] ?? cut)))).toBe(filtered([text]))
        },
      ),
      { numRuns: 2000 },
    )
  })
})

describe('a filter of bytes', () => {
  const piece = fc.oneof(
    fc
      .constantFrom('\u001b[31m', '\u001b]0;ü\u0007', '\u009b2K', 'ě', '👍', '\n', '\u001b')
      .map((text) => Buffer.from(text)),
    fc.constantFrom(0xff, 0xc2, 0x9b, 0xe2, 0x1b, 0x6d).map((byte) => Buffer.of(byte)),
  )
  const out = (pieces: readonly Buffer[]): Buffer => {
    const filter = byteEscapeFilter()
    return Buffer.concat([...pieces.map((each) => filter.feed(each)), filter.end()])
  }

  test('gives the same wherever the bytes are cut, and keeps what is no UTF-8', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const whole = Buffer.concat(pieces)
        const each = Array.from(whole, (byte) => Buffer.of(byte))
        expect(out(each)).toEqual(out([whole]))
        expect(out(pieces)).toEqual(out([whole]))
      }),
      { numRuns: 2000 },
    )
  })

  test('hands on a piece without sequences as it is', () => {
    const piece = Buffer.from([0x61, 0xff, 0x0a])
    expect(byteEscapeFilter().feed(piece)).toBe(piece)
  })
})
