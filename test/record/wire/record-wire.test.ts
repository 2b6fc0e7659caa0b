import { Buffer } from 'node:buffer'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect as connectTls, createServer as createTlsServer, TLSSocket } from 'node:tls'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { makeIdentity } from '../../../plugins/tcp/tls/certificate.ts'
import { endedByReset } from '../../../src/net/index.ts'
import { client, here, recording, rowsOf, serving, until } from './recording.ts'

const echoing = () =>
  serving((socket) =>
    socket.on('data', (bytes) => socket.write(`you said: ${bytes}`)).on('end', () => socket.end('bye\n')),
  )

test('passes both ways, with half-close, and notes each write', async () => {
  const server = await echoing()
  const recorder = await recording(server.place, { connections: 1 })
  const socket = client(recorder.port)
  socket.write('hello\n')
  expect(await until(socket, '\n')).toBe('you said: hello\n')
  socket.end()
  expect(await until(socket, 'bye\n')).toBe('bye\n')
  const session = await recorder.session
  expect(rowsOf(session)).toEqual([
    '1 client → server',
    '1 client: "hello\\n"',
    '1 server: "you said: hello\\n"',
    '1 client end',
    '1 server: "bye\\n"',
    '1 server end',
  ])
  expect(session.actors).toMatchObject([
    { type: 'server', name: 'server', played: false, transport: 'tcp', framing: { name: 'line' } },
    { type: 'client', name: 'client', played: true, to: 'server', framing: { name: 'line' } },
  ])
  expect(recorder.lines).toEqual(['connection 1: open', 'connection 1: over, 6 bytes up, 20 bytes down'])
})

test('an RST passes, behind what was sent before it', async () => {
  const server = await serving((socket) =>
    socket.on('data', () => socket.write('half', () => socket.resetAndDestroy())),
  )
  const recorder = await recording(server.place, { connections: 1 })
  const socket = client(recorder.port)
  socket.write('hello\n')
  const ended = new Promise((resolve) => socket.once('end', () => resolve(endedByReset(socket))))
  expect(await until(socket, 'half')).toBe('half')
  expect(await ended).toBe(true)
  expect(rowsOf(await recorder.session).at(-1)).toBe('1 server reset')
})

test('a server that is not there is an RST for the client, and a note', async () => {
  const server = await echoing()
  server.close()
  await once(server, 'close')
  const recorder = await recording(server.place, { connections: 1 })
  const socket = client(recorder.port)
  await new Promise((resolve) => socket.once('close', resolve))
  expect(rowsOf(await recorder.session)).toEqual([
    '1 client → server',
    'note The server could not be reached (ECONNREFUSED).',
  ])
  expect(recorder.lines.at(-1)).toBe('connection 1: the server cannot be reached (ECONNREFUSED)')
})

test('several connections have names of their own', async () => {
  const server = await echoing()
  const recorder = await recording(server.place, { connections: 2 })
  const [anna, ben] = [client(recorder.port), client(recorder.port)]
  for (const socket of [anna, ben]) {
    socket.write('hi\n')
    await until(socket, '\n')
  }
  for (const socket of [anna, ben]) socket.end()
  const { actors } = await recorder.session
  expect(actors.map(({ name }) => name)).toEqual(['server', 'client-1', 'client-2'])
})

test('a flood is passed on at the speed of its reader, and kept in bounded memory', async () => {
  const size = 24 * 1024 * 1024
  const server = await serving((socket) => {
    const block = Buffer.alloc(1024 * 1024, 'x')
    let left = size
    const more = () => {
      while (left > 0) {
        left -= block.length
        if (!socket.write(block)) return void socket.once('drain', more)
      }
      socket.end()
    }
    more()
  })
  const recorder = await recording(server.place, { connections: 1 })
  const socket = client(recorder.port)
  let received = 0
  socket.on('data', (bytes) => (received += bytes.length))
  await once(socket, 'end')
  socket.end()
  expect(received).toBe(size)
  const { events, unseen } = await recorder.session
  const kept = events.reduce((sum, event) => sum + (event.type === 'sent' ? event.bytes.length : 0), 0)
  expect(kept).toBeLessThanOrEqual(16 * 1024 * 1024)
  expect(unseen).toEqual([`The last ${size - kept} bytes were passed on and not recorded.`])
})

test('both sides hang: what was seen is kept, and nothing stays open', async () => {
  const server = await serving((socket) => socket.on('data', () => {}))
  const recorder = await recording(server.place)
  const socket = client(recorder.port)
  socket.write('anybody?\n')
  const [arrived] = (await once(server, 'connection')) as [Socket]
  await once(arrived, 'data')
  recorder.stop()
  expect(rowsOf(await recorder.session)).toEqual(['1 client → server', '1 client: "anybody?\\n"'])
  await once(socket.resume(), 'end')
})

test('active FTP is said, since its data passes by', async () => {
  const server = await serving((socket) => socket.on('data', () => socket.end('200 fine\r\n')))
  const recorder = await recording(server.place, { connections: 1 })
  const socket = client(recorder.port)
  socket.end('PORT 127,0,0,1,200,7\r\n')
  expect(await until(socket, '\n')).toBe('200 fine\r\n')
  const what = 'active FTP (PORT, EPRT), whose data passes by the recorder; use passive mode'
  expect(rowsOf(await recorder.session)).toContain(`note Not recorded: ${what}.`)
  expect(recorder.lines).toContain(`connection 1: ${what}`)
})

