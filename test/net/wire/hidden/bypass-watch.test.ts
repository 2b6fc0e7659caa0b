import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openWires } from '../../../../src/net/wire/hidden/open-wires.ts'
import { failurePrinted, runText } from '../../../scenarios/house.ts'

/** Answers each piece, and prints its port when it listens. */
const server = `
    import { createServer } from 'node:net'
    createServer((socket) => {
      socket.on('error', () => {})
      socket.on('data', (bytes) => socket.write('got ' + bytes))
      socket.on('end', () => socket.end())
    }).listen(process.argv[2], () => console.log('up'))`

/** Connects until somebody listens, asks, and leaves when it has its answer. */
const client = `
    import { connect } from 'node:net'
    const to = process.argv[2]
    const ask = () => {
      const socket = connect(/^\\d+$/.test(to) ? { port: Number(to), host: '127.0.0.1' } : { path: to })
      socket.on('error', () => setTimeout(ask, 5))
      socket.on('connect', () => socket.write('hello\\n'))
      socket.on('data', (bytes) => (console.log(String(bytes).trim()), socket.end()))
    }
    ask()`

const resets = `
    import { connect } from 'node:net'
    const socket = connect({ port: Number(process.argv[2]), host: '127.0.0.1' }, () => {
      socket.resetAndDestroy()
      console.log('done')
    })`

const toItself = `
    import { connect, createServer } from 'node:net'
    createServer((socket) => socket.write('hello\\n')).listen(process.argv[2], '127.0.0.1', () => {
      connect(process.argv[2], '127.0.0.1').on('data', (bytes) => console.log(String(bytes).trim()))
    })`

const files = { server, client, resets, toItself }

const program = (file: keyof typeof files, to: string, more = ''): string =>
  `{ program: { run: [node, "\${tmp}/${file}.mjs", "${to}"]${more} } }`

const scenarioOf = (actors: Readonly<Record<string, string>>, ...steps: string[]): string =>
  `scenario: around wires\nfiles:\n${Object.entries(files)
    .map(([name, text]) => `  ${name}.mjs: |${text}\n`)
    .join('')}actors:\n${Object.entries(actors)
    .map(([name, options]) => `  ${name}: ${options}\n`)
    .join('')}steps:\n${steps.map((step) => `  - ${step}\n`).join('')}`

async function watched(text: string): Promise<readonly string[]> {
  const { wires, notLed } = openWires({ faults: [] }, { watched: true })
  const result = await runText(text, { wires })
  expect(failurePrinted(result)).toBe('')
  return notLed().map(({ message, hint }) => `${message}; ${hint}`)
}

/** A port that nobody listens at. */
async function freePort(): Promise<number> {
  const taken = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => taken.once('listening', resolve))
  const { port } = taken.address() as AddressInfo
  await new Promise((resolve) => taken.close(resolve))
  return port
}

const up = 'expect: { server: up }'
const answered = 'expect: { client: [got hello, { exit: 0 }] }'

