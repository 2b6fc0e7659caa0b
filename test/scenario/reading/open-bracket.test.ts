import { expect, test } from 'vitest'
import { openBracket } from '../../../src/scenario/reading/open-bracket.ts'

test.each([
  ['- a: { b: [c] # d }\n- e', 5, true],
  ['- a: { b: [c\n- e', 10, false],
  ['- a: { b: [c }', 10, false],
  ['a: it is {here\nb: { c', 18, false],
  ['a: "{"\nb: [ "]", c', 10, false],
  ["a: { b: 'it''s }', c", 3, false],
])('%j', (text, start, comment) => {
  expect(openBracket(text, text.length)).toEqual({ start, bracket: text[start], comment })
})

test('nothing is open', () => {
  for (const text of ['a: { b: [c] }', 'a: {b} # {', 'a: it is {here', ''])
    expect(openBracket(text, text.length)).toBeUndefined()
})
