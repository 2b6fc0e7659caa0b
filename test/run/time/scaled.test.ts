import { describe, expect, test } from 'vitest'
import { scaleWithLeast, scenarioDeadline, stepDeadline } from '../../../src/run/time/scaled.ts'
import type { Scenario } from '../../../src/language/scenario.ts'
import { scenario } from '../../cli/fake-shell.ts'
import { folderWith } from '../../suite/temporary.ts'

const limits = { step: 5000, scenario: 60_000, idle: 100, line: 1, unread: 1 }

test('deadlines of steps and of the scenario, and no longer than a timer can be', () => {
  const setting = (timeoutScale?: number) => ({
    scenario: { limits },
    host: timeoutScale === undefined ? {} : { timeoutScale },
  })
  expect(stepDeadline(setting())).toBe(5000)
  expect(stepDeadline(setting(), { within: 70 })).toBe(70)
  expect([stepDeadline(setting(3)), stepDeadline(setting(1.5), { within: 5 })]).toEqual([15_000, 8])
  expect([scenarioDeadline(setting()), scenarioDeadline(setting(0.5))]).toEqual([60_000, 30_000])
  expect(scenarioDeadline(setting(1_000_000))).toBe(2 ** 31 - 1)
})

test('a scale leaves each step so much time, and none more than it has', () => {
  const steps = [{ verb: 'wait', within: 2000 }, { verb: 'wait' }] as unknown as Scenario['steps']
  const given = { limits, steps } as Scenario
  expect(scaleWithLeast(500, given)).toBe(0.25)
  expect(scaleWithLeast(3000, given)).toBe(1)
  expect(scaleWithLeast(500, { ...given, steps: [] })).toBe(0.1)
  for (let wanted = 100; wanted < 5000; wanted += 100) {
    const timeoutScale = scaleWithLeast(wanted, { ...given, steps: [] })
    expect(stepDeadline({ scenario: { limits }, host: { timeoutScale } })).toBe(wanted)
  }
})

describe('--timeout-scale', () => {
  const silent = (limit: string, step: string): string =>
    [
      'scenario: Nothing comes',
      `limits: { ${limit} }`,
      'actors:',
      '  server: tcp-server',
      '  client: { tcp-client: server }',
      'steps:',
      '  - start: server',
      '  - connect: client',
      step,
      '',
    ].join('\n')

  test.each([
    ['limits.step', 'step: 40ms', '  - expect: { client: hello }', 'it did not come within 120ms'],
    ['within', 'step: 60s', '  - expect: { client: hello }\n    within: 40ms', 'it did not come within 120ms'],
    ['limits.scenario', 'scenario: 40ms', '  - wait: 30s', 'the scenario has taken longer than 120ms'],
  ])('multiplies %s', async (_, limit, step, text) => {
    const folder = folderWith({ 'scenarios/silent.yaml': silent(limit, step) })
    const { code, out } = await scenario(folder, ['--timeout-scale', '3'])
    expect(code).toBe(1)
    expect(out).toContain(text)
  })

  test('multiplies no time that belongs to the conversation', async () => {
    const quiet = silent('step: 20s', '  - wait: 20ms\n  - expect: { client: { silence: 20ms } }')
    const folder = folderWith({ 'scenarios/quiet.yaml': quiet })
    // A thousand times these would be longer than a test may take.
    const { code } = await scenario(folder, ['--timeout-scale', '1000', '--no-ci'])
    expect(code).toBe(0)
  })
})
