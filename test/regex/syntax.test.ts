import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileRegex } from '../../src/text/regex.ts'
import { groupNames, needsNewline, regexSyntax } from '../../src/regex/syntax.ts'

describe('regexSyntax', () => {
  it('is the tree of a regex that compiles', () => {
    expect(regexSyntax(/a|b/)?.alternatives.map(({ raw }) => raw)).toEqual(['a', 'b'])
    expect(regexSyntax({ source: '[a--b]', flags: 'v' })?.raw).toBe('[a--b]')
    expect(regexSyntax({ source: 'a(', flags: '' })).toBeUndefined()
    expect(regexSyntax({ source: '\\-', flags: 'u' })).toBeUndefined()
    expect(regexSyntax({ source: '\\-', flags: '' })?.raw).toBe('\\-')
  })
})

describe('groupNames', () => {
  it('names each group once', () => expect(groupNames('(?<user>\\w+) (?<=x)(?<n>1)\\(?<no>')).toEqual(['user', 'n']))
  it('names those before a mistake', () => expect(groupNames('(?<a>x) (?<b>y)(')).toEqual(['a', 'b']))
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
  ])('%s: %s', (source, needs) => expect(needsNewline({ source, flags: '' })).toBe(needs))

  it('is never wrong about a match that has no line feed', () => {
    const piece = fc.constantFrom('a', '\\n', '|', '(', ')', '?', '*', '[\\n]', '[^\\n]', '(?:', '(?!', '.')
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const source = pieces.join('')
        const compiled = compileRegex({ source, flags: '' })
        if ('mistake' in compiled || !needsNewline({ source, flags: '' })) return
        for (const line of ['', 'a', 'aa', 'b', 'aaa']) expect(compiled.regex.test(line)).toBe(false)
      }),
      { numRuns: 2000 },
    )
  })
})
