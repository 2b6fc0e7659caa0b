import { expect, test } from 'vitest'
import { json } from '../../../../plugins/core/matchers/json.ts'

test('a text in JSON is the whole text, or a regex', () => {
  const compiled = json.compile(
    { a: '/x(?<n>\\d)/', b: 'y' },
    { expectation: () => ({ on: 'silence', shown: '', milliseconds: 0 }) },
  )
  if (compiled.on !== 'line') throw new Error('json is met by a line')
  expect(compiled.test('{"a":"_x7_","b":"y"}')).toEqual({ n: '7' })
  expect(compiled.test('{"a":"x7","b":"yy"}')).toBeUndefined()
})

test('a line that is no JSON, or another sort of it, is nothing like it', () => {
  const compiled = json.compile({ a: 1 }, { expectation: () => ({ on: 'silence', shown: '', milliseconds: 0 }) })
  if (compiled.on !== 'line') throw new Error('json is met by a line')
  expect(compiled.differs?.('hello')).toBeUndefined()
  expect(compiled.differs?.('[1]')).toBeUndefined()
  expect(compiled.differs?.('{"a":2}')).toEqual(['“a” is 2, not 1'])
})
