import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { ScenarioResult } from '../../src/model/result.ts'
import { withRepeats, withRetries } from '../../src/suite/attempts.ts'
import type { AmongRuns } from '../../src/suite/attempts.ts'
import { scenario } from '../cli/fake-shell.ts'
import { broken, failed, invalid, passed, resultOf, skipped } from '../plugins/reporters/results.ts'
import { startsIn, unsteady } from './unsteady.ts'

const read = (...parts: string[]): string => fs.readFileSync(path.join(...parts), 'utf8')
const recordings = (folder: string): string[] => fs.readdirSync(path.join(folder, '.scenario/scenarios')).sort()
const json = async (folder: string, argv: readonly string[]) => {
  const { out, code } = await scenario(folder, [...argv, '--reporter', 'json'])
  return { code, ...(JSON.parse(out) as { counts: object; scenarios: Record<string, unknown>[] }) }
}

/** Runs that come to these results, one after another. */
function runsOf(...results: readonly ScenarioResult[]) {
  const asked: AmongRuns[] = []
  const once = async (among: AmongRuns): Promise<ScenarioResult> => results[asked.push(among) - 1] as ScenarioResult
  return { asked, once }
}
const host = { over: () => false, setAside: (_: unknown, attempt: number) => ({ recording: `attempt-${attempt}` }) }
const interrupted = resultOf({ status: 'failed', failure: { code: 'interrupted', message: 'interrupted' } })
const bug = resultOf({ status: 'broken', failure: { code: 'internal-error', message: 'x' } })

describe('attempts', () => {
  test.each([
    ['passed', passed],
    ['skipped', skipped],
    ['invalid', invalid],
    ['interrupted', interrupted],
    ['a bug of ours', bug],
  ])('what is %s is run once', async (_, result) => {
    const { asked, once } = runsOf(result)
    expect(await withRetries(once, 3, host)).toBe(result)
    expect(asked).toHaveLength(1)
  })

  test('what failed or is broken is run again; the result is the last one’s', async () => {
    const { asked, once } = runsOf(failed, { ...broken, recording: 'x', kept: 'y' }, passed)
    expect(await withRetries(once, 3, host)).toMatchObject({
      status: 'passed',
      attempts: 3,
      earlier: [
        { status: 'failed', failure: failed.failure, recording: 'attempt-1' },
        { status: 'broken', recording: 'attempt-2' },
      ],
    })
    expect(asked).toEqual([
      { another: true },
      { another: true, attempt: 'attempt 2' },
      { another: true, attempt: 'attempt 3' },
    ])
  })

  test('nothing is begun once the suite is over, and the last attempt has no other behind it', async () => {
    const stopped = runsOf(failed)
    expect(await withRetries(stopped.once, 3, { ...host, over: () => true })).toBe(failed)
    const all = runsOf(failed, failed)
    expect(await withRetries(all.once, 1, host)).toMatchObject({ status: 'failed', attempts: 2 })
    expect(all.asked.map(({ another }) => another)).toEqual([true, false])
  })

  test('excerpts of every attempt have their sources', async () => {
    const other = { file: '/p/transcripts/echo.txt', shown: 'transcripts/echo.txt', text: '' }
    const { once } = runsOf({ ...failed, sources: new Map([[other.file, other]]) }, passed)
    expect([...(await withRetries(once, 1, host)).sources.keys()]).toEqual([other.file, ...passed.sources.keys()])
  })
})

describe('repeats', () => {
  test('the result is that of the first run that did not pass', async () => {
    const second = resultOf({ status: 'failed', failure: { code: 'step-failed', message: 'second' } })
    const { asked, once } = runsOf(passed, failed, second, broken)
    const result = await withRepeats(once, { repeat: 4, bail: false }, host)
    expect(result).toMatchObject({ status: 'failed', failure: failed.failure, attempts: 4 })
    expect(result.repeats).toEqual({ runs: 4, failed: 2, broken: 1 })
    expect(asked[0]).toEqual({ suffix: '.run-001', attempt: 'run 1 of 4', another: true })
    expect(asked[3]).toEqual({ suffix: '.run-004', attempt: 'run 4 of 4', another: false, update: false })
  })

  test('with bail, nothing is run behind the first that did not pass', async () => {
    const { asked, once } = runsOf(passed, failed)
    expect((await withRepeats(once, { repeat: 1000, bail: true }, host)).repeats?.runs).toBe(2)
    expect(asked[0]?.suffix).toBe('.run-0001')
  })

  test('an interrupted run ends them and is not counted', async () => {
    const ended = await withRepeats(runsOf(passed, interrupted).once, { repeat: 9, bail: false }, host)
    expect(ended).toMatchObject({ failure: { code: 'interrupted' }, repeats: { runs: 1, failed: 0, broken: 0 } })
    expect(await withRepeats(runsOf(skipped).once, { repeat: 9, bail: false }, host)).toBe(skipped)
  })
})