test('over TLS both ends speak to the recorder', async () => {
  const { cert, key } = await makeIdentity(['localhost'], 'signed', Date.now())
  const server = createTlsServer({ cert, key, ALPNProtocols: ['http/1.1'] }, (socket) => {
    socket.on('data', (bytes) =>
      socket.end(`${socket.alpnProtocol} ${(socket as TLSSocket & { servername: string }).servername}: ${bytes}`),
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const recorder = await recording(here((server.address() as { port: number }).port), {
    transport: 'tls',
    connections: 1,
  })
  const socket = connectTls({
    port: recorder.port,
    host: '127.0.0.1',
    servername: 'localhost',
    rejectUnauthorized: false,
    ALPNProtocols: ['h2', 'http/1.1'],
  })
  socket.write('a secret\n')
  expect(await until(socket, '\n')).toBe('http/1.1 localhost: a secret\n')
  const session = await recorder.session
  expect(rowsOf(session)).toContain('1 client: "a secret\\n"')
  expect(session.actors.map((actor) => 'transport' in actor && actor.transport)).toEqual(['tls', 'tls'])
})

test('over Unix sockets, and the file is gone afterwards', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'wire-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const server = createServer((socket) => socket.end('over a path\n'))
  server.listen(join(folder, 'server'))
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const path = join(folder, 'recorder')
  const recorder = await recording({ path: join(folder, 'server') }, { listen: { path }, connections: 1 })
  const socket = connect({ path })
  expect(await until(socket, '\n')).toBe('over a path\n')
  expect((await recorder.session).actors).toMatchObject([
    { transport: 'unix', address: { path: join(folder, 'server') } },
    { transport: 'unix' },
  ])
})

test('datagrams find their way back to the client that asked', async () => {
  const server = createSocket('udp4')
  server.on('message', (bytes, from) => server.send(Buffer.concat([bytes, Buffer.from([0])]), from.port, from.address))
  server.bind(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const recorder = await recording(here(server.address().port), { transport: 'udp', connections: 2 })
  for (const text of ['one', 'two']) {
    const asker = createSocket('udp4')
    asker.send(text, recorder.port, '127.0.0.1')
    const [answer] = (await once(asker, 'message')) as [Buffer]
    expect(answer.toString()).toBe(`${text}\0`)
    asker.close()
  }
  expect(rowsOf(await recorder.session)).toEqual([
    '1 client-1 → server',
    '1 client: "one" (text)',
    '1 server: "one\\u0000" (binary)',
    '2 client-2 → server',
    '2 client: "two" (text)',
    '2 server: "two\\u0000" (binary)',
  ])
})

test('a WebSocket is its messages, and compression is not offered onwards', async () => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: true })
  await once(server, 'listening')
  onTestFinished(() => server.close())
  let extensions: string | undefined
  server.on('connection', (socket, request) => {
    extensions = request.headers['sec-websocket-extensions']
    socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary }))
  })
  const recorder = await recording(here((server.address() as { port: number }).port), { connections: 1 })
  const socket = new WebSocket(`ws://127.0.0.1:${recorder.port}/chat`)
  await once(socket, 'open')
  socket.send('hello')
  await once(socket, 'message')
  socket.send(Buffer.from([1, 2]))
  await once(socket, 'message')
  socket.close(1000)
  const session = await recorder.session
  expect(extensions).toBeUndefined()
  expect(recorder.lines).toContain('connection 1: the offer to compress was left out')
  expect(rowsOf(session)).toEqual([
    '1 client → server',
    '1 client: "hello" (text)',
    '1 server: "hello" (text)',
    '1 client: "\\u0001\\u0002" (binary)',
    '1 server: "\\u0001\\u0002" (binary)',
    '1 client end',
    '1 server end',
  ])
  expect(session.actors[1]).toMatchObject({ transport: 'websocket', websocket: { path: '/chat' } })
})

test.each([
  ['PASV', (port: number) => `227 Entering Passive Mode (127,0,0,1,${port >> 8},${port & 255}).\r\n`, /,(\d+),(\d+)\)/],
  ['EPSV', (port: number) => `229 Entering Extended Passive Mode (|||${port}|)\r\n`, /\|(\d+)\|\)/],
])('a data connection of FTP goes through the recorder, too: %s', async (command, answer, pattern) => {
  const data = await serving((socket) => socket.end('a file\n'))
  const { port } = data.place as { port: number }
  const server = await serving((socket) => {
    socket.write('220 ready\r\n')
    socket.on('data', () => socket.write(answer(port))).on('end', () => socket.end())
  })
  const recorder = await recording(server.place, { connections: 1 })
  const socket = client(recorder.port)
  await until(socket, '\n')
  socket.write(`${command}\r\n`)
  const found = pattern.exec(await until(socket, '\n'))!
  const there = found.length === 3 ? Number(found[1]) * 256 + Number(found[2]) : Number(found[1])
  expect(there).not.toBe(port)
  const receiver = client(there)
  expect(await until(receiver, '\n')).toBe('a file\n')
  receiver.end()
  await once(receiver, 'close')
  socket.destroy()
  const session = await recorder.session
  expect(rowsOf(session).slice(0, 5)).toEqual([
    '1 client → server',
    '1 server: "220 ready\\r\\n"',
    `1 client: "${command}\\r\\n"`,
    `1 server: ${JSON.stringify(answer(port))}`,
    '2 data → data-server',
  ])
  expect(session.actors).toMatchObject([
    {},
    { name: 'data-server', address: { port } },
    {},
    { name: 'data', to: 'data-server' },
  ])
})
