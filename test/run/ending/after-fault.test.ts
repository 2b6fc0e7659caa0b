import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { ActorAfterwards, OutcomeJudge, StepsAfterwards } from '../../../src/model/outcome-judge.ts'
import type { Failure, ScenarioResult } from '../../../src/model/result.ts'
import type { Wires } from '../../../src/model/wires.ts'
import { openWires } from '../../../src/net/wire/hidden/open-wires.ts'
import { home, runText } from '../../scenarios/house.ts'

const crashes = path.join(home, 'test/peers/crashes-on-reset.mjs')
const handlesErrors = path.join(home, 'test/peers/outlives-reset.mjs')

/** A server that is reset in the middle of the conversation, by a step in place of a fault from outside. */
const reset = (program: string, ...more: string[]): string =>
  `scenario: broken
limits: { step: 2s }
actors:
  server: { program: { run: [node, ${program}, "\${free-port.it}"], ready: { port: "\${free-port.it}" } } }
  client: { tcp-client: server }
${more.length > 0 ? '  second: { tcp-client: server }' : ''}
steps:
  - start: server
  - connect: client
  - send: { client: hello }
  - expect: { client: hello }
  - reset: client
  - expect: { client: never }
${more.join('\n')}
`

interface Breaking {
  readonly struck?: boolean
  readonly failure?: Failure
  readonly memory?: NonNullable<OutcomeJudge['memory']>
  readonly wires?: Wires
}

async function broken(text: string, { struck = true, failure, memory, wires }: Breaking = {}) {
  const seen: (readonly ActorAfterwards[])[] = []
  const stood: StepsAfterwards[] = []
  const judge: OutcomeJudge = {
    struck: () => struck,
    ...(memory === undefined ? {} : { memory }),
    failureOf: (actors, steps) => {
      seen.push(actors)
      stood.push(steps)
      return failure
    },
  }
  const result: ScenarioResult = await runText(text, { judge, ...(wires === undefined ? {} : { wires }) })
  return { result, seen, stood }
}

const onFault = ['on-fault:', '  - connect: second', '  - send: { second: again }', '  - expect: { second: again }']

test('the first step that fails behind a fault ends the steps, and those of on-fault follow', async () => {
  const { result, seen } = await broken(reset(handlesErrors, ...onFault))
  expect(result.failure).toBeUndefined()
  expect(result.status).toBe('passed')
  const rows = result.transcript?.rows.map(({ lane, text }) => `${lane} ${text}`) ?? []
  expect(rows).toContain('second again')
  expect(seen).toHaveLength(1)
  const server = seen[0]?.find(({ name }) => name === 'server')
  expect(server?.role).toBe('program')
  expect(server?.exit).toBeUndefined()
})

test('an actor that dies of it is known by its exit and its error', async () => {
  const { result, seen } = await broken(reset(crashes))
  expect(result.status).toBe('passed')
  expect(seen[0]?.find(({ name }) => name === 'server')).toMatchObject({
    exit: { code: 1, expected: false },
    crash: 'Error: read ECONNRESET',
  })
})

test('a step of on-fault that fails fails the scenario', async () => {
  const { result, seen } = await broken(reset(crashes, ...onFault))
  expect(result.failure).toMatchObject({ verb: 'send' })
  expect(seen).toHaveLength(1)
})

test('what an actor has done says more than what a step of on-fault misses for that reason', async () => {
  const failure: Failure = { code: 'unexpected-exit', message: '“server” has crashed', lane: 'server' }
  const { result } = await broken(reset(crashes, ...onFault), { failure })
  expect(result.failure).toMatchObject(failure)
})

test('which step has ended the steps is known, and whom the others would have moved', async () => {
  const text = reset(handlesErrors).replace(
    'never }',
    'never }\n  - send: { client: more }\n  - expect: { client: more }',
  )
  const { stood } = await broken(text)
  expect(stood[0]?.endedAt).toEqual({ line: 13, verb: 'expect' })
  expect([...(stood[0]?.skipped ?? [])]).toEqual(['client'])
})

test('whom a later step would have started anew is known, and whom it would have started is not', async () => {
  const text = reset(handlesErrors, '  - signal: { client: SIGTERM }')
  const steps = (...more: string[]) => text.replace('  - signal: { client: SIGTERM }', more.join('\n'))
  const again = await broken(steps('  - connect: client', '  - connect: second', '  - send: { client: more }'))
  expect([...(again.stood[0]?.skipped ?? [])].sort()).toEqual(['client', 'second'])
  expect([...(again.stood[0]?.restarted ?? [])]).toEqual(['client'])
  const sent = await broken(steps('  - send: { client: more }', '  - connect: client', '  - connect: second'))
  expect([...(sent.stood[0]?.restarted ?? [])]).toEqual([])
})

test('what is judged as wrong is the failure of the scenario, with how all actors are', async () => {
  const failure: Failure = { code: 'unexpected-exit', message: '“server” has crashed', lane: 'server' }
  const { result } = await broken(reset(crashes), { failure })
  expect(result.failure).toMatchObject(failure)
  expect(result.failure?.actors?.map(({ name }) => name)).toContain('client')
})

test('without a fault a step that fails is a failure, and memory is known', async () => {
  const { result } = await broken(reset(handlesErrors), { struck: false })
  expect(result.failure).toMatchObject({ verb: 'expect' })
  const whole = reset(handlesErrors).replace('  - expect: { client: never }\n', '')
  const { result: passed, seen } = await broken(whole, { struck: false })
  expect(passed.failure).toBeUndefined()
  if (process.platform === 'linux')
    expect(seen[0]?.find(({ name }) => name === 'server')?.memory).toBeGreaterThan(1 << 20)
})

// Each of these would take longer than a test may, if its steps waited until their time is over.
describe('a step does not wait for its whole time', () => {
  const slow = (program: string, ...more: string[]): string =>
    reset(program, ...more).replace('limits: { step: 2s }', 'limits: { step: 300s, scenario: 1000s }')

  test('when everything is idle, nor does one of on-fault', async () => {
    const { result, stood } = await broken(slow(handlesErrors))
    expect(result.status).toBe('passed')
    expect(stood[0]?.endedAt).toEqual({ line: 13, verb: 'expect' })
    const vain = [...onFault.slice(0, -1), '  - expect: { second: something else }']
    expect((await broken(slow(handlesErrors, ...vain))).result.failure?.message).toContain('did not say')
  })

  test('when a program has filled its memory, which may never be idle', async () => {
    const ticking = path.join(home, 'test/peers/never-waits-for-drain.mjs')
    const text = slow(ticking)
      .replace('server }', '{ to: server, rows: taken } }')
      .replace('{ client: hello }\n  - reset: client', '{ client: tick }')
    const hole = { actor: 'server', connection: 1, direction: 'down', breaks: { at: 4, what: 'stop' } } as const
    const { wires } = openWires({ faults: [hole] })
    const looks: string[] = []
    const memory = (bytes: ReadonlyMap<string, number>) => {
      looks.push(...bytes.keys())
      return 'full' as const
    }
    const { stood, result } = await broken(text, { memory, wires })
    expect(result.status).toBe('passed')
    expect(stood[0]?.endedAt).toEqual({ line: 11, verb: 'expect' })
    expect(looks).toContain('server')
  })

  test('but what is to be quiet is quiet for as long as it says', async () => {
    const text = slow(handlesErrors, ...onFault, '  - expect: { second: { silence: 300ms } }')
    const { result } = await broken(text)
    expect(result.failure).toBeUndefined()
  })
})
