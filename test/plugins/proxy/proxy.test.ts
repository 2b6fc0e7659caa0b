import { join } from 'node:path'
import { expect, test } from 'vitest'
import plugin from '../../../plugins/proxy/index.ts'
import { proxy } from '../../../plugins/proxy/proxy.ts'
import { runVerb } from '../fake-lane.ts'
import { actors, between, dial, listening, through } from './between.ts'

test('bytes pass both ways, and both FIN', async () => {
  const { client, caller, actor, lane, server } = await through()
  client.socket.write('hello')
  await caller.received('hello')
  caller.socket.write('hello yourself')
  await client.received('hello yourself')
  client.socket.end('bye')
  await caller.received('hellobye')
  expect(await caller.ended()).toBe('FIN')
  caller.socket.end('late')
  await client.received('hello yourselflate')
  expect(await client.ended()).toBe('FIN')
  expect(actor.facts()).toMatchObject({ connections: 1, bytesUp: 8, bytesDown: 18 })
  expect(lane.printed).toEqual([`connection 1 to localhost:${server.port}`])
  const own = lane.connections[0]?.lane
  expect([own?.text(), own?.text('down')]).toEqual(['hellobye', 'hello yourselflate'])
  expect(actor.busy?.()).toBe(false)
})

test('an RST is passed on as an RST, with what came before it', async () => {
  for (let round = 0; round < 10; round++) {
    const { client, caller } = await through()
    client.socket.write('last words', () => client.socket.resetAndDestroy())
    await caller.received('last words')
    expect(await caller.ended()).toBe('RST')
    const other = await through()
    other.client.socket.write('hi')
    await other.caller.received('hi')
    other.caller.socket.resetAndDestroy()
    expect(await other.client.ended()).toBe('RST')
  }
})

test('a server that is not there is an RST for the client', async () => {
  const { server, lane, actor } = await between()
  server.close()
  const client = await dial(actor.facts().port)
  expect(await client.ended()).toBe('RST')
  expect(lane.printed.at(-1)).toBe(`connection 1: localhost:${server.port} cannot be reached (ECONNREFUSED)`)
})

test('megabytes pass whole, both ways at once, also cut', async () => {
  for (const faults of [[], [{ slice: '16KiB' }]]) {
    const { client, caller, actor } = await through({}, ...faults)
    const much = Buffer.alloc(5_000_000, 'abcdefg')
    client.socket.end(much)
    caller.socket.end(much)
    expect([await client.ended(), await caller.ended()]).toEqual(['FIN', 'FIN'])
    expect(Buffer.concat(client.chunks).equals(much) && Buffer.concat(caller.chunks).equals(much)).toBe(true)
    expect(actor.facts()).toMatchObject({ bytesUp: 5_000_000, bytesDown: 5_000_000 })
  }
})

test('slice: everything arrives, in many segments', async () => {
  const { client, caller } = await through({}, { slice: 4, direction: 'up' })
  const text = 'abcdefghijklmnopqrstuvwxyz'.repeat(40)
  client.socket.end(text)
  await caller.ended()
  expect(caller.text).toBe(text)
  // How many segments a reader receives at once is the kernel's affair; that it is not all of them is ours.
  expect(caller.chunks.length).toBeGreaterThan(100)
})

test('reset behind so many bytes: exactly those arrive, then RST on both sides', async () => {
  for (let round = 0; round < 10; round++) {
    const { client, caller, lane } = await through({}, { reset: true, direction: 'both', after: { bytes: 10 } })
    client.socket.write('0123')
    await caller.received('0123')
    client.socket.write('456789and more')
    expect([await client.ended(), await caller.ended()]).toEqual(['RST', 'RST'])
    expect(caller.text).toBe('0123456789')
    expect(lane.printed.at(-1)).toBe('connection 1: reset after 10 bytes up')
  }
})

test('reset up is an RST for the server alone', async () => {
  const { client, caller, fault } = await through()
  client.socket.write('a')
  await caller.received('a')
  await fault({ reset: true, direction: 'up' })
  expect(await caller.ended()).toBe('RST')
  expect(client.end).toBeUndefined()
})

test('a plain reset is for the connections that are there, not for later ones', async () => {
  const { client, caller, fault, lane, dial, server } = await through()
  await fault('reset')
  expect([await client.ended(), await caller.ended()]).toEqual(['RST', 'RST'])
  expect(lane.printed.at(-1)).toBe('connection 1: reset')
  const next = await dial()
  next.socket.write('again')
  await (await server.caller(2)).received('again')
})

test('half-close behind a line: FIN after that line, the rest is lost, the other way goes on', async () => {
  const { client, caller, lane } = await through(
    {},
    { 'half-close': true, direction: 'up', after: { line: '/^QU(IT)/i' } },
  )
  client.socket.write('HELO\r\nqu')
  client.socket.write('it\r\nlost\r\n')
  expect(await caller.ended()).toBe('FIN')
  expect(caller.text).toBe('HELO\r\nquit\r\n')
  caller.socket.end('bye')
  await client.received('bye')
  expect(lane.printed.at(-1)).toBe('connection 1: half-close after /^QU(IT)/i up')
})

