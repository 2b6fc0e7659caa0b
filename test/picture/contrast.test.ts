import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { contrast, hex, legible } from '../../src/picture/contrast.ts'

test.each([
  ['#000000', '#ffffff', 21],
  ['#777777', '#ffffff', 4.48],
  ['#ff0000', '#ff0000', 1],
  ['#0000ff', '#ffffff', 8.59],
])('%s on %s has a contrast of %f, as the W3C counts it', (one, other, ratio) => {
  expect(contrast(one, other)).toBeCloseTo(ratio, 1)
  expect(contrast(other, one)).toBeCloseTo(ratio, 1)
})

test('a colour that can be read stays as it is, another is moved no further than it must be', () => {
  expect(legible('#123456', '#ffffff', 4.5)).toBe('#123456')
  expect(legible('#ffff00', '#ffffff', 4.5)).toBe('#737300')
  expect(legible('#000080', '#15181e', 4.5)).toBe('#8080c0')
})

const colour = fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 3, maxLength: 3 }).map(hex)

test('whatever a program chooses can be read', () => {
  fc.assert(
    fc.property(colour, colour, (text, background) => {
      expect(contrast(legible(text, background, 4.5), background)).toBeGreaterThanOrEqual(4.5)
    }),
  )
})
