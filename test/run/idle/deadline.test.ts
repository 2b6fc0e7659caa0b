import { execa } from 'execa'
import { describe, expect, test, vi } from 'vitest'
import { startDeadline, timeGranted } from '../../../src/run/idle/deadline.ts'
import type { RunLane } from '../../../src/run/lane/lane.ts'
import { owed } from '../../../src/run/idle/lost-time.ts'
import { movement } from '../../../src/run/idle/movement.ts'
import { isReady, ownChildren, ownRunDelay, runDelays, waitedBetween } from '../../../src/kernel/run-delay.ts'
import type { RunContext } from '../../../src/run/context/run-context.ts'
import { rowsOf, runText } from '../../scenarios/house.ts'

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
    why: expect.stringMatching(
      /^it had not come when the time was over; .*(still receiving|processor|machine was busy)$/,
    ),
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

test.runIf(ownRunDelay())('how long a thread has waited for a processor is known, and never becomes less', () => {
  const before = runDelays([process.pid])
  for (let spin = 0; spin < 1e6; spin++) Math.sqrt(spin)
  const after = runDelays([process.pid])
  expect(before.size).toBeGreaterThan(0)
  for (const [thread, delay] of before)
    expect(after.get(thread)?.waited ?? delay.waited).toBeGreaterThanOrEqual(delay.waited)
  expect(runDelays([2 ** 22 + 1]).size).toBe(0)
})

test('a thread that is ready and has not run waits all the time, though the kernel has not added it yet', () => {
  const look = { waited: 3, ran: '700 5' }
  expect(waitedBetween(look, look, 20, () => true)).toBe(20)
  expect(waitedBetween(look, look, 20, () => false)).toBe(0)
  expect(waitedBetween(look, { waited: 11, ran: '900 6' }, 20, () => true)).toBe(8)
})

test.runIf(ownRunDelay())('a thread that runs is ready, and one that sleeps is not', async () => {
  const { pid } = process
  expect(isReady(`${pid}/task/${pid}`)).toBe(true)
  const child = execa('sh', ['-c', 'kill -STOP $$'], { stdio: 'ignore', reject: false })
  const task = `${child.pid}/task/${child.pid}`
  await vi.waitFor(() => expect(isReady(task)).toBe(false))
  child.kill('SIGKILL')
  await child
  expect(isReady(task)).toBe(false)
})

test('a step is given what it has lost, and ten times its limit at the most', () => {
  expect(owed(200, 150, 0, 0)).toBe(150)
  expect(owed(200, 150, 40, 0)).toBe(110)
  expect(owed(200, 0, 40, 150)).toBeLessThan(0)
  expect(owed(200, 1e6, 0, 1700)).toBe(100)
})

test('what comes while a deadline looks for who is starved has still moved', async () => {
  const lane = { name: 'client', lastReceived: 0 } as RunLane
  const context = {
    host: {},
    clock: { micros: () => 1000 * performance.now() },
    touched: new Set([lane]),
    actors: new Map(),
    stepBegan: 0,
    progressed: 0,
    granted: 0,
    // A step is given no more when it was given nine times its limit.
    starvation: { asked: 0, given: 1800 },
  } as unknown as RunContext
  // So late that it is looked at.
  const overdue = { limit: 200, elapsed: 2000, lateness: 50, strict: false }
  const looking = movement(context, overdue)
  setImmediate(() => (lane.lastReceived = Number.POSITIVE_INFINITY))
  expect(await looking).toEqual({ words: '“client” was still receiving', more: 50 })
  lane.lastReceived = 1
  expect(await movement(context, overdue)).toBeUndefined()
})

test.runIf(ownRunDelay())('a program that was just started is known before it is an actor', async () => {
  const child = execa('sleep', ['1000'], { stdio: 'ignore', reject: false })
  try {
    expect(ownChildren()).toContain(child.pid)
  } finally {
    child.kill('SIGKILL')
    await child
  }
  expect(ownChildren()).not.toContain(child.pid)
})

test('an error while a deadline is decided ends the run', async () => {
  const stopped = await new Promise<RunContext>((resolve) => {
    const context = {
      clock: { micros: () => 0 },
      deadlines: {
        startAt: (_: number, ring: () => void) => {
          setImmediate(ring)
          return { due: 0 }
        },
      },
      scenario: { limits: {} },
      actors: new Map(),
      rounds: [],
      listeners: new Set(),
      stopping: new Set([() => resolve(context)]),
    } as unknown as RunContext
    const look = (): boolean => {
      throw new Error('boom')
    }
    startDeadline(context, 1, { look, late: () => {} })
  })
  expect(stopped.stopped).toMatchObject({ code: 'internal-error', message: expect.stringContaining('boom') })
})

test('a failure says what more time a step was given, and why', () => {
  const moving = '“server” was waiting for a processor'
  expect(timeGranted({ granted: 1240, moving })).toBe(
    ' (waited 1.2s longer, because “server” was waiting for a processor)',
  )
  expect(timeGranted({ granted: 20, moving })).toBe('')
  expect(timeGranted({ granted: 0, moving: undefined })).toBe('')
})