describe('what does not go through a wire is said:', () => {
  test('the port of a program in the arguments of another', async () => {
    const port = String(await freePort())
    const actors = { server: program('server', port), client: program('client', port) }
    expect(await watched(scenarioOf(actors, 'start: server', up, 'start: client', answered))).toEqual([
      `what “client” and “server” send each other is not shaken: “client” has the port ${port} written in its options; write \${server.port} for its port, and start “server” before “client”`,
    ])
  })

  test('the port of a server of the scenario in the arguments of a program', async () => {
    const port = String(await freePort())
    const actors = {
      server: `{ tcp-server: { port: ${port}, rules: [{ when: hello, reply: got hello }] } }`,
      client: program('client', port),
    }
    const steps = ['start: server', 'start: client', 'expect: { server: { event: connection } }', answered]
    expect(await watched(scenarioOf(actors, ...steps))).toEqual([
      expect.stringContaining(`“client” has the port ${port} written in its options`),
    ])
  })

  test('a client that was started before the server', async () => {
    const actors = { server: program('server', '${free-port.it}'), client: program('client', '${free-port.it}') }
    expect(await watched(scenarioOf(actors, 'start: client', 'start: server', up, answered))).toEqual([
      'what “client” and “server” send each other is not shaken: “client” was started before “server” listened; start “server” before “client”, and write ${server.port} for its port',
    ])
  })

  test('a client that was started before the server of a Unix socket', async () => {
    const actors = { server: program('server', '${tmp}/s.sock'), client: program('client', '${tmp}/s.sock') }
    expect(await watched(scenarioOf(actors, 'start: client', 'start: server', up, answered))).toEqual([
      'nothing of “server” is shaken: nobody has connected to it through a wire; if somebody has connected, start “server” before',
    ])
  })

  test('a client that was connected to a Unix socket before a wire stood there', async () => {
    const actors = {
      server: '{ tcp-server: { path: "${tmp}/s.sock", rules: [{ when: hello, reply: got hello }] } }',
      client: program('client', '${tmp}/s.sock'),
      later: '{ tcp-client: server }',
    }
    const both = 'expect: { server: [{ event: connection }, { event: connection }] }'
    const steps = ['start: client', 'start: server', answered, 'connect: later', 'exit: later', both]
    expect(await watched(scenarioOf(actors, ...steps))).toEqual([
      'a connection to “server” is not shaken: it was made before a wire stood at its path; start “server” before those that connect',
    ])
  })

  test('a connection that is reset at once, beside one that goes through a wire', async () => {
    const port = String(await freePort())
    const actors = {
      server: program('server', port, `, ready: { port: ${port} }`),
      client: program('resets', port),
      good: '{ tcp-client: server }',
    }
    const steps = ['start: server', up, 'start: client', 'expect: { client: [done, { exit: 0 }] }']
    expect(await watched(scenarioOf(actors, ...steps, 'connect: good', 'exit: good'))).toEqual([
      expect.stringContaining(`“client” has the port ${port} written in its options`),
    ])
  })

  test('connections to who is no actor', async () => {
    const other = createServer((socket) =>
      socket.on('error', () => {}).on('data', (data) => socket.write(`got ${data}`)),
    )
    onTestFinished(() => void other.close())
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as AddressInfo
    const actors = { client: program('client', String(port)), own: `{ tcp-client: { port: ${port} } }` }
    const steps = ['start: client', answered, 'connect: own', 'send: { own: hi }', 'expect: { own: got hi }']
    const found = await watched(scenarioOf(actors, ...steps, 'exit: own'))
    expect([...found].sort()).toEqual(
      ['client', 'own'].map(
        (name) =>
          `what “${name}” and 127.0.0.1:${port} send each other is not shaken: no actor of the scenario listens there; put a proxy in between: an actor { proxy: { host: …, port: … } } to which “${name}” connects`,
      ),
    )
  })

  test('datagrams, also of a proxy', async () => {
    const actors = {
      server: '{ udp: { rules: [{ when: one, reply: two }] } }',
      wire: '{ proxy: server }',
      client: '{ udp: wire }',
    }
    const steps = ['start: [server, wire]', 'connect: client', 'send: { client: one }', 'expect: { client: two }']
    expect(await watched(scenarioOf(actors, ...steps))).toEqual([
      'the datagrams of “server”, “wire” and “client” are not shaken: wires pass on only connections; put a proxy in between, whose faults lose, repeat and reorder datagrams',
    ])
  })
})

describe('nothing is said of', () => {
  test.each([
    ['a port from a wire', '${free-port.it}', '${free-port.it}'],
    ['a fact of a server', '${free-port.it}', '${server.port}'],
    ['a Unix socket', '${tmp}/s.sock', '${tmp}/s.sock'],
  ])('%s', async (_, listens, to) => {
    const ready = listens.includes('port') ? `, ready: { port: "${listens}" }` : ''
    const actors = { server: program('server', listens, ready), client: program('client', to) }
    expect(await watched(scenarioOf(actors, 'start: server', up, 'start: client', answered))).toEqual([])
  })

  test('connections of the run before, which the kernel still remembers', async () => {
    const port = String(await freePort())
    const actors = {
      server: program('server', port, `, ready: { port: ${port} }`),
      client: program('client', '${server.port}'),
    }
    const text = scenarioOf(actors, 'start: server', up, 'start: client', answered)
    expect(failurePrinted(await runText(text, {}))).toBe('')
    expect(await watched(text)).toEqual([])
  })

  test('a program that connects to itself and to which others connect', async () => {
    const actors = {
      server: program('toItself', '${free-port.it}', ', ready: { port: "${free-port.it}" }'),
      client: '{ tcp-client: server }',
    }
    const steps = ['start: server', 'expect: { server: hello }', 'connect: client', 'expect: { client: hello }']
    expect(await watched(scenarioOf(actors, ...steps, 'exit: client'))).toEqual([])
  })
})
