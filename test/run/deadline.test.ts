import { spawn } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { timeGranted } from '../../src/run/deadline.ts'
import { ownChildren, ownRunDelay, runDelays } from '../../src/kernel/run-delay.ts'
import { rowsOf, runText } from '../scenarios/house.ts'

/** A server program that does this with whoever connects; `tick` calls again and again until that answers true, or the socket ends. */
const server = (doing: string) =>
  `{ program: { run: [node, -e, "require('net').createServer((c) => { const tick = (f) => { const t = setInterval(() => f() === true && clearInterval(t), 10); c.on('close', () => clearInterval(t)) }; c.on('error', () => {}); ${doing} }).listen(0, '127.0.0.1', function () { console.log('port', this.address().port) })"], ready: '/port (?<port>\\d+)/' } }`

const scenario = (doing: string, steps: string, limits = '{ step: 300ms }') => `scenario: deadlines
limits: ${limits}
actors:
  server: ${server(doing)}
  client: { tcp-client: server }
steps:
  - start: server
    within: 10s
  - connect: client
    within: 10s
${steps}`

/** So many single bytes, one after another, far past the limit of the step; then the end of the line. */
const dribble = "let n = 0; tick(() => (c.write(++n < 80 ? 'x' : '!\\\\n'), n === 80))"

describe('while a part of what is awaited still comes, a deadline is not over', () => {
  test.each([
    ['a line', `  - expect: { client: /!$/ }\n`],
    ['a line, with a deadline of its own', `  - expect: { client: /!$/ }\n    within: 200ms\n`],
    ['bytes', `  - expect: { client: { take: 80 } }\n    within: 200ms\n`],
    ['one of several', `  - expect: { client: { one-of: [{ take: 80 }, never] } }\n    within: 200ms\n`],
    ['lines', `  - expect: { client: { lines: 1 } }\n    within: 200ms\n`],
  ])('%s', async (_name, steps) => {
    const result = await runText(scenario(dribble, steps))
    expect(result.failure?.message).toBeUndefined()
  })
  test('expectations of a list that are met one by one', async () => {
    const list = Array.from({ length: 60 }, (_, index) => index + 1).join(', ')
    const result = await runText(
      scenario(
        "let n = 0; tick(() => (c.write(++n + '\\\\n'), n === 60))",
        `  - expect: { client: [${list}] }\n    within: 200ms\n`,
      ),
    )
    expect(result.failure?.message).toBeUndefined()
    expect(rowsOf(result)).toContain('client | 60')
  })
})

const ticker = "tick(() => void c.write('tick\\\\n'))"

test('lines that an expectation has rejected do not hold up a deadline of its own', async () => {
  const result = await runText(
    scenario(ticker, `  - expect: { client: never }\n    within: 100ms\n`, '{ step: 5s, scenario: 50s }'),
  )
  expect(result.failure).toMatchObject({
    code: 'expectation-not-met',
    why: expect.stringMatching(/^it did not come within 100ms/),
  })
})

test('without one they do, until the scenario is over, which says what still moved', async () => {
  const result = await runText(scenario(ticker, `  - expect: { client: never }\n`, '{ step: 200ms, scenario: 3s }'))
  expect(result.failure).toMatchObject({
    code: 'scenario-timeout',
    why: expect.stringMatching(/^it had not come when the time was over; .*(still receiving|processor|too busy)$/),
  })
})

test('silence is over in time', async () => {
  const result = await runText(scenario('', `  - expect: { client: never }\n`))
  expect(result.failure).toMatchObject({ code: 'expectation-not-met' })
})

test('a verb that waits goes on while bytes of ours leave', async () => {
  const slow = 'c.pause(); tick(() => { c.resume(); setImmediate(() => c.pause()) })'
  const result = await runText(
    scenario(
      slow,
      `  - send: { client: { text: "a line of a long letter\\n", times: 600000 } }\n  - close: client\n`,
      '{ step: 150ms, scenario: 50s }',
    ),
  )
  expect(result.failure?.message).toBeUndefined()
})

test.runIf(ownRunDelay() > 0)('how long a thread has waited for a processor is known, and never becomes less', () => {
  const before = runDelays([process.pid])
  for (let spin = 0; spin < 1e6; spin++) Math.sqrt(spin)
  const after = runDelays([process.pid])
  expect(before.size).toBeGreaterThan(0)
  for (const [thread, delay] of before) expect(after.get(thread) ?? delay).toBeGreaterThanOrEqual(delay)
  expect(runDelays([2 ** 22 + 1]).size).toBe(0)
})

test.runIf(ownRunDelay() > 0)('a program that was just started is known before it is an actor', async () => {
  const child = spawn('sleep', ['1000'], { stdio: 'ignore' })
  try {
    expect(ownChildren()).toContain(child.pid)
  } finally {
    child.kill('SIGKILL')
    await new Promise((resolve) => child.once('exit', resolve))
  }
  expect(ownChildren()).not.toContain(child.pid)
})

test('a failure says what more time a step was given, and why', () => {
  const moving = '“server” was waiting for a processor'
  expect(timeGranted({ granted: 1240, moving })).toBe(', nor in 1.2s more: “server” was waiting for a processor')
  expect(timeGranted({ granted: 20, moving })).toBe('')
  expect(timeGranted({ granted: 0, moving: undefined })).toBe('')
})
