import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileRegex, escapeRegex, legibleRegex, mistakeInRegex, parseRegex } from '../../src/text/regex.ts'

describe('parseRegex', () => {
  it.each([
    ['/a+/', { source: 'a+', flags: '' }],
    ['/a+/iu', { source: 'a+', flags: 'iu' }],
    ['/a/b/', { source: 'a/b', flags: '' }],
    ['/usr/bin', undefined],
    ['/a/ii', undefined],
    ['//', undefined],
    ['/a', undefined],
    ['a/b/', undefined],
  ])('%s', (text, regex) => expect(parseRegex(text)).toEqual(regex))
})

describe('compileRegex', () => {
  it('gives the mistake as data', () => {
    expect(compileRegex({ source: 'a(', flags: '' })).toEqual({ mistake: 'unterminated group' })
    expect(mistakeInRegex({ source: 'a', flags: 'ig' })).toBe('the flag “g” has no meaning here')
    expect(mistakeInRegex({ source: 'a(', flags: '' })).toBe('unterminated group')
    expect(mistakeInRegex({ source: 'a', flags: 'i' })).toBeUndefined()
    expect(compileRegex({ source: 'a', flags: 'ig' })).toEqual({ regex: /a/i })
    expect(compileRegex({ source: '^a$', flags: 'i' })).toEqual({ regex: /^a$/i })
  })

  it('escapes every text to a pattern of just that text', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('', 'u'), (text, flags) => {
        expect(new RegExp(`^${escapeRegex(text)}$`, flags).test(text)).toBe(true)
      }),
    )
  })

  it('leaves hyphens as they are for people, and an escape that is text already stays text', () => {
    expect(legibleRegex('a-b.c')).toBe('a-b\\.c')
    expect(legibleRegex('\\x2d')).toBe('\\\\x2d')
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(new RegExp(`^${legibleRegex(text)}$`).test(text)).toBe(true)
      }),
    )
  })
})
