import { createServer, type AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { PlannedFault } from '../../../../src/model/shake.ts'
import { giveBackPort, isPortTaken, takePort } from '../../../../src/kernel/taken-ports.ts'
import { openWires } from '../../../../src/net/wire/hidden/open-wires.ts'
import { LedEnds } from '../../../../src/net/wire/hidden/ends.ts'
import { Relay } from '../../../../src/net/wire/hidden/relay.ts'
import { drawFreePort } from '../../../../src/run/context/free-ports.ts'
import { failurePrinted, rowsOf, runText } from '../../../scenarios/house.ts'

/** Answers each line, and is closed by `quit`. */
const echo = `
    import { createServer } from 'node:net'
    import { createInterface } from 'node:readline'
    const [where = '0', host = '127.0.0.1'] = process.argv.slice(2)
    const server = createServer((socket) => {
      socket.on('error', () => {})
      createInterface({ input: socket }).on('line', (line) => {
        console.log('got', line)
        socket.write('echo: ' + line + '\\n')
        if (line !== 'quit') return
        socket.end()
        server.close()
      })
    })
    const ready = () => console.log('ready on', server.address().port ?? server.address())
    if (/^\\d+$/.test(where)) server.listen(Number(where), host, ready)
    else server.listen(where, ready)`

/** Sends a line and prints what comes. */
const caller = `
    import { connect } from 'node:net'
    import { createInterface } from 'node:readline'
    const socket = connect(/^\\d+$/.test(process.argv[2]) ? Number(process.argv[2]) : process.argv[2], () => socket.write('hello\\n'))
    socket.on('end', () => console.log('over'))
    createInterface({ input: socket }).on('line', (line) => {
      console.log(line)
      socket.end()
    })`

/** Tells its client by which ports they know each other. */
const ports = `
    import { createServer } from 'node:net'
    createServer((socket) => {
      socket.on('error', () => {})
      console.log('client', socket.remotePort)
      socket.end('you are ' + socket.remotePort + ', I am ' + socket.localPort + '\\n')
    }).listen(0, '127.0.0.1', function () { console.log('ready on', this.address().port) })`

const server = (where: string, more = '') =>
  `{ program: { run: "node \${tmp}/echo.mjs ${where}", ready: '/ready on (?<port>\\d+)/'${more} } }`
const serverAt = (place: string) =>
  `{ program: { run: "node \${tmp}/echo.mjs \${free-port.x}", ready: { port: "\${free-port.x}" } } }`.replaceAll(
    '${free-port.x}',
    place,
  )

interface Product {
  readonly actors: Readonly<Record<string, string>>
  readonly steps: readonly string[]
  /** Connections that are led through wires. */
  readonly led: number
}

const quits = (client: string) => [
  `connect: ${client}`,
  `send: { ${client}: quit }`,
  `expect: { ${client}: ["echo: quit", { event: end }], server: { exit: 0 } }`,
]

const products: Readonly<Record<string, Product>> = {
  telnet: {
    actors: { server: 'echo-server', client: '{ telnet: server }' },
    steps: ['start: server', 'connect: client', 'send: { client: hällo }', 'expect: { client: hällo }', 'exit: client'],
    led: 1,
  },
  'a server on a terminal': {
    actors: { server: server('0', ', pty: true'), client: '{ tcp-client: server }' },
    steps: ['start: server', ...quits('client')],
    led: 1,
  },
  'a client on a terminal': {
    actors: {
      server: server('0'),
      client: '{ program: { run: "node ${tmp}/caller.mjs ${server.port}", pty: true } }',
    },
    steps: ['start: server', 'start: client', 'expect: { client: ["echo: hello", over, { exit: 0 }] }'],
    led: 1,
  },
  'no more connections than maxConnections': {
    actors: {
      server: '{ tcp-server: { maxConnections: 1 } }',
      a: '{ tcp-client: server }',
      b: '{ tcp-client: server }',
    },
    steps: [
      'start: server',
      'connect: a',
      'connect: b',
      'expect: { b: { event: end }, server: { event: drop } }',
      'send: { a: still here }',
      'expect: { server#a: still here }',
      'check: { server: { connections: 1 } }',
      'exit: a',
    ],
    led: 2,
  },
  'a backlog of one': {
    actors: { server: '{ tcp-server: { backlog: 1 } }', crowd: '{ tcp-client: { to: server, count: 8 } }' },
    steps: [
      'start: server',
      'connect: crowd',
      'send: { crowd: hi }',
      'expect: { server#1: hi, server#8: hi }',
      'exit: crowd',
    ],
    led: 8,
  },
  'a group of clients': {
    actors: { server: server('0', ', rows: sorted'), crowd: '{ tcp-client: { to: server, count: 6 } }' },
    steps: ['start: server', 'connect: crowd', 'send: { crowd: hi }', 'expect: { crowd: "echo: hi" }', 'exit: crowd'],
    led: 6,
  },
  'a group of servers': {
    actors: { server: server('0', ', count: 3'), client: '{ tcp-client: { port: "${server#2.port}" } }' },
    steps: [
      'start: server',
      'connect: client',
      'send: { client: hi }',
      'expect: { client: "echo: hi", server#2: got hi }',
      'exit: client',
    ],
    led: 1,
  },
  'a server that is closed and listens again at its port': {
    actors: {
      server: '{ tcp-server: { port: "${free-port.x}" } }',
      a: '{ tcp-client: server }',
      b: '{ tcp-client: { port: "${free-port.x}" } }',
      c: '{ tcp-client: server }',
    },
    steps: [
      'start: server',
      'connect: a',
      'send: { a: one }',
      'expect: { server#a: one }',
      'exit: a',
      'close: server',
      'connect: b',
      'expect: { b: { error: ECONNREFUSED } }',
      'start: server',
      'connect: c',
      'send: { c: two }',
      'expect: { server#c: two }',
      'exit: c',
    ],
    led: 2,
  },
  'a program that is started again at its port': {
    actors: {
      server: serverAt('${free-port.x}'),
      a: '{ tcp-client: server }',
      b: '{ tcp-client: { port: "${free-port.x}" } }',
    },
    steps: ['start: server', ...quits('a'), 'start: server', ...quits('b')],
    led: 2,
  },
  'a program that is started again at its path': {
    actors: {
      server: serverAt('${tmp}/x.sock').replace('port:', 'path:'),
      a: '{ tcp-client: { path: "${tmp}/x.sock" } }',
      b: '{ tcp-client: { path: "${tmp}/x.sock" } }',
    },
    steps: ['start: server', ...quits('a'), 'start: server', ...quits('b')],
    led: 2,
  },
  'a path relative to the folder of a program': {
    actors: {
      server: '{ program: { run: "node echo.mjs ./x.sock", cwd: "${tmp}", ready: /ready/ } }',
      client: '{ program: { run: "node caller.mjs x.sock", cwd: "${tmp}" } }',
    },
    steps: ['start: server', 'start: client', 'expect: { client: ["echo: hello", over, { exit: 0 }] }'],
    led: 1,
  },
  'a server that listens everywhere': {
    actors: {
      server: server('0 ::'),
      six: '{ tcp-client: { port: "${server.port}", host: "::1" } }',
      four: '{ tcp-client: { port: "${server.port}" } }',
    },
    steps: ['six', 'four'].flatMap((client) => [
      ...(client === 'six' ? ['start: server'] : []),
      `connect: ${client}`,
      `send: { ${client}: hi }`,
      `expect: { ${client}: "echo: hi" }`,
      `exit: ${client}`,
    ]),
    led: 2,
  },
  'ports that are printed and sent': {
    actors: {
      server: '{ program: { run: "node ${tmp}/ports.mjs", ready: \'/ready on (?<port>\\d+)/\' } }',
      client: '{ tcp-client: server }',
    },
    steps: [
      'start: server',
      'connect: client',
      String.raw`expect: { client: ['/you are (?<me>\d+), I am (?<you>\d+)/', { event: end }] }`,
      'check: { client: { localPort: "${me}" }, server: { port: "${you}" } }',
    ],
    led: 1,
  },
}

const textOf = ({ actors, steps }: Product): string => `scenario: product
files:
  echo.mjs: |${echo}
  caller.mjs: |${caller}
  ports.mjs: |${ports}
actors:
${Object.entries(actors)
  .map(([name, kind]) => `  ${name}: ${kind}\n`)
  .join('')}steps:
${steps.map((step) => `  - ${step}\n`).join('')}`

/** Every connection of every actor is cut at each of its first bytes. */
const everywhere = ({ actors, led }: Product): PlannedFault[] =>
  Object.keys(actors).flatMap((name) =>
    [name, `${name}#2`].flatMap((actor) =>
      (['up', 'down'] as const).flatMap((direction) =>
        Array.from({ length: led }, (_, index): PlannedFault => {
          const cuts = Array.from({ length: 60 }, (_, at) => at + 1)
          return { actor, connection: index + 1, direction, cuts }
        }),
      ),
    ),
  )

describe.each(Object.entries(products))('%s', (_, product) => {
  test.each([
    ['nothing is done', () => []],
    ['every byte comes by itself', everywhere],
  ])('is the same through wires where %s', async (_, faults) => {
    const plain = await runText(textOf(product))
    expect(failurePrinted(plain)).toBe('')
    const opened = openWires({ faults: faults(product) })
    const wired = await runText(textOf(product), { wires: opened.wires })
    expect(failurePrinted(wired)).toBe('')
    expect(rowsOf(wired)).toEqual(rowsOf(plain))
    expect(opened.notLed()).toEqual([])
    expect(opened.streams()).toHaveLength(2 * product.led)
  })
})

test('a relay listens elsewhere where its port was taken between two lives', async () => {
  const taken = createServer()
  onTestFinished(() => void taken.close())
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
  const { port } = taken.address() as AddressInfo
  const setting = { ends: new LedEnds(), faults: [], passed: () => {}, applied: () => {}, struck: () => {} }
  const relay = new Relay('server', { port: 21_273, hosts: ['127.0.0.1'] }, setting, { next: 1 })
  onTestFinished(() => relay.destroy())
  await relay.listen(port)
  expect(relay.listening).toBe(true)
  expect(relay.port).not.toBe(port)
})

function drawn(): number {
  const port = drawFreePort(process.pid)
  onTestFinished(() => giveBackPort(port))
  return port
}

/** A server at this port, and the port of the wire in front of it. */
async function ledThrough(port: number): Promise<{ wire: number; close(): Promise<void> }> {
  const server = createServer().listen(port, '127.0.0.1')
  onTestFinished(() => void server.close())
  await new Promise((resolve) => server.once('listening', resolve))
  const { wires } = openWires({ faults: [] })
  onTestFinished(() => wires.close())
  const facts = () => ({ port: (server.address() as AddressInfo).port, host: '127.0.0.1' })
  const actor = { name: 'server', kind: 'tcp-server', listens: true, over: undefined, written: () => '', facts }
  await wires.lead(() => [actor])
  return { wire: Number(wires.instead('client', String(port))), close: () => wires.close() }
}

const beside = (port: number): number[] => Array.from({ length: 10 }, (_, last) => port - (port % 10) + last)

test('a wire has its port for itself until it is closed', async () => {
  const port = drawn()
  const { wire, close } = await ledThrough(port)
  expect(beside(port)).toContain(wire)
  expect(isPortTaken(wire)).toBe(true)
  await close()
  expect([wire, port].map(isPortTaken)).toEqual([false, true])
})

test('a wire does not listen at a port that another run has drawn and will use', async () => {
  const port = drawn()
  const others = beside(port).filter(takePort)
  onTestFinished(() => others.forEach(giveBackPort))
  const { wire, close } = await ledThrough(port)
  expect(beside(port)).not.toContain(wire)
  await close()
  expect(others.every(isPortTaken)).toBe(true)
})
