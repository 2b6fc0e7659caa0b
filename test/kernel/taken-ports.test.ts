import { expect, test } from 'vitest'
import { giveBackPort, isPortTaken, takePort } from '../../src/kernel/taken-ports.ts'

test('a port is taken by one user until it is given back', () => {
  expect(takePort(20_017)).toBe(true)
  expect(takePort(20_017)).toBe(false)
  expect(isPortTaken(20_017)).toBe(true)
  giveBackPort(20_017)
  expect(isPortTaken(20_017)).toBe(false)
})
