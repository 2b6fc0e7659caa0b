import { describe, expect, test } from 'vitest'
import type { ProblemCode } from '../../src/model/problem.ts'
import { exitCodeOf } from '../../src/report/exit-code.ts'
import { seconds, summaryLine, tally } from '../../src/report/summary.ts'
import { resultOf } from '../plugins/reporters/results.ts'

const clean = { flaky: 0, failed: 0, broken: 0, invalid: 0, interrupted: false, problems: [] }
const problem = (code: ProblemCode, severity: 'error' | 'warning' = 'error') => ({ code, message: '', severity })

describe('exit codes', () => {
  test.each([
    ['all well', {}, 0],
    ['a flaky scenario', { flaky: 1 }, 1],
    ['a flaky scenario, which is allowed', { flaky: 1, allowFlaky: true }, 0],
    ['a failure, where flaky ones are allowed', { flaky: 1, failed: 1, allowFlaky: true }, 1],
    ['flaky and broken', { flaky: 1, broken: 1 }, 1],
    ['a failure', { failed: 3 }, 1],
    ['invalid', { invalid: 1 }, 2],
    ['broken', { broken: 1 }, 3],
    ['failed and broken and refused', { failed: 1, broken: 1, invalid: 1 }, 1],
    ['refused and broken', { invalid: 1, broken: 1 }, 2],
    ['interrupted, whatever else', { failed: 1, interrupted: true }, 130],
    ['nothing selected', { problems: [problem('nothing-selected')] }, 2],
    ['a file not found', { problems: [problem('file-not-found')] }, 2],
    ['an orphan in CI', { problems: [problem('transcript-orphan')] }, 1],
    ['an orphan in a local run', { problems: [problem('transcript-orphan', 'warning')] }, 0],
    ['a bug', { failed: 1, problems: [problem('internal-error')] }, 70],
  ])('%s', (_, verdicts, code) => {
    expect(exitCodeOf({ ...clean, ...verdicts })).toBe(code)
  })

  test('are never a count', () => {
    expect(exitCodeOf({ ...clean, failed: 130 })).toBe(1)
  })
})

describe('the summary', () => {
  const rest = { duration: 420, interrupted: false, problems: [] }

  test('counts outcomes; a file with problems was refused', () => {
    const counts = tally()
    for (const status of ['passed', 'passed', 'failed', 'skipped'] as const) counts.add(resultOf({ status }))
    counts.add(resultOf({ status: 'broken', problems: [problem('unknown-kind')] }))
    expect(counts.summary(rest)).toMatchObject({ passed: 2, failed: 1, skipped: 1, broken: 0, invalid: 1, exitCode: 1 })
    expect(counts.allPassed()).toBe(false)
  })

  test('what passed after an attempt that did not is flaky, and has not passed', () => {
    const flaky = resultOf({ attempts: 2, earlier: [{ status: 'failed', duration: 1 }] })
    const failed = resultOf({ status: 'failed', attempts: 2, earlier: [{ status: 'failed', duration: 1 }] })
    const counts = tally()
    counts.add(flaky)
    expect(counts.allPassed()).toBe(false)
    expect(counts.summary(rest)).toMatchObject({ passed: 0, flaky: 1, exitCode: 1 })
    const allowing = tally({ allowFlaky: true })
    allowing.add(flaky)
    expect(allowing.allPassed()).toBe(true)
    expect(allowing.summary(rest)).toMatchObject({ passed: 0, flaky: 1, exitCode: 0 })
    allowing.add(failed)
    expect(allowing.summary(rest)).toMatchObject({ flaky: 1, failed: 1, exitCode: 1 })
    expect(summaryLine(allowing.summary(rest), 3)).toBe('1 flaky, 1 failed, 1 not run (0.42 s)')
  })

  test('a bug in one scenario is a bug', () => {
    const counts = tally()
    counts.add(resultOf({ status: 'broken', failure: { code: 'internal-error', message: 'x' } }))
    expect(counts.summary(rest).exitCode).toBe(70)
  })

  test('one line says it, and what was left out', () => {
    const summary = { ...clean, ...rest, knownBugs: 0, passed: 3, failed: 1, skipped: 1, exitCode: 1 }
    expect(summaryLine(summary)).toBe('3 passed, 1 failed, 1 skipped (0.42 s)')
    expect(summaryLine(summary, 7)).toBe('3 passed, 1 failed, 1 skipped, 2 not run (0.42 s)')
    expect(summaryLine({ ...summary, passed: 0, failed: 0, skipped: 0 })).toBe('nothing ran (0.42 s)')
    expect(seconds(125_400)).toBe('2 min 5 s')
  })
})
