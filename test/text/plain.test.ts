import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { isJsonNumber, plainValue } from '../../src/text/plain.ts'

describe('plainValue', () => {
  it.each([
    '',
    '~',
    'null',
    'true',
    'True',
    'FALSE',
    'yes',
    '0',
    '007',
    '-1',
    '+12',
    '1.0',
    '.5',
    '1e3',
    '0x1F',
    '0o17',
    '.inf',
    '-.INF',
    '.nan',
    '1_000',
    '12:30',
    '2026-01-01',
    'word',
    '.',
    '+',
    '1e',
    'e3',
  ])('reads %j as YAML 1.2 does', (source) => expect(plainValue(source)).toEqual(parse(`- ${source}`)[0]))

  it('agrees with the parser on anything that looks like a number', () => {
    const digits = fc.array(fc.constantFrom('0', '1', '7', '.', 'e', 'E', '+', '-', 'x', 'o', 'f'), {
      minLength: 1,
      maxLength: 6,
    })
    fc.assert(
      fc.property(digits, (characters) => {
        const source = characters.join('')
        if (/^-+$/.test(source)) return
        expect(plainValue(source)).toEqual(parse(`[${source}]`)[0])
      }),
    )
  })

  it.each([
    ['9000', true],
    ['1.0', true],
    ['-5e3', true],
    ['007', false],
    ['.5', false],
    ['0x1f', false],
    ['+1', false],
  ])('JSON number %s: %s', (source, is) => expect(isJsonNumber(source)).toBe(is))
})
