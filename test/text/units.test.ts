import { describe, expect, it } from 'vitest'
import { isBase64, isHex, mistakeInHex, parseDuration, parseMode, showDuration } from '../../src/text/units.ts'

describe('units', () => {
  it.each([
    ['250ms', 250],
    ['5s', 5000],
    ['1.5s', 1500],
    ['2m', 120_000],
    ['5', undefined],
    ['5 s', undefined],
    ['-1s', undefined],
    ['5h', undefined],
    ['2147483s', 2_147_483_000],
    // More than a timer can wait, which would end at once.
    ['2147484s', undefined],
  ])('%s is %s ms', (text, duration) => expect(parseDuration(text)).toBe(duration))
  it.each([
    [250, '250ms'],
    [5000, '5s'],
    [4800, '4.8s'],
    [4830, '4830ms'],
    [249.7, '250ms'],
    [120_000, '120s'],
  ])('%s ms shows as %s', (duration, text) => expect(showDuration(duration)).toBe(text))
  it.each([
    ['755', 0o755],
    ['0600', 0o600],
    ['0o644', 0o644],
    ['888', undefined],
    ['7', undefined],
    ['rwx', undefined],
  ])('mode %s', (text, mode) => expect(parseMode(text)).toBe(mode))
  it.each([
    ['de ad be ef', true],
    ['DEAD', true],
    ['', true],
    ['d', false],
    ['de a', false],
    ['xx', false],
  ])('hex %s: %s', (text, good) => expect(isHex(text)).toBe(good))
  it.each([
    ['aGk=', true],
    ['aG k=\n', true],
    ['aGk', false],
    ['a===', false],
    ['a-_b', false],
  ])('base64 %s: %s', (text, good) => expect(isBase64(text)).toBe(good))
})

it.each([
  ['de ad be ef', undefined],
  ['2a 3g 00', { start: 3, end: 5, why: '“g” is not a hex digit' }],
  ['2a3g', { start: 2, end: 4, why: '“g” is not a hex digit' }],
  ['2a 3', { start: 3, end: 4, why: '“3” is half a byte' }],
  [' 2 a', { start: 1, end: 2, why: '“2” is half a byte' }],
])('“%s” as hex', (text, mistake) => expect(mistakeInHex(text)).toEqual(mistake))
