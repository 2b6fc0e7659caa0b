import { describe, expect, test } from 'vitest'
import { regexCost } from '../../src/regex/cost.ts'

const degree = (regex: RegExp): number => regexCost(regex.source, regex.flags).degree

describe('how the time of a regex grows', () => {
  test.each([
    [/Hello client!/, 1],
    [/^Hello/, 0],
    [/user (?<name>\w+)/i, 1],
    [/(\d+) (\d+) (\d+) (.*)/, 2],
    [/\w+@\w+\.com/, 2],
    [/\b(\d{1,3}\.){3}\d{1,3}\b/, 1],
    [/(foo|bar)+/, 1],
    [/port (\d+)$/, 2],
    [/\s+$/, 2],
    [/.*a.*b/, 3],
    [/^(?<a>[a-z]+)-(?<b>[a-z]+)$/, 2],
    [/(?!a*b)c/, 2],
    [/[^\s:]+:\s/, 2],
    [/\x41+\u{42}/u, 2],
  ])('%s: with power %d at most', (regex, power) => expect(degree(regex)).toBe(power))

  test.each([
    /^(a+)+$/,
    /(a|a)*b/,
    /(?:a?b?)+c/,
    /(x+x+)+y/,
    /([a-z]+ )+x/,
    /(\w)\1/,
    /(?<a>x)\k<a>/,
    /(?:a{1,30}){20}b/,
    /(\w+\s?)+$/,
  ])('%s: without bound', (regex) => expect(degree(regex)).toBe(Infinity))

  test('what may be there or not doubles the ways', () => {
    expect(regexCost('a?a?a?a?b', '')).toEqual({ factor: 16, degree: 1 })
  })

  // The judge must never be kinder than the engine: each of these takes steps beyond any count on a text of this length.
  test.each([
    [/(.*)(.*)(.*)(.*)(.*)=/, 4],
    [/^\s*\s*\s*\s*x/, 3],
    [/[a-c]*[b-d]*[c-e]*c*!/, 4],
    [/(?:a*)(?:a*)(?:a*)b/, 3],
    [/(a*|b*)c*a*b/, 1],
  ])('%s: with power %d at least', (regex, power) => expect(degree(regex)).toBeGreaterThanOrEqual(power))
})
