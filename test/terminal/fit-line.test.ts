import { expect, test } from 'vitest'
import { fitLine } from '../../src/terminal/fit-line.ts'

test('a line is cut where it does not fit, and its styles are closed', () => {
  expect(fitLine('\u001b[31mabcdef\u001b[39m', 3)).toBe('\u001b[31mabc\u001b[39m')
})

test('a wide character is never cut in two', () => {
  expect(fitLine('a漢字', 4)).toBe('a漢')
})
