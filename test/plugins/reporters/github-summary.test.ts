import { expect, test } from 'vitest'
import { differing, reported, resultOf } from './results.ts'

test('it has differences, and stays under a mebibyte', async () => {
  expect(await reported('github-summary', [differing])).toContain('+ | Hallo')
  const long = resultOf({ status: 'failed', failure: { code: 'step-failed', message: 'x'.repeat(100_000) } })
  const text = await reported(
    'github-summary',
    Array.from({ length: 5000 }, () => long),
  )
  expect(Buffer.byteLength(text)).toBeLessThan(1024 * 1024)
  expect(text).toMatch(/\d+ more scenarios are not shown/)
})
