import { expect, test } from 'vitest'
import { broken, differing, failed, passed, recorded, invalid, reported, skipped } from './results.ts'

test('nothing for what passed', async () => {
  expect(await reported('minimal', [passed, skipped])).toBe('1 passed, 1 skipped\n')
  expect(await reported('minimal', [recorded])).toBe('recorded transcripts/echo.txt\n1 passed\n')
})

test('failures short and without times', async () => {
  expect(await reported('minimal', [failed, broken])).toBe(
    [
      'failed scenarios/echo.yaml:4:23 expectation-not-met: “client” did not say “Hello”',
      '  expected: “Hello” from client',
      '  nearest: Hallo',
      '  received: Hallo, 100%\\x1b[0m',
      '  why: deadline of 5s',
      '  client: connected, silent',
      '  hint: look: again, and see',
      'broken scenarios/echo.yaml:4:23 port-in-use: port 9000 is taken ]]> <&"',
      '1 failed, 1 broken',
      '',
    ].join('\n'),
  )
})

test('every problem of a refused file', async () => {
  expect(await reported('minimal', [invalid])).toBe(
    [
      'invalid scenarios/echo.yaml:4:23 unknown-actor: there is no actor “cliend”',
      '  hint: did you mean “client”?',
      'invalid scenarios/echo.yaml:4:23 never-started: “server” is never started',
      '1 invalid',
      '',
    ].join('\n'),
  )
})

test('of a difference only the lines that differ', async () => {
  expect(await reported('minimal', [differing])).toBe(
    [
      'failed scenarios/echo.yaml transcript-differs: the conversation differs from transcripts/echo.txt',
      '  - client | Hello',
      '  + client | Hallo',
      '  hint: “scenario accept scenarios/echo.yaml” takes the new one',
      '1 failed',
      '',
    ].join('\n'),
  )
})
