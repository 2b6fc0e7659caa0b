import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileRegex, escapeRegex, groupNames, needsNewline, parseRegex } from '../../src/text/regex.ts'

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
    expect(compileRegex({ source: 'a', flags: 'g' })).toEqual({ mistake: 'the flag “g” has no meaning here' })
    expect(compileRegex({ source: '^a$', flags: 'i' })).toEqual({ regex: /^a$/i })
  })

  it('escapes every text to a pattern of just that text', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('', 'u'), (text, flags) => {
        expect(new RegExp(`^${escapeRegex(text)}$`, flags).test(text)).toBe(true)
      }),
    )
  })

  it('names its groups', () => expect(groupNames('(?<user>\\w+) (?<=x)(?<n>1)\\(?<no>')).toEqual(['user', 'n']))
})

describe('needsNewline', () => {
  it.each([
    ['a\\nb', true],
    ['a\nb', true],
    ['(a\\n)+', true],
    ['(?:a|b)\\n', true],
    ['a[\\n]b', true],
    ['(?=\\n)', true],
    ['a\\n?b', false],
    ['a\\n*', false],
    ['a\\n{0,2}', false],
    ['a|\\n', false],
    ['a\\n|b\\n', true],
    ['[^\\n]*', false],
    ['[ \\n]', false],
    ['(?!\\n)a', false],
    ['(?<!\\n)a', false],
    ['(?<x>\\n)', true],
    ['\\\\n', false],
    ['(a\\n)?', false],
  ])('%s: %s', (source, needs) => expect(needsNewline(source)).toBe(needs))

  it('is never wrong about a match that has no line feed', () => {
    const piece = fc.constantFrom('a', '\\n', '|', '(', ')', '?', '*', '[\\n]', '[^\\n]', '(?:', '(?!', '.')
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const source = pieces.join('')
        const compiled = compileRegex({ source, flags: '' })
        if ('mistake' in compiled || !needsNewline(source)) return
        for (const line of ['', 'a', 'aa', 'b', 'aaa']) expect(compiled.regex.test(line)).toBe(false)
      }),
      { numRuns: 2000 },
    )
  })
})
