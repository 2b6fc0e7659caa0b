import { expect, test } from 'vitest'
import { broken, failed, passed, invalid, reported, skipped } from './results.ts'

test('dot: one character each, then failures in full', async () => {
  const text = await reported('dot', [passed, failed, broken, invalid, skipped])
  expect(text.split('\n')[0]).toBe('.FBRs')
  expect(text).toContain('“client” did not say “Hello”')
  expect(text).toContain('\n1 passed, 1 failed, 1 broken, 1 invalid, 1 skipped (0.42 s)\n')
})
