import { describe, expect, test } from 'vitest'
import { elementsOf, pointsOf } from '../../hostile/readers.ts'
import { broken, failed, failure, passed, reported, resultOf } from './results.ts'

const first = {
  status: 'failed',
  failure,
  duration: 40,
  recording: '.scenario/scenarios/echo.attempt-1.jsonl',
} as const
const second = {
  status: 'broken',
  failure: { code: 'port-in-use', message: 'port 9000 is taken' },
  duration: 2,
} as const
const flaky = resultOf({ attempts: 2, earlier: [first] })
const never = resultOf({ status: 'failed', failure, attempts: 3, earlier: [first, second] })
const often = resultOf({ status: 'failed', failure, attempts: 100, repeats: { runs: 100, failed: 2, broken: 1 } })
const always = resultOf({ attempts: 20, repeats: { runs: 20, failed: 0, broken: 0 } })
const line = 'attempt 1 of 2 failed: expectation-not-met at scenarios/echo.yaml:4:23: “client” did not say “Hello”'

test.each([
  [0, 'no run has ended'],
  [1, '1 run passed before'],
  [7, '7 runs passed before'],
])('an interruption behind %d runs that passed', async (runs, expected) => {
  const interrupted = { code: 'interrupted', message: 'interrupted' } as const
  const repeats = { runs, failed: 0, broken: 0 }
  const result = resultOf({ status: 'failed', failure: interrupted, attempts: Math.max(1, runs), repeats })
  expect(await reported('default', [result])).toContain(`interrupted (0.01 s)\n  ${expected}\n`)
})

describe('a flaky scenario, in every reporter', () => {
  test('default: a sign of its own, the attempt that failed in one line, and a list of its own at the end', async () => {
    expect(await reported('default', [passed, flaky])).toBe(
      `✓ scenarios/echo.yaml  Echo (0.01 s)
≈ scenarios/echo.yaml  Echo flaky (0.01 s)
  ${line}
    recording: .scenario/scenarios/echo.attempt-1.jsonl

Flaky:
  ≈ scenarios/echo.yaml:4:23  “client” did not say “Hello”
  run just these again: scenario run scenarios/echo.yaml

1 passed, 1 flaky (0.42 s)
`,
    )
  })

  test('default: the failure in full where all is wanted, and behind what failed', async () => {
    const verbose = await reported('default', [flaky], { terminal: { verbose: true } })
    expect(verbose).toContain('Expected    “Hello”')
    expect(verbose).toContain('recording: .scenario/scenarios/echo.attempt-1.jsonl')
    const both = await reported('default', [failed, flaky])
    expect(both.indexOf('Not passed:')).toBeLessThan(both.indexOf('Flaky:'))
    expect(both.match(/run just these again/g)).toHaveLength(1)
  })

  test('dot', async () => {
    const text = await reported('dot', [passed, flaky, failed])
    expect(text.split('\n')[0]).toBe('.≈F')
    expect(text).toContain(`\n≈ scenarios/echo.yaml flaky\n  ${line}\n`)
    expect(text).toContain('1 passed, 1 flaky, 1 failed')
  })

  test('minimal: the failure as of what failed, with the attempt', async () => {
    const text = await reported('minimal', [flaky])
    expect(text).toContain('flaky scenarios/echo.yaml:4:23 expectation-not-met: “client” did not say “Hello”\n')
    expect(text).toContain('  attempt: 1 of 2, failed\n')
    expect(text).toContain('  recording: .scenario/scenarios/echo.attempt-1.jsonl\n1 flaky\n')
  })

  test('json: a status and a count of its own, and the attempts before the last', async () => {
    const document = JSON.parse(await reported('json', [passed, flaky])) as { scenarios: object[] }
    expect(document).toMatchObject({
      status: 'failed',
      exitCode: 1,
      counts: { passed: 1, flaky: 1, failed: 0 },
      scenarios: [
        { status: 'passed', attempts: 1 },
        { status: 'flaky', attempts: 2 },
      ],
    })
    expect(document.scenarios[0]).not.toHaveProperty('earlier')
    expect(document.scenarios[1]).toMatchObject({
      earlier: [
        {
          status: 'failed',
          duration: 40,
          problem: { code: 'expectation-not-met', line: 4, wanted: '“Hello”' },
          recording: '.scenario/scenarios/echo.attempt-1.jsonl',
        },
      ],
    })
  })

  test('junit: no failure, and the attempt as Surefire writes it', async () => {
    const elements = elementsOf(await reported('junit', [flaky]))
    expect(elements.map(({ name }) => name)).toEqual([
      'testsuites',
      'testsuite',
      'testcase',
      'flakyFailure',
      'stackTrace',
    ])
    expect(elements[0]?.attributes).toMatchObject({ tests: '1', failures: '0', errors: '0' })
    // surefire-test-report.xsd: a type is required, a message is optional.
    expect(elements[3]?.attributes).toEqual({
      message: '“client” did not say “Hello”',
      type: 'expectation-not-met',
    })
    const ofBroken = elementsOf(await reported('junit', [resultOf({ attempts: 2, earlier: [second] })]))
    expect(ofBroken.map(({ name }) => name)).toContain('flakyError')
  })

  test('tap: a point that is ok, as another program reads it', async () => {
    const text = await reported('tap', [flaky])
    expect(pointsOf(text)).toMatchObject([{ ok: true, skip: false, diag: { status: 'flaky', attempts: 2 } }])
    expect(text).toContain('  # flaky\n')
    expect(pointsOf(text)[0]?.diag).toMatchObject({ earlier: [line] })
  })

  test('github: a warning where it failed, behind all errors', async () => {
    const text = await reported('github', [flaky, failed])
    expect(text.indexOf('::error ')).toBeLessThan(text.indexOf('::warning '))
    expect(text).toContain(
      `::warning file=scenarios/echo.yaml,line=4,col=23,title=Echo%3A expectation-not-met::flaky: ${line}`,
    )
  })

  test('github-summary: a list', async () => {
    const text = await reported('github-summary', [flaky])
    expect(text).toContain('## Scenarios: 1 flaky')
    expect(text).toContain('### Flaky\n\n- Echo: attempt 1 of 2 failed: expectation-not-met at')
    expect(text).not.toContain('### Echo')
  })
})

