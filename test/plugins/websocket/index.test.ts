import { connect, createServer, type Socket } from 'node:net'
import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import plugin from '../../../plugins/websocket/index.ts'
import { websocketClient } from '../../../plugins/websocket/client.ts'
import { websocketServer } from '../../../plugins/websocket/server.ts'
import { verbs } from '../../../plugins/websocket/verbs.ts'
import { runVerb, send, startActors } from '../fake-lane.ts'

const actors = startActors()

async function pair(serverOptions: object = {}, clientOptions: object = {}) {
  const server = await actors.start(websocketServer, serverOptions, 'server')
  const to = server.actor
  const client = await actors.start(websocketClient, { to, ...clientOptions }, 'client')
  return { server, client }
}

async function talking(serverOptions: object = {}, clientOptions: object = {}) {
  const { server, client } = await pair(serverOptions, clientOptions)
  return { server, client, caller: await server.lane.connection(1) }
}

test('the plugin offers both kinds', () => {
  expect(Object.keys(plugin.actors ?? {})).toEqual(['websocket-server', 'websocket-client'])
})

test('text and binary messages are received as what they are, one by one', async () => {
  const { client, caller } = await talking()
  send(client.actor, 'hello')
  send(client.actor, new Uint8Array([1, 255]), 1, 'binary')
  send(client.actor, '')
  await caller.lane.until(() => caller.lane.messages.length === 3)
  const received = caller.lane.kept.flatMap((each) =>
    'received' in each ? [[each.received.toString('hex'), each.message]] : [],
  )
  expect(received).toEqual([
    ['68656c6c6f', 'text'],
    ['01ff', 'binary'],
    ['', 'text'],
  ])
  send(caller.actor, 'hello yourself', 200)
  expect(caller.actor.busy?.()).toBe(true)
  await client.lane.until(() => client.lane.messages.length === 200)
  expect(new Set(client.lane.messages)).toEqual(new Set(['hello yourself']))
})

test('a greeting right behind the handshake is received', async () => {
  for (let round = 0; round < 20; round++) {
    const server = await actors.start(websocketServer, {}, 'server')
    void server.lane.connection(1).then(({ actor }) => send(actor, 'welcome'))
    const client = await actors.start(websocketClient, { to: server.actor }, 'client')
    await client.lane.until(() => client.lane.messages[0] === 'welcome')
    expect(client.lane.kept[0]).toMatchObject({ event: { name: 'connected' } })
  }
})

test('words, ends and aliases name the places', async () => {
  const { server, client, caller } = await talking({ path: '/chat' })
  const { port } = server.actor.facts()
  expect(server.lane.events.find(({ name }) => name === 'listening')?.words).toBe(`listening on localhost:${port}/chat`)
  expect(client.lane.events[0]?.words).toBe(`connected to localhost:${port}/chat`)
  expect(caller.actor.ends?.remote).toBe(client.actor.ends?.local)
  expect(caller.actor.facts().path).toBe('/chat')
  expect(server.lane.aliases).toEqual([[port, 'port']])
})

test('a subprotocol is agreed upon', async () => {
  const { client } = await pair({ protocols: ['stomp', 'mqtt'] }, { protocols: ['mqtt', 'stomp'] })
  expect(client.actor.facts().protocol).toBe('stomp')
})

test('ping is an aside on one side and pong on the other', async () => {
  const { client, caller } = await talking()
  await runVerb(verbs.ping, client.actor, 'are you there')
  expect(await caller.lane.waitFor('ping')).toMatchObject({ outOfBand: true, parts: { data: 'are you there' } })
  expect(await client.lane.waitFor('pong')).toMatchObject({ outOfBand: true, words: 'pong are you there' })
})

test('close codes and reasons are received on both sides', async () => {
  const { client, caller } = await talking()
  await runVerb(verbs['close-with'], caller.actor, { code: 1001, reason: 'going home' })
  const parts = { code: 1001, reason: 'going home' }
  const event = { name: 'close', code: 1001, words: 'closed with 1001: going home', ends: 'all', parts }
  expect(await client.lane.waitFor('close')).toEqual(event)
  expect(await caller.lane.waitFor('close')).toEqual(event)
  const second = await talking()
  await second.client.actor.close?.()
  expect(await second.caller.lane.waitFor('close')).toMatchObject({ code: 1000, words: 'closed with 1000' })
  await second.client.actor.close?.()
  expect(verbs['close-with'].argument.safeParse(1006).success).toBe(false)
  expect(verbs['close-with'].argument.safeParse(4000)).toMatchObject({ data: { code: 4000, reason: '' } })
})

