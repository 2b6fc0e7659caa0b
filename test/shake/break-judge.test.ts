import { describe, expect, test } from 'vitest'
import type { ActorAfterwards } from '../../src/model/outcome-judge.ts'
import type { BreakKind } from '../../src/model/shake.ts'
import { becameOf, BreakJudge, Observer, type Afterwards } from '../../src/shake/break-judge.ts'
import type { RunWires } from '../../src/shake/options.ts'

const megabyte = 1 << 20

const wires = (serves = true): RunWires => ({
  host: {},
  streams: () => [],
  notLed: () => [],
  struck: () => true,
  serves: (actor) => serves && actor === 'server',
})

const program = (name: string, more: Partial<ActorAfterwards> = {}): ActorAfterwards => ({
  name,
  role: 'program',
  state: 'running',
  ...more,
})

const server = program('server', { memory: 40 * megabyte })
const ended = program('client', { exit: { code: 0, expected: true } })

interface Case {
  readonly what?: BreakKind
  readonly direction?: 'up' | 'down'
  readonly control?: readonly ActorAfterwards[]
  readonly skipped?: readonly string[]
  readonly restarted?: readonly string[]
  readonly serves?: boolean
}

function judged(
  actors: readonly ActorAfterwards[],
  { what = 'reset', direction = 'up', control, skipped = [], restarted = [], serves }: Case = {},
) {
  const observer = new Observer(wires())
  observer.failureOf(control ?? [server, ended], { skipped: new Set(), restarted: new Set() })
  const stream = { actor: 'server', connection: 1, direction }
  const expected = { control: observer.afterwards, what, stream }
  const judge = new BreakJudge(wires(serves), expected)
  const failure = judge.failureOf(actors, { skipped: new Set(skipped), restarted: new Set(restarted) })
  return { message: failure?.message, lane: failure?.lane, became: becameOf(judge.afterwards, expected) }
}

describe('what is wrong with an actor', () => {
  test('nothing where all run on or have ended', () => {
    expect(judged([server, ended])).toEqual({
      message: undefined,
      lane: undefined,
      became: { server: 'running', client: 'exited 0' },
    })
  })

  test('a crash, also of a client', () => {
    const crash = 'Error: read ECONNRESET'
    const exit = { code: 1, expected: false }
    expect(judged([program('server', { exit, crash }), ended])).toMatchObject({
      message: '“server” has crashed: Error: read ECONNRESET',
      lane: 'server',
      became: { server: 'crashed: Error: read ECONNRESET' },
    })
    expect(judged([server, program('client', { exit, crash })]).lane).toBe('client')
  })

  test('death by a signal', () => {
    const killed = program('client', { exit: { signal: 'SIGSEGV', expected: false } })
    expect(judged([server, killed])).toMatchObject({
      message: '“client” has been killed by SIGSEGV',
      became: { client: 'killed by SIGSEGV' },
    })
  })

  test('a client that gives up by its exit has answered, and a server that leaves has not', () => {
    const exit = { code: 1, expected: false }
    expect(judged([server, program('client', { exit })])).toMatchObject({
      message: undefined,
      became: { client: 'exited 1' },
    })
    expect(judged([program('server', { exit }), ended]).message).toBe('“server” has exited 1')
  })

  test('a server that ends by itself may, and one that a later step would end may not', () => {
    const exit = { code: 0, expected: false }
    const control = [program('server', { exit: { code: 0, expected: true } }), ended]
    expect(judged([program('server', { exit }), ended], { control }).message).toBeUndefined()
    expect(judged([program('server', { exit }), ended], { control, skipped: ['server'] }).message).toBe(
      '“server” has exited 0',
    )
    // A later step would only have started it anew.
    const restarted = { control, skipped: ['server'], restarted: ['server'] }
    expect(judged([program('server', { exit }), ended], restarted).message).toBeUndefined()
    // A step has expected it.
    expect(judged([program('server', { exit: { code: 3, expected: true } }), ended]).message).toBeUndefined()
  })

  test('a server that listens no more', () => {
    expect(judged([server, ended], { serves: false }).message).toBe('“server” does not listen any more')
  })

  test('memory that grows', () => {
    const full = { ...server, memory: 80 * megabyte }
    const stopped = { what: 'stop', direction: 'down' } as const
    expect(judged([full, ended], stopped).message).toBe('“server” fills its memory: 80 MB instead of 40 MB')
    expect(judged([{ ...server, memory: 71 * megabyte }, ended], stopped).message).toBeUndefined()
    // What it sends is read.
    expect(judged([full, ended], { what: 'stop', direction: 'up' }).message).toBeUndefined()
  })

  test('a client that hangs', () => {
    const hanging = program('client')
    expect(judged([server, hanging])).toMatchObject({
      message: '“client” does not end, and waits for nothing that could come',
      became: { client: 'hangs' },
    })
    // The server would have received something.
    expect(judged([server, hanging], { skipped: ['server'] }).lane).toBe('client')
    // It or somebody else would have received something.
    expect(judged([server, hanging], { skipped: ['client'] }).message).toBeUndefined()
    expect(judged([server, { ...hanging, state: 'running, waits for input' }]).message).toBeUndefined()
    // Nothing has said that the connection is over.
    expect(judged([server, hanging], { what: 'stop' }).message).toBeUndefined()
  })
})

test('what only comes later excuses no step', () => {
  const stream = { actor: 'server', connection: 1, direction: 'up' as const }
  const control: Afterwards = { actors: [], steps: { skipped: new Set(), restarted: new Set() } }
  expect(new BreakJudge(wires(), { control, what: 'latency', stream }).struck()).toBe(false)
  expect(new BreakJudge(wires(), { control, what: 'stop', stream }).struck()).toBe(true)
})

test('actors of ours say how they are, without the ports of a run', () => {
  const client = { name: 'client', role: 'client' as const, state: 'connected to localhost:25960' }
  expect(judged([server, client]).became).toEqual({ server: 'running', client: 'connected' })
})