test('a scenario whose known bug fails it at last is flaky, too', async () => {
  const both = resultOf({ attempts: 2, earlier: [first], knownBug: { failure } })
  expect(await reported('dot', [both])).toMatch(/^≈\n/)
  expect(await reported('minimal', [both])).toMatch(/^flaky /)
  expect(pointsOf(await reported('tap', [both]))).toMatchObject([{ ok: true, diag: { status: 'flaky' } }])
  expect(elementsOf(await reported('junit', [both])).map(({ name }) => name)).toContain('flakyFailure')
})

describe('a scenario of which no attempt passed', () => {
  const lines = [
    'attempt 1 of 3 failed: expectation-not-met at scenarios/echo.yaml:4:23: “client” did not say “Hello”',
    'attempt 2 of 3 broken: port-in-use: port 9000 is taken',
  ]

  test.each(['default', 'dot', 'tap', 'github-summary'])('%s: the attempts before the last', async (name) => {
    const text = await reported(name, [never])
    for (const each of lines) expect(text.replaceAll('\\', '')).toContain(each)
    expect(text).not.toMatch(/flaky/i)
  })

  test('junit: the last one is the failure, the others are its reruns', async () => {
    const elements = elementsOf(await reported('junit', [never]))
    expect(elements.map(({ name }) => name).slice(3)).toEqual([
      'failure',
      'rerunFailure',
      'stackTrace',
      'rerunError',
      'stackTrace',
    ])
  })

  test('minimal, json, github', async () => {
    expect(await reported('minimal', [never])).toContain('  attempts: 3\n')
    expect(JSON.parse(await reported('json', [never])).scenarios[0].earlier).toHaveLength(2)
    expect(await reported('github', [never])).toContain('%0Aattempt 2 of 3 broken: port-in-use: port 9000 is taken\n')
  })
})

describe('a scenario that was run many times', () => {
  const runs = '3 of 100 runs did not pass (2 failed, 1 broken)'

  test.each(['default', 'dot', 'minimal', 'tap', 'junit', 'github', 'github-summary'])('%s', async (name) => {
    expect((await reported(name, [often])).replaceAll('\\', '')).toContain(runs)
  })

  test('json', async () => {
    const [scenario] = JSON.parse(await reported('json', [often])).scenarios
    expect(scenario).toMatchObject({ status: 'failed', attempts: 100, repeats: { runs: 100, failed: 2, broken: 1 } })
  })

  test('all runs passed', async () => {
    expect(await reported('default', [always])).toContain(
      '✓ scenarios/echo.yaml  Echo (0.01 s)\n  20 runs, all passed\n',
    )
    expect(await reported('dot', [always])).toBe('.\n\n1 passed (0.42 s)\n')
    expect(await reported('minimal', [always])).toBe('1 passed\n')
    const properties = elementsOf(await reported('junit', [always])).filter(({ name }) => name === 'property')
    expect(properties.map(({ attributes }) => attributes)).toEqual([{ name: 'runs', value: '20 runs, all passed' }])
    expect(pointsOf(await reported('tap', [always]))).toMatchObject([
      { ok: true, diag: { runs: '20 runs, all passed' } },
    ])
  })
})

test('of a broken scenario that was run once nothing more is said', async () => {
  for (const name of ['default', 'dot', 'minimal', 'tap', 'junit', 'github', 'github-summary'])
    expect(await reported(name, [broken])).not.toMatch(/attempt|runs?\b(?! just)/)
})