test('stop is a black hole until it is cleared', async () => {
  const { client, caller, fault, actor } = await through({}, { stop: true, direction: 'down', after: { bytes: 3 } })
  caller.socket.end('abcdef')
  await client.received('abc')
  client.socket.write('up goes on')
  await caller.received('up goes on')
  expect([client.text, client.end, actor.busy?.()]).toEqual(['abc', undefined, false])
  await fault('clear')
  expect(await client.ended()).toBe('FIN')
  expect(client.text).toBe('abcdef')
})

test('a reset comes through a black hole', async () => {
  const { client, caller, fault } = await through({}, 'stop')
  client.socket.write('swallowed')
  await fault('reset')
  expect([await client.ended(), await caller.ended()]).toEqual(['RST', 'RST'])
  expect(caller.text).toBe('')
})

test('corrupt turns over a bit of exactly so many bytes at the place', async () => {
  const { client, caller } = await through({}, { corrupt: 2, direction: 'up', after: { bytes: 1 } })
  client.socket.end('AAAAA')
  await caller.ended()
  expect(caller.text).toBe('A@@AA')
})

test('latency, jitter and bandwidth keep the order and the bytes, and are no rest', async () => {
  const { client, caller, actor, fault } = await through(
    {},
    { latency: '20ms', jitter: '20ms', bandwidth: '100kB', slice: 100 },
  )
  const text = Array.from({ length: 400 }, (_, number) => String(number)).join(' ')
  client.socket.end(text)
  const own = await actors.lane().until(() => actor)
  while (own.busy?.() !== true) await new Promise((resolve) => setImmediate(resolve))
  expect(caller.end).toBeUndefined()
  await caller.ended()
  expect(caller.text).toBe(text)
  await fault('clear')
})

test('clearing latency delivers what is late at once', async () => {
  const { client, caller, actor, fault } = await through({}, { latency: '10m', direction: 'up' })
  client.socket.end('late')
  while (actor.busy?.() !== true) await new Promise((resolve) => setImmediate(resolve))
  await fault({ clear: true, direction: 'up' })
  expect(await caller.ended()).toBe('FIN')
  expect(caller.text).toBe('late')
})

test('refuse: new connections are refused by the kernel, old ones go on, cleared all is well', async () => {
  const { client, caller, fault, dial, server } = await through()
  await fault('refuse')
  const refused = await dial()
  expect(await refused.ended()).toBe('ECONNREFUSED')
  client.socket.write('still here')
  await caller.received('still here')
  await fault('clear')
  const next = await dial()
  next.socket.write('me too')
  await (await server.caller(2)).received('me too')
})

test('a fault for the second connection leaves the others alone', async () => {
  const { client, caller, dial, lane, server } = await through({}, { refuse: true, connection: 2 })
  const second = await dial()
  expect(await second.ended()).toBe('RST')
  const third = await dial()
  third.socket.write('three')
  client.socket.write('one')
  await caller.received('one')
  const fromThird = await Promise.race([server.caller(2), server.caller(3)])
  expect(fromThird).toBeDefined()
  await third.sent()
  expect(lane.connections).toHaveLength(3)
})

test('a fault can be put upon one connection by its own actor', async () => {
  const { lane, dial, client } = await through()
  const second = await dial()
  const { actor } = await lane.connection(2)
  await runVerb(plugin.actors?.proxy?.verbs?.fault, actor, 'reset')
  expect(await second.ended()).toBe('RST')
  expect(client.end).toBeUndefined()
})

test('leads to a Unix socket, and to an actor by its facts', async () => {
  const path = join(actors.tmp, 's.sock')
  const server = await listening(path)
  const { actor } = await actors.start(proxy, { to: { name: 'server', facts: { path: 's.sock' } } }, 'proxy')
  const client = await dial(actor.facts().port)
  client.socket.write('hello')
  await (await server.caller(1)).received('hello')
})

test('its words, its alias, and a taken port', async () => {
  const { actor, lane, server } = await between()
  const { port } = actor.facts()
  expect(lane.events[0]).toMatchObject({ name: 'listening', words: `listening on localhost:${port}` })
  expect(lane.aliases).toEqual([[port, 'port']])
  await expect(actors.start(proxy, { port: server.port, bind: port })).rejects.toMatchObject({
    problem: { code: 'port-in-use' },
  })
  await actor.close?.()
  expect(actor.state()).toBe('stopped listening')
  expect(lane.events.at(-1)).toMatchObject({ name: 'closed', words: 'stopped listening' })
})

test('a fault’s argument is checked', () => {
  const { argument } = plugin.actors?.proxy?.verbs?.fault ?? { argument: undefined }
  const valid = (written: unknown) => argument?.safeParse(written).success
  for (const good of [
    'reset',
    { latency: '50ms', jitter: '10ms' },
    { slice: '4KiB' },
    { corrupt: true, after: { line: 'a.b' } },
  ]) {
    expect(valid(good)).toBe(true)
  }
  for (const bad of [
    'latency',
    {},
    { direction: 'up' },
    { after: { bytes: 1 }, refuse: true },
    { stop: true, after: {} },
    { stop: false },
    { reset: true, after: { line: '/(/' } },
  ]) {
    expect(valid(bad)).toBe(false)
  }
})
