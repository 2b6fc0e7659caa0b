import { expect, test } from 'vitest'
import { changeModes, readingModes, usualModes } from '../../src/terminal/modes.ts'

test('only what differs is turned: first off, then on', () => {
  expect(changeModes(usualModes, readingModes)).toBe('\u001b[?25l\u001b[?2004h')
  expect(changeModes(new Set([1, 1000]), new Set([25, 1000]))).toBe('\u001b[?1l\u001b[?25h')
  expect(changeModes(usualModes, usualModes)).toBe('')
})

test('the keypad is turned as all terminals know it', () => {
  expect(changeModes(new Set(), new Set([66]))).toBe('\u001b=')
  expect(changeModes(new Set([66]), new Set())).toBe('\u001b>')
})
