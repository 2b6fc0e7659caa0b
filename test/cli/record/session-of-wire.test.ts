import fs from 'node:fs'
import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Server } from 'node:net'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { folderWith } from '../../suite/temporary.ts'
import { scenario } from '../fake-shell.ts'
import type { In } from '../../../src/cli/shell.ts'

const read = (folder: string, file: string): string => fs.readFileSync(path.join(folder, file), 'utf8')

async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}

/** A port that nobody listens on now. */
async function freePort(): Promise<number> {
  const server = createServer()
  const port = await listening(server)
  server.close()
  await once(server, 'close')
  return port
}

const upper = `require('net').createServer((s) => { s.write('220 ready\\r\\n'); s.on('data', (d) => s.write(String(d).toUpperCase())); s.on('error', () => {}) }).listen(process.argv[2], '127.0.0.1')`
const asks = `const s = require('net').connect(process.argv[2], '127.0.0.1'); s.once('data', () => { s.write('hello\\r\\n'); s.on('data', (d) => { console.log(String(d).trim()); s.end() }) })`

test('a client that comes to the recorder is played, and the server stays where it is', async () => {
  const port = await listening(
    createServer((socket) =>
      socket.on('data', (bytes) => socket.write(String(bytes).toUpperCase())).on('end', () => socket.end()),
    ),
  )
  const here = await freePort()
  const folder = folderWith({})
  const recording = scenario(folder, [
    'record',
    'shout',
    '--listen',
    String(here),
    '--to',
    `localhost:${port}`,
    '--connections',
    '1',
  ])
  const socket = await reached(here)
  socket.write('hello\n')
  await once(socket, 'data')
  socket.end()
  const printed = await recording
  expect(printed).toMatchObject({ code: 0, err: '' })
  expect(printed.out.replaceAll(String(here), 'HERE').replaceAll(String(port), 'THERE')).toBe(
    `listening on localhost:HERE, for localhost:THERE; ends after 1 connection
connection 1: open
connection 1: over, 6 bytes up, 6 bytes down
the scenario needs the server at localhost:THERE, which it does not start
recorded scenarios/shout.yaml: 1 actor, 4 steps
passed 4 runs, one with its bytes cut at random
recorded transcripts/shout.txt
`,
  )
  expect(read(folder, 'scenarios/shout.yaml'))
    .toContain(`  # The scenario does not start its server, which must listen there.
  client: { tcp-client: { port: ${port} } }

steps:
  - connect: client
  - send: { client: hello }
  - expect: { client: HELLO }
  - exit: client
`)
})

async function reached(port: number) {
  for (;;) {
    const socket = connect(port, '127.0.0.1')
    const [up] = await Promise.race([
      once(socket, 'connect').then(() => [true]),
      once(socket, 'close').then(() => [false]),
    ]).catch(() => [false])
    if (up === true) return socket
  }
}

const between = async (play: string) => {
  const [here, there] = [await freePort(), await freePort()]
  const folder = folderWith({ 'upper.cjs': upper, 'asks.cjs': asks })
  const ways = ['--listen', String(here), '--to', String(there), '--play', play]
  const printed = await scenario(folder, [
    'record',
    'talk',
    ...ways,
    '--',
    'node',
    'upper.cjs',
    String(there),
    '::',
    'node',
    'asks.cjs',
    String(here),
  ])
  expect(printed).toMatchObject({ code: 0, err: '' })
  const text = read(folder, 'scenarios/talk.yaml')
  return text.slice(text.indexOf('actors:'))
}

test('programs at both ends: the client is played', async () => {
  expect(await between('client')).toMatchInlineSnapshot(`
    "actors:
      server:
        program: { run: "node upper.cjs \${free-port.server}", cwd: .., ready: { port: "\${free-port.server}" } }
      # Framing: all 3 lines end with CR LF.
      client: { tcp-client: { to: server, framing: crlf } }

    steps:
      - start: server
      - connect: client
      - expect: { client: 220 ready }
      - send: { client: hello }
      - expect: { client: HELLO }
      - exit: client
    "
  `)
})

test('programs at both ends: the server is played', async () => {
  expect(await between('server')).toMatchInlineSnapshot(`
    "actors:
      client: { program: { run: "node asks.cjs \${server.port}", cwd: .. } }
      # Framing: all 3 lines end with CR LF.
      server: { tcp-server: { framing: crlf } }

    steps:
      - start: [server, client]
      - send: { server: 220 ready }
      - expect: { server: hello }
      - send: { server: HELLO }
      - expect: { server: { event: end }, client: [HELLO, { exit: 0 }] }
    "
  `)
})

test('programs at both ends: both are played, or both are real', async () => {
  expect(await between('both')).toMatchInlineSnapshot(`
    "actors:
      # Framing: all 3 lines end with CR LF.
      server: { tcp-server: { framing: crlf } }
      client: { tcp-client: { to: server, framing: crlf } }

    steps:
      - start: server
      - connect: client
      - send: { server: 220 ready }
      - expect: { client: 220 ready }
      - send: { client: hello }
      - expect: { server: hello }
      - send: { server: HELLO }
      - expect: { client: HELLO }
      - exit: client
    "
  `)
  expect(await between('none')).toMatchInlineSnapshot(`
    "actors:
      server:
        program: { run: "node upper.cjs \${free-port.server}", cwd: .., ready: { port: "\${free-port.server}" } }
      client: { program: { run: "node asks.cjs \${free-port.server}", cwd: .. } }

    steps:
      - start: [server, client]
      - expect: { client: [HELLO, { exit: 0 }] }
    "
  `)
})

