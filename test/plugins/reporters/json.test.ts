import { describe, expect, test } from 'vitest'
import { broken, failed, passed, invalid, reported, skipped } from './results.ts'

describe('json', () => {
  test('one document as the conventions have it', async () => {
    const document = JSON.parse(await reported('json', [passed, failed, invalid, skipped]))
    expect(document).toMatchObject({
      version: 1,
      status: 'failed',
      duration: 420,
      exitCode: 1,
      counts: { passed: 1, failed: 1, invalid: 1, skipped: 1 },
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
      received: ['Hallo, 100%\\x1b[0m'],
      nearest: 'Hallo',
      why: 'deadline of 5s',
      actors: [{ name: 'client', state: 'connected, silent for 4.8 s' }],
    })
    expect(third).toMatchObject({
      status: 'invalid',
      problem: { code: 'unknown-actor', line: 4 },
      problems: [{ code: 'unknown-actor' }, { code: 'never-started' }],
    })
    expect(fourth).toMatchObject({ status: 'skipped', skipped: 'the command “redis-server” is not installed' })
  })

  test.each([
    ['passed', [passed]],
    ['invalid', [passed, invalid]],
    ['broken', [broken, passed]],
  ])('the status of a whole run: %s', async (status, results) => {
    expect(JSON.parse(await reported('json', results)).status).toBe(status)
  })
})