describe('scenario run --retries', () => {
  test('a scenario that passes at last is flaky, and fails the run unless that is allowed', async () => {
    const folder = unsteady({ flaky: ['bad', 'large', 'good'], steady: ['good'] })
    const { code, out } = await scenario(folder, ['--retries', '2'])
    expect(code).toBe(1)
    expect(out).toContain('≈ scenarios/flaky.yaml  flaky flaky (')
    expect(out).toContain('attempt 2 of 3 failed: expectation-impossible at scenarios/flaky.yaml:8:23')
    expect(out).toContain('1 passed, 1 flaky (')
    expect(startsIn(folder, 'flaky')).toBe(3)
    expect(startsIn(folder, 'steady')).toBe(1)
    expect(recordings(folder)).toEqual([
      'flaky.attempt-1.jsonl',
      'flaky.attempt-2.jsonl',
      'flaky.attempt-2.jsonl.bytes',
      'flaky.jsonl',
      'steady.jsonl',
    ])
    expect(read(folder, 'transcripts/flaky.txt')).toContain('client | good')
    // An attempt can be shown, as every recording can.
    expect((await scenario(folder, ['show', '.scenario/scenarios/flaky.attempt-1.jsonl'])).out).toContain('bad')

    fs.rmSync(path.join(folder, 'flaky.starts'))
    const allowed = await json(folder, ['flaky', '--retries', '2', '--allow-flaky'])
    expect(allowed).toMatchObject({ code: 0, status: 'passed', counts: { passed: 0, flaky: 1 } })
    expect(allowed.scenarios[0]?.['earlier']).toMatchObject([
      { status: 'failed', recording: '.scenario/scenarios/flaky.attempt-1.jsonl' },
      { status: 'failed', recording: '.scenario/scenarios/flaky.attempt-2.jsonl' },
    ])
    // What an earlier run has left is of no attempt of this one.
    expect(await scenario(folder, ['flaky', '--retries', '2'])).toMatchObject({ code: 0 })
    expect(recordings(folder)).toEqual(['flaky.jsonl', 'steady.jsonl'])
  })

  test('a transcript is written by the attempt that passed, and never by one that failed', async () => {
    const folder = unsteady({ one: ['good a', 'bad', 'good b', 'bad', 'bad'] })
    expect((await scenario(folder, ['one'])).code).toBe(0)
    const first = read(folder, 'transcripts/one.txt')
    expect((await scenario(folder, ['one', '-u', '--retries', '1', '--allow-flaky'])).code).toBe(0)
    const second = read(folder, 'transcripts/one.txt')
    expect([first, second].map((text) => /good .$/m.exec(text)?.[0])).toEqual(['good a', 'good b'])
    expect((await scenario(folder, ['one', '-u', '--retries', '1'])).code).toBe(1)
    expect(startsIn(folder, 'one')).toBe(5)
    expect(read(folder, 'transcripts/one.txt')).toBe(second)
  })

  test('a transcript that differs once is kept nowhere, and one that differs at last beside the committed one', async () => {
    const folder = unsteady({ one: ['good a', 'good b', 'good a', 'good b', 'good c', 'good d'] })
    await scenario(folder, ['one'])
    const once = await scenario(folder, ['one', '--retries', '1'])
    expect(once.out).toContain('attempt 1 of 2 failed: transcript-differs')
    expect(fs.readdirSync(path.join(folder, 'transcripts'))).toEqual(['one.txt'])
    await scenario(folder, ['one', '--retries', '1'])
    expect(read(folder, 'transcripts/one.new.txt')).toContain('good c')
  })

  test('with --bail a scenario counts when its last attempt is over', async () => {
    const scenarios = { a: ['bad', 'good'], b: ['good'] }
    const allowed = unsteady(scenarios)
    const flags = ['--retries', '1', '--bail', '-j', '1']
    expect(await json(allowed, [...flags, '--allow-flaky'])).toMatchObject({ counts: { passed: 1, flaky: 1 } })
    expect(await json(unsteady(scenarios), flags)).toMatchObject({ counts: { passed: 0, flaky: 1 } })
  })
})

describe('scenario run --repeat', () => {
  test('runs each scenario so many times, with a recording of each', async () => {
    const folder = unsteady({ one: ['good', 'bad', 'good'] })
    const { code, out } = await scenario(folder, ['--repeat', '4'])
    expect(code).toBe(1)
    expect(out).toContain('✗ scenarios/one.yaml  one failed')
    expect(out).toContain('1 of 4 runs did not pass (1 failed)')
    expect(out).toContain('recording: .scenario/scenarios/one.run-002.jsonl')
    expect(recordings(folder)).toEqual(['001', '002', '003', '004'].map((run) => `one.run-${run}.jsonl`))
    const passes = await scenario(folder, ['--repeat', '3'])
    expect(passes).toMatchObject({ code: 0 })
    expect(passes.out).toContain('  3 runs, all passed\n')
    expect(recordings(folder)).toHaveLength(3)
  })

  test('only the first run writes a transcript, and the others are compared with it', async () => {
    const folder = unsteady({ one: ['good a', 'good a', 'good b', 'good a'] })
    expect(await json(folder, ['-u', '--repeat', '4'])).toMatchObject({
      code: 1,
      scenarios: [{ status: 'failed', problem: { code: 'transcript-differs' }, repeats: { runs: 4, failed: 1 } }],
    })
    expect(read(folder, 'transcripts/one.txt')).toContain('good a')
    expect(fs.readdirSync(path.join(folder, 'transcripts'))).toEqual(['one.txt'])
  })
})

test.each([
  [['--retries', '1', '--repeat', '2'], '--retries and --repeat cannot be used together'],
  [['--retries', '-1'], '--retries'],
  [['--retries', '1.5'], '--retries takes a whole number from 0'],
  [['--repeat', '0'], '--repeat takes a whole number from 1'],
])('%j is a wrong call', async (argv, message) => {
  const { code, err } = await scenario(unsteady({ one: ['good'] }), argv)
  expect(code).toBe(2)
  expect(err).toContain(message)
})
