import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { CrashRow } from '../../src/model/shake.ts'
import { readPlan } from '../../src/shake/flags.ts'
import type { ShakeOptions } from '../../src/shake/options.ts'
import { throughWires } from '../../src/shake/runner.ts'
import { home } from '../scenarios/house.ts'
import { folderWith } from '../suite/temporary.ts'
import { shaken } from './shaken.ts'

const peer = (name: string): string => path.join(home, 'test/peers', `${name}.mjs`)

const echoed = (program: string, ...more: string[]): string => `scenario: echoed
actors:
  server: { program: { run: [node, ${peer(program)}, "\${free-port.it}"], ready: { port: "\${free-port.it}" } } }
  client: { tcp-client: server }
${more.length === 0 ? '' : '  second: { tcp-client: server }\n'}steps:
  - start: server
  - connect: client
  - send: { client: hello }
  - expect: { client: hello }
  - exit: client
${more.join('\n')}
`

async function broken(text: string, shaking: Partial<ShakeOptions>) {
  const { result } = await shaken(folderWith({ 'scenarios/echoed.yaml': text }), shaking)
  return { result, rows: result.shaken?.crashes?.rows ?? [] }
}

const placesOf = (rows: readonly CrashRow[]): string[] =>
  rows.map(({ what, stream, at, became }) => `${what} ${stream} ${at.join()}: ${Object.values(became).join(', ')}`)

const planOf = (text: string): Partial<ShakeOptions> => {
  const read = readPlan({ break: [text] })
  return 'plan' in read && read.plan !== undefined ? { plan: read.plan } : {}
}

describe('a scenario whose connections break', () => {
  test('a server without a handler of errors crashes wherever it is reset, and a run of it can be repeated', async () => {
    const { result, rows } = await broken(echoed('crashes-on-reset'), { faults: ['reset'] })
    expect(result.failure).toMatchObject({
      code: 'fails-when-broken',
      message: 'fails when the connection is reset after byte 0 of 6 of what “server” receives: “│hello\\n”',
      why: '“server” has crashed: Error: read ECONNRESET',
      lane: 'server',
      hint: "“scenario shake scenarios/echoed.yaml --break 'server#1 up 0 reset'” repeats it, and with --write NAME writes it as a scenario",
    })
    expect(result.status).toBe('failed')
    expect(result.shaken).toMatchObject({ runs: 7, found: 1, crashes: { actors: ['server', 'client'] } })
    expect(rows.flatMap(({ runs }) => runs)).toEqual([1, 2, 3, 4, 5, 6, 7])
    expect(rows.every(({ became }) => became['server'] === 'crashed: Error: read ECONNRESET')).toBe(true)
    expect(rows[0]).toMatchObject({
      what: 'reset',
      at: [0, 3, 6],
      excerpt: '“│hel│lo\\n│”',
      endedAt: { verb: 'expect' },
    })

    const again = await broken(echoed('crashes-on-reset'), planOf('server#1 up 0 reset'))
    expect(again.result.failure?.message).toBe(result.failure?.message)
  })

  test('a server that handles errors passes, and equal runs are one row', async () => {
    const { result, rows } = await broken(echoed('outlives-reset'), { faults: ['reset', 'half-close'] })
    expect(result.failure).toBeUndefined()
    expect(result.status).toBe('passed')
    expect(result.shaken?.found).toBeUndefined()
    expect(placesOf(rows)).toEqual([
      'reset server#1 up 0,3,6: running, RST received',
      'reset server#1 down 1,3: running, RST received',
      'reset server#1 down 5,6: running, RST received',
      'half-close server#1 up 0,3: running, closed (FIN received)',
      'half-close server#1 up 6: running, closed (FIN received)',
      'half-close server#1 down 0,1,3: running, closed (FIN received)',
      'half-close server#1 down 5,6: running, closed (FIN received)',
    ])
  })

  test('what is only late changes nothing', async () => {
    const { result, rows } = await broken(echoed('outlives-reset'), planOf('server#1 down 3 latency'))
    expect(result.failure).toBeUndefined()
    expect(placesOf(rows)).toEqual(['latency server#1 down 3: running, closed (FIN received)'])
  })

  test('an interruption leaves what became of actors before', async () => {
    const stop = new AbortController()
    let runs = 0
    const { result } = await shaken(
      folderWith({ 'scenarios/echoed.yaml': echoed('outlives-reset') }),
      { faults: ['reset'], jobs: 1 },
      (plan, how) => {
        runs += 1
        if (runs === 4) setImmediate(() => stop.abort())
        return throughWires(plan, how)
      },
      stop.signal,
    )
    expect(result.failure?.code).toBe('interrupted')
    expect(placesOf(result.shaken?.crashes?.rows ?? [])).toEqual(['reset server#1 up 0,3: running, RST received'])
  })

  test('a step of on-fault that fails is a finding', async () => {
    const more = ['on-fault:', '  - connect: second', '  - send: { second: more }', '  - expect: { second: less }']
    const { result } = await broken(echoed('outlives-reset', ...more), planOf('server#1 up 6 reset'))
    expect(result.failure?.code).toBe('fails-when-broken')
    expect(result.failure?.why).toContain('“second” did not say “less”')
  })

  test('a client that waits for ever is a finding', async () => {
    const text = `scenario: asked
actors:
  server: { tcp-server: }
  client: { program: [node, ${peer('hangs-on-reset')}, "\${server.port}"] }
steps:
  - start: [server, client]
  - expect: { server: hello }
  - send: { server: hi }
  - expect: { client: { exit: 0 } }
`
    const { result, rows } = await broken(text, planOf('server#1 up 6 reset'))
    expect(result.failure?.why).toBe('“client” does not end, and waits for nothing that could come')
    expect(rows[0]?.became['client']).toBe('hangs')
  })

  test('a server that fills its memory for a reader that has stopped is a finding', async () => {
    const text = echoed('never-waits-for-drain').replace('expect: { client: hello }', 'expect: { client: tick tick }')
    const { result } = await broken(
      text.replace('tcp-client: server }', 'tcp-client: { to: server, rows: taken } }'),
      planOf('server#1 down 4 stop'),
    )
    expect(result.failure?.why).toMatch(/^“server” fills its memory: \d+ MB instead of \d+ MB$/)
  })
})