const thinks = `require('net').createServer((s) => s.on('error', () => {}).on('data', (d) => { s.write('first of ' + d); setTimeout(() => s.write('second of ' + d), 1500) })).listen(process.argv[2], '127.0.0.1')`
const passes = `const s = require('net').connect(process.argv[2], '127.0.0.1'); process.stdin.pipe(s).pipe(process.stdout)`

test('what is typed waits for a server that thinks in the middle of its answer', async () => {
  const [here, there] = [await freePort(), await freePort()]
  const folder = folderWith({ 'thinks.cjs': thinks, 'passes.cjs': passes })
  const ways = ['--no-prove', '--listen', String(here), '--to', String(there)]
  const programs = ['node', 'thinks.cjs', String(there), '::', 'node', 'passes.cjs', String(here)]
  const stdin = typedAtOnce('one\ntwo\n')
  expect(await scenario(folder, ['record', 'talk', ...ways, '--', ...programs], { stdin })).toMatchObject({ code: 0 })
  const text = read(folder, 'scenarios/talk.yaml')
  expect(text.slice(text.indexOf('  - send:'))).toBe(`  - send: { client: one }
  - expect: { client: [first of one, second of one] }
  - send: { client: two }
  - expect: { client: [first of two, second of two] }
`)
})

/** An input that is no terminal, and ends. */
const typedAtOnce = (text: string): In => ({
  isTTY: false,
  setRaw() {},
  onData(listener) {
    queueMicrotask(() => listener(Buffer.from(text)))
    return () => {}
  },
  onEnd(listener) {
    setImmediate(listener)
    return () => {}
  },
})

const twice = `const { connect } = require('net'); const ask = (word, then) => connect(process.argv[2], '127.0.0.1', function () { this.write(word + '\\n') }).on('data', function (d) { console.log(String(d).trim()); this.end() }).on('close', then); ask('one', () => ask('two', () => {}))`
const answers = `require('net').createServer((s) => s.on('error', () => {}).pipe(s)).listen(process.argv[2], '127.0.0.1')`

test('one connection more than was asked for passes, and is not recorded', async () => {
  const [here, there] = [await freePort(), await freePort()]
  const folder = folderWith({ 'answers.cjs': answers, 'twice.cjs': twice })
  const ways = ['--listen', String(here), '--to', String(there), '--connections', '1', '--play']
  const programs = ['--', 'node', 'answers.cjs', String(there), '::', 'node', 'twice.cjs', String(here)]
  expect(await scenario(folder, ['record', 'talk', ...ways, 'client', ...programs])).toMatchObject({ code: 0, err: '' })
  const text = read(folder, 'scenarios/talk.yaml')
  expect(text.slice(text.indexOf('  - connect:'))).toBe(`  - connect: client
  - send: { client: one }
  - expect: { client: one }
  - exit: client
`)
  expect(await scenario(folder, ['record', 'whole', ...ways, 'none', ...programs])).toMatchObject({ code: 0, err: '' })
  expect(read(folder, 'scenarios/whole.yaml')).toContain('- expect: { client: [one, two, { exit: 0 }] }')
})

test.each([
  [['--listen', '9001'], '--listen needs --to'],
  [['--to', '9001'], '--to needs --listen'],
  [['--listen', 'x', '--to', '9001'], '--listen x is no place to listen on'],
  [['--listen', '9000', '--to', 'x'], '--to x is no server'],
  [['--listen', '9000', '--to', '9001', '--tls', '--udp'], '--tls and --udp cannot stand together'],
  [['--listen', './a', '--to', '9001', '--udp'], 'a Unix socket has no datagrams here'],
  [['--listen', '9000', '--to', '9001', '--connections', '0'], '--connections takes a number from 1 on'],
  [['--listen', '9000', '--to', '9001', '--play', 'server'], '--play server needs the client'],
  [['--listen', '9000', '--to', '9001', '--from', 'a'], 'cannot stand together'],
])('%j is a wrong call', async (flags, message) => {
  const printed = await scenario(folderWith({}), ['record', 'x', ...flags])
  expect(printed).toMatchObject({ code: 2, out: '' })
  expect(printed.err).toContain(message)
})

test('a port that is taken', async () => {
  const port = await listening(createServer())
  const printed = await scenario(folderWith({}), ['record', 'x', '--listen', String(port), '--to', '1'])
  expect(printed.code).toBe(3)
  expect(printed.err).toContain(`the recorder cannot listen on localhost:${port}: EADDRINUSE, it is held by`)
})

test('nothing is written where no connection came, or none reached its server', async () => {
  const [here, there] = [await freePort(), await freePort()]
  const folder = folderWith({ 'asks.cjs': asks })
  const ways = ['record', 'nothing', '--listen', String(here), '--to', String(there)]
  const alone = await scenario(folder, ways, { signal: AbortSignal.timeout(300) })
  expect(alone.code).toBe(2)
  expect(alone.out).toContain(`nothing listens on localhost:${there} now`)
  expect(alone.err).toContain(`no connection came to localhost:${here}, and nothing is written`)
  const waiting = scenario(folder, [...ways, '--connections', '1'])
  const socket = await reached(here)
  await new Promise((resolve) =>
    socket
      .resume()
      .on('error', () => {})
      .once('close', resolve),
  )
  expect((await waiting).err).toContain(`the server at localhost:${there} was not reached, and nothing is written`)
  expect(fs.existsSync(path.join(folder, 'scenarios'))).toBe(false)
})
