import { describe, expect, test } from 'vitest'
import { broken, differing, failed, passed, refused, reported, resultOf, skipped } from './results.ts'

describe('json', () => {
  test('one document as the conventions have it', async () => {
    const document = JSON.parse(await reported('json', [passed, failed, refused, skipped]))
    expect(document).toMatchObject({
      version: 1,
      status: 'failed',
      duration: 420,
      exitCode: 1,
      counts: { passed: 1, failed: 1, refused: 1, skipped: 1 },
    })
    const [first, second, third, fourth] = document.scenarios
    expect(first).toEqual({
      file: 'scenarios/echo.yaml',
      title: 'Echo',
      status: 'passed',
      duration: 12.346,
      attempts: 1,
      comparison: 'same',
      transcript: 'transcripts/echo.txt',
      recording: '.scenario/scenarios/echo.jsonl',
    })
    expect(second.problem).toEqual({
      code: 'expectation-not-met',
      message: '“client” did not say “Hello”',
      hint: 'look: again, and see',
      file: 'scenarios/echo.yaml',
      line: 4,
      column: 23,
      step: '- expect: { client: Hello }',
      lane: 'client',
      wanted: '“Hello”',
      heard: ['Hallo, 100%\\x1b[0m'],
      nearest: 'Hallo',
      why: 'deadline of 5s',
      actors: [{ name: 'client', state: 'connected, silent for 4.8 s' }],
    })
    expect(third).toMatchObject({
      status: 'refused',
      problem: { code: 'unknown-actor', line: 4 },
      problems: [{ code: 'unknown-actor' }, { code: 'never-started' }],
    })
    expect(fourth).toMatchObject({ status: 'skipped', skipped: 'the command “redis-server” is not installed' })
  })

  test.each([
    ['passed', [passed]],
    ['refused', [passed, refused]],
    ['broken', [broken, passed]],
  ])('the status of a whole run: %s', async (status, results) => {
    expect(JSON.parse(await reported('json', results)).status).toBe(status)
  })
})

test('dot: one character each, then failures in full', async () => {
  const text = await reported('dot', [passed, failed, broken, refused, skipped])
  expect(text.split('\n')[0]).toBe('.FBRs')
  expect(text).toContain('“client” did not say “Hello”')
  expect(text).toContain('\n1 passed, 1 failed, 1 broken, 1 refused, 1 skipped (0.42 s)\n')
})

test('tap: version, plan, points, and what is special escaped', async () => {
  const text = await reported('tap', [resultOf({ title: 'a # b \\ c' }), failed, skipped])
  const lines = text.split('\n')
  expect(lines.slice(0, 3)).toEqual(['TAP version 14', '1..3', 'ok 1 - scenarios/echo.yaml: a \\# b \\\\ c'])
  expect(lines).toContain('not ok 2 - scenarios/echo.yaml: Echo')
  expect(lines).toContain('  line: 4')
  expect(lines).toContain('  wanted: "“Hello”"')
  expect(lines).toContain('ok 3 - scenarios/echo.yaml: Echo # SKIP the command “redis-server” is not installed')
})

test('junit: failure, error and skipped apart, and nothing that is no XML', async () => {
  const text = await reported('junit', [passed, failed, broken, refused, skipped])
  expect(text).toContain('<testsuites name="scenario" tests="5" failures="1" errors="2" skipped="1" time="0.420">')
  expect(text.match(/<failure /g)).toHaveLength(1)
  expect(text.match(/<error /g)).toHaveLength(2)
  expect(text).toContain('message="port 9000 is taken ]]&gt; &lt;&amp;&quot;" type="port-in-use"')
  expect(text).toContain(']]]]><![CDATA[>')
  // oxlint-disable-next-line no-control-regex -- XML 1.0 has none of these.
  expect(text).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/)
})

describe('github', () => {
  test('annotations at the start of a line, escaped, the most telling first', async () => {
    const text = await reported('github', [broken, failed, passed])
    const [, first, second] = text.split('\n')
    expect(first).toBe(
      '::error file=scenarios/echo.yaml,line=4,col=23,title=Echo%3A expectation-not-met::“client” did not say “Hello”%0Aexpected: “Hello”%0Anearest: Hallo%0Alook: again, and see',
    )
    expect(second).toContain('title=Echo%3A port-in-use')
  })

  test('at most ten', async () => {
    const text = await reported(
      'github',
      Array.from({ length: 30 }, () => failed),
    )
    expect(text.match(/^::error /gm)).toHaveLength(10)
  })

  test('the summary has differences, and stays under a mebibyte', async () => {
    expect(await reported('github-summary', [differing])).toContain('+ | Hallo')
    const long = resultOf({ status: 'failed', failure: { code: 'step-failed', message: 'x'.repeat(100_000) } })
    const text = await reported(
      'github-summary',
      Array.from({ length: 5000 }, () => long),
    )
    expect(Buffer.byteLength(text)).toBeLessThan(1024 * 1024)
    expect(text).toMatch(/\d+ more scenarios are not shown/)
  })
})
