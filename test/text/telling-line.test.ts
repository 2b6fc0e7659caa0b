import { expect, test } from 'vitest'
import { tellingLine } from '../../src/text/telling-line.ts'

test('a line that names an error tells more than the last, which is often a stack’s', () => {
  expect(tellingLine(['/srv/a.js:1', 'ReferenceError: x is not defined', '    at run (a.js:1:1)', ''])).toBe(
    'ReferenceError: x is not defined',
  )
})

test('else the last that says anything', () => {
  expect(tellingLine(['one', ' two ', '', ' '])).toBe('two')
  expect(tellingLine(['', ' '])).toBeUndefined()
})
