import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cutMiddle } from '../../src/text/cut.ts'
import { widthOf } from '../../src/text/wrap.ts'

describe('a line without its middle', () => {
  test('keeps the beginning and the end', () => {
    const line = `socat[4711] E connect(, AF=1 "${'name/'.repeat(20)}", 14): Connection refused`
    expect(cutMiddle(line, 60)).toBe('socat[4711] E connect(, AF=1 "name/… 14): Connection refused')
    expect(cutMiddle('a short one', 60)).toBe('a short one')
  })

  test('fits whatever it is made of, and begins and ends alike', () => {
    const part = fc.constantFrom('a', ' ', 'ä', '漢', '🙂', 'e\u0301')
    fc.assert(
      fc.property(fc.array(part, { maxLength: 200 }), fc.integer({ min: 10, max: 80 }), (parts, columns) => {
        const line = parts.join('')
        const short = cutMiddle(line, columns)
        expect(widthOf(short)).toBeLessThanOrEqual(columns)
        expect(short).not.toMatch(/\p{Surrogate}/u)
        const [head = '', tail = ''] = short === line ? [line, ''] : short.split('…')
        expect(line.startsWith(head) && line.endsWith(tail)).toBe(true)
      }),
    )
  })
})
