import { expect, test } from 'vitest'
import { literalText } from '../../src/authoring/written.ts'

test.each([
  ['${a} and ${b}', '$${a} and $${b}'],
  ['$a {b} $$', '$a {b} $$'],
  ['', ''],
])('any text as one without placeholders: %s', (text, expected) => {
  expect(literalText(text)).toBe(expected)
})
