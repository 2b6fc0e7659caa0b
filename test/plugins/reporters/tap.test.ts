import { expect, test } from 'vitest'
import { failed, reported, resultOf, skipped } from './results.ts'

test('tap: version, plan, points, and what is special escaped', async () => {
  const text = await reported('tap', [resultOf({ title: 'a # b \\ c' }), failed, skipped])
  const lines = text.split('\n')
  expect(lines.slice(0, 3)).toEqual(['TAP version 14', '1..3', 'ok 1 - scenarios/echo.yaml: a \\# b \\\\ c'])
  expect(lines).toContain('not ok 2 - scenarios/echo.yaml: Echo')
  expect(lines).toContain('  line: 4')
  expect(lines).toContain('  wanted: "“Hello”"')
  expect(lines).toContain('ok 3 - scenarios/echo.yaml: Echo # SKIP the command “redis-server” is not installed')
})

test('tap: what did not run any more is a plan that is bailed out of', async () => {
  expect(await reported('tap', [failed], { files: 3 })).toMatch(/\nBail out! the run ended before 2 more scenarios\n$/)
  expect(await reported('tap', [failed], { files: 3, interrupted: true })).toMatch(/\nBail out! interrupted\n$/)
  expect(await reported('tap', [failed])).not.toContain('Bail out!')
})
