import { createSocket } from 'node:dgram'
import { expect, test } from 'vitest'
import plugin from '../../../plugins/udp/index.ts'
import { udp } from '../../../plugins/udp/udp.ts'
import { send, startActors } from '../fake-lane.ts'

const actors = startActors()

async function pair(options: { readonly messages?: 'text' | 'binary' } = {}) {
  const server = await actors.start(udp, options, 'server')
  const client = await actors.start(udp, { to: server.actor }, 'client')
  return { server, client }
}

test('the plugin offers the kind', () => {
  expect(plugin.actors).toEqual({ udp })
})

test('a datagram is a message, and the answer goes to its sender', async () => {
  const { server, client } = await pair()
  send(client.actor, 'hello')
  await server.lane.until(() => server.lane.messages.length === 1)
  send(server.actor, 'hello yourself')
  await client.lane.until(() => client.lane.messages.length === 1)
  expect(server.lane.messages).toEqual(['hello'])
  expect(client.lane.kept.at(-1)).toEqual({ received: Buffer.from('hello yourself'), message: 'text' })
  expect(client.actor.facts()).toMatchObject({ bytesWritten: 5, bytesRead: 14, datagramsRead: 1 })
  expect(server.actor.facts().peer).toMatchObject({ port: client.actor.facts().port })
})

test('boundaries are kept, also of empty datagrams', async () => {
  const { server, client } = await pair()
  for (const text of ['a', '', 'bc', '']) send(client.actor, text)
  await server.lane.until(() => server.lane.messages.length === 4)
  expect(server.lane.messages).toEqual(['a', '', 'bc', ''])
})

test('datagrams are what their author calls them, whatever their bytes', async () => {
  for (const messages of ['text', 'binary'] as const) {
    const { server, client } = await pair({ messages })
    send(client.actor, new Uint8Array([0xff, 0x00]))
    send(client.actor, 'täglich')
    await server.lane.until(() => server.lane.messages.length === 2)
    const types = server.lane.kept.flatMap((each) => ('received' in each ? [each.message] : []))
    expect(types).toEqual([messages, messages])
  }
})

test('a thousand datagrams at once are all received by a reader in the same process', async () => {
  const { server, client } = await pair()
  send(client.actor, 'x'.repeat(1000), 1000)
  expect(client.actor.busy?.()).toBe(true)
  await server.lane.until(() => server.lane.messages.length === 1000)
  expect(client.actor.busy?.()).toBe(false)
})

test('the words of a server and a client name their places', async () => {
  const { server, client } = await pair()
  const { port } = server.actor.facts()
  expect(server.lane.events[0]).toMatchObject({ name: 'listening', words: `listening on localhost:${port}` })
  expect(client.lane.events[0]).toMatchObject({ name: 'connected', words: `sending to localhost:${port}` })
  expect(server.lane.aliases).toEqual([[port, 'port']])
  expect(client.actor.ends).toEqual({
    local: `udp:127.0.0.1:${client.actor.facts().port}`,
    remote: `udp:127.0.0.1:${port}`,
  })
})

test('a dead peer is reported only after something was sent afterwards, once for each earlier datagram', async () => {
  for (let round = 0; round < 20; round++) {
    const { server, client } = await pair()
    await server.actor.close?.()
    send(client.actor, 'one')
    await new Promise((resolve) => setImmediate(resolve))
    expect(client.lane.events.filter(({ name }) => name === 'error')).toEqual([])
    send(client.actor, 'two')
    const error = await client.lane.waitFor('error')
    expect(error).toMatchObject({ code: 'ECONNREFUSED', outOfBand: true })
    expect(error.ends).toBeUndefined()
    expect(client.lane.events.filter(({ name }) => name === 'error')).toHaveLength(1)
    expect(client.actor.facts().datagramsWritten).toBe(2)
  }
})

test('an expectation for the error has it after one datagram, whether it came before the expectation or comes behind it', async () => {
  for (const early of [true, false]) {
    const { server, client } = await pair()
    await server.actor.close?.()
    if (!early) client.actor.look?.('error')
    send(client.actor, 'one')
    if (early) client.actor.look?.('error')
    expect(await client.lane.waitFor('error')).toMatchObject({ code: 'ECONNREFUSED', outOfBand: true })
    send(client.actor, 'two')
    await new Promise((resolve) => setImmediate(resolve))
    expect(client.lane.events.filter(({ name }) => name === 'error')).toHaveLength(1)
  }
})

test('connected: false receives an answer from another port', async () => {
  const door = await actors.start(udp, {}, 'door')
  const client = await actors.start(udp, { to: door.actor, connected: false })
  send(client.actor, 'where?')
  await door.lane.until(() => door.lane.messages.length === 1)
  const elsewhere = createSocket('udp4')
  elsewhere.send('here', client.actor.facts().port as number, '127.0.0.1')
  await client.lane.until(() => client.lane.messages.length === 1)
  expect(client.lane.messages).toEqual(['here'])
  elsewhere.close()
})

test('an answer before any question is an error with its code', async () => {
  const server = await actors.start(udp, {})
  send(server.actor, 'hello?')
  expect(server.lane.events.at(-1)).toMatchObject({ name: 'error', code: 'EDESTADDRREQ' })
})

test('a datagram that is too long is an error with its code', async () => {
  const { client } = await pair()
  send(client.actor, 'x'.repeat(70_000))
  expect(await client.lane.waitFor('error')).toMatchObject({ code: 'EMSGSIZE' })
})

test('a taken port is refused as broken', async () => {
  const first = await actors.start(udp, {})
  const { port } = first.actor.facts()
  await expect(actors.start(udp, { bind: port })).rejects.toMatchObject({
    problem: { code: 'port-in-use' },
    outcome: 'broken',
  })
})

test('an address of another machine is refused', async () => {
  await expect(actors.start(udp, { host: '192.0.2.1' })).rejects.toMatchObject({
    problem: { code: 'address-unavailable' },
  })
})

test('after close nothing more can happen', async () => {
  const { client } = await pair()
  send(client.actor, 'last words')
  await client.actor.close?.()
  expect(client.lane.events.at(-1)).toMatchObject({ ends: 'all', silent: true })
  expect(client.actor.state()).toBe('closed')
  await client.actor.close?.()
  send(client.actor, 'too late')
  expect(client.actor.busy?.()).toBe(false)
})

test('IPv6 works where there is one', async () => {
  const server = await actors.start(udp, { host: '::1' })
  const client = await actors.start(udp, { to: server.actor })
  send(client.actor, 'six')
  await server.lane.until(() => server.lane.messages.length === 1)
  expect(server.actor.facts().address).toMatchObject({ family: 'IPv6' })
})

test('two names for the peer are refused by the options', () => {
  expect(udp.options.safeParse({ to: 'server', port: 1 }).success).toBe(false)
  expect(udp.options.safeParse({ port: 70_000 }).success).toBe(false)
})