test('a reset is an RST for the peer', async () => {
  for (let round = 0; round < 20; round++) {
    const { client, caller } = await talking()
    await client.actor.reset?.()
    expect(await caller.lane.waitFor('reset')).toMatchObject({ words: 'RST received', ends: 'all' })
    expect(client.lane.events.at(-1)).toMatchObject({ words: 'RST sent', ends: 'all' })
  }
})

test('messages stay in order and nothing is lost when the close follows at once', async () => {
  const { client, caller } = await talking()
  send(client.actor, 'a', 1000)
  send(client.actor, 'b')
  await client.actor.close?.()
  await caller.lane.waitFor('close')
  expect(caller.lane.messages.join('')).toBe(`${'a'.repeat(1000)}b`)
})

test('a message that is too long closes with 1009', async () => {
  const { client, caller } = await talking({ maxPayload: '10B' })
  send(client.actor, 'x'.repeat(11))
  expect(await caller.lane.waitFor('error')).toMatchObject({ code: 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH' })
  expect(await client.lane.waitFor('close')).toMatchObject({ code: 1009 })
})

test('paused, it receives nothing; resumed, everything', async () => {
  const { client, caller } = await talking()
  caller.actor.pause?.()
  send(client.actor, 'x'.repeat(65_536), 64)
  await new Promise((resolve) => setImmediate(resolve))
  expect(caller.lane.messages).toEqual([])
  caller.actor.resume?.()
  await caller.lane.until(() => caller.lane.messages.length === 64)
})

test('a wrong path is an error on the client and an aside on the server', async () => {
  const { server, client } = await pair({ path: '/chat' }, { path: '/other' })
  expect(client.lane.events).toEqual([
    { name: 'error', code: 404, words: 'handshake refused with 404', parts: { status: 404 }, ends: 'all' },
  ])
  expect(await server.lane.waitFor('handshakeRefused')).toMatchObject({ outOfBand: true, parts: { status: 404 } })
  expect(server.lane.connections).toHaveLength(0)
})

test('no common subprotocol, a refused connection and another protocol are errors with codes', async () => {
  const { client } = await pair({ protocols: 'stomp' }, { protocols: 'mqtt' })
  expect(client.lane.events.at(-1)).toMatchObject({ name: 'error', code: 'ERR_WEBSOCKET_HANDSHAKE', ends: 'all' })
  const peer = await rawServer((socket) => void socket.end('220 hello\r\n'))
  const other = await actors.start(websocketClient, { port: peer.port })
  expect(other.lane.events.at(-1)).toMatchObject({ code: 'HPE_INVALID_CONSTANT', ends: 'all' })
  await peer.close()
  const refused = await actors.start(websocketClient, { port: peer.port })
  expect(refused.lane.events.at(-1)).toMatchObject({ code: 'ECONNREFUSED', ends: 'all' })
})

test('a FIN without a Close frame says so', async () => {
  const peer = await rawServer((socket) => {
    socket.once('data', (request: Buffer) => {
      const key = /sec-websocket-key: (\S+)/i.exec(request.toString())?.[1] ?? ''
      const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64')
      const fields = `Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n`
      socket.write(`HTTP/1.1 101 Switching Protocols\r\n${fields}\r\n`)
      socket.end(Buffer.from([0x81, 0x02, 0x68, 0x69]))
    })
  })
  const client = await actors.start(websocketClient, { port: peer.port })
  expect(await client.lane.waitFor('close')).toMatchObject({ code: 1006, words: 'FIN received without a Close frame' })
  expect(client.lane.messages).toEqual(['hi'])
  await peer.close()
})

test('a plain HTTP request is turned away', async () => {
  const server = await actors.start(websocketServer, {}, 'server')
  const answer = await new Promise<string>((resolve) => {
    const socket = connect(server.actor.facts().port as number, '127.0.0.1', () =>
      socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n'),
    )
    socket.once('data', (bytes: Buffer) => resolve(bytes.toString()))
  })
  expect(answer).toMatch(/^HTTP\/1\.1 426 Upgrade Required\r\n/)
  expect(await server.lane.waitFor('handshakeRefused')).toMatchObject({ parts: { status: 426 } })
})

test('a taken port is refused as broken', async () => {
  const { actor } = await actors.start(websocketServer, {})
  await expect(actors.start(websocketServer, { port: actor.facts().port })).rejects.toMatchObject({
    problem: { code: 'port-in-use' },
  })
})

test('options name exactly one server', () => {
  expect(websocketClient.options.safeParse({}).success).toBe(false)
  expect(websocketClient.options.safeParse({ port: 1, path: 'chat' }).success).toBe(false)
})

async function rawServer(talk: (socket: Socket) => void) {
  const server = createServer((socket) => {
    socket.on('error', () => {}).resume()
    talk(socket)
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as { port: number }
  return { port, close: () => new Promise((resolve) => server.close(resolve)) }
}
