import { createSocket, type Socket } from 'node:dgram'
import { expect, onTestFinished, test } from 'vitest'
import plugin from '../../../plugins/proxy/index.ts'
import { proxy } from '../../../plugins/proxy/proxy.ts'
import { udp } from '../../../plugins/udp/udp.ts'
import { runVerb, startActors } from '../fake-lane.ts'

const actors = startActors()

/** A socket that answers nothing by itself, with what has come to it. */
async function socket() {
  const own: Socket = createSocket('udp4')
  onTestFinished(() => void own.close())
  await new Promise<void>((resolve) => own.bind(0, '127.0.0.1', resolve))
  const messages: string[] = []
  const waiting = new Set<() => void>()
  let sender = 0
  own.on('message', (bytes, { port }) => {
    messages.push(bytes.toString())
    sender = port
    for (const look of waiting) look()
  })
  const { port } = own.address()
  return {
    port,
    messages,
    send: (to: number, ...texts: string[]) => texts.forEach((text) => own.send(text, to, '127.0.0.1')),
    answer: (...texts: string[]) => texts.forEach((text) => own.send(text, sender, '127.0.0.1')),
    async received(count: number) {
      while (messages.length < count) await new Promise<void>((resolve) => waiting.add(resolve))
      return messages
    },
  }
}

async function through(...faults: unknown[]) {
  const server = await socket()
  const client = await socket()
  const { actor, lane } = await actors.start(proxy, { port: server.port, udp: true, seed: 3 }, 'proxy')
  const fault = (written: unknown, of = actor) => runVerb(plugin.actors?.proxy?.verbs?.fault, of, written)
  for (const each of faults) await fault(each)
  const port = actor.facts().port as number
  return { server, client, actor, lane, fault, port, send: (...texts: string[]) => client.send(port, ...texts) }
}

test('datagrams pass both ways, with their boundaries, and every client gets its own answers', async () => {
  const { server, client, send, port, actor, lane } = await through()
  send('one', '', 'two')
  expect(await server.received(3)).toEqual(['one', '', 'two'])
  server.answer('back', '')
  expect(await client.received(2)).toEqual(['back', ''])
  const other = await socket()
  other.send(port, 'from another')
  await server.received(4)
  server.answer('to another')
  expect(await other.received(1)).toEqual(['to another'])
  expect(client.messages).toHaveLength(2)
  expect(actor.facts()).toMatchObject({ connections: 2, bytesUp: 18, bytesDown: 14 })
  const connection = await lane.connection(1)
  expect([connection.lane.messages, connection.lane.text('down')]).toEqual([['one', '', 'two'], 'back'])
  expect(lane.printed).toEqual([`connection 1 to localhost:${server.port}`, `connection 2 to localhost:${server.port}`])
})

test('an actor of the kind udp is led to by datagrams, without an option', async () => {
  const server = await actors.start(udp, {}, 'server')
  const { actor } = await actors.start(proxy, { to: server.actor }, 'proxy')
  const client = await socket()
  client.send(actor.facts().port as number, 'hello')
  await server.lane.until(() => server.lane.messages.length === 1)
  expect(actor.connectionless).toBe(true)
})

test('lose, duplicate and corrupt are about the datagrams that are named, and each has a line', async () => {
  const { server, send, lane } = await through({ lose: [2], duplicate: [3], corrupt: [4], direction: 'up' })
  send('one', 'two', 'three', 'four', 'five')
  expect(await server.received(5)).toEqual(['one', 'three', 'three', 'gour', 'five'])
  expect(lane.printed.slice(1)).toEqual([
    'connection 1: datagram 2 up lost',
    'connection 1: datagram 3 up sent twice',
    'connection 1: datagram 4 up corrupted',
  ])
})

test('a number is the next so many, from the step on', async () => {
  const { server, send, fault } = await through()
  send('one')
  await server.received(1)
  await fault({ lose: 2 })
  send('two', 'three', 'four')
  expect(await server.received(2)).toEqual(['one', 'four'])
})

test('a share is drawn by the seed: the same in every run, and about that much', async () => {
  const arrived = async (share: string | number) => {
    const { server, send } = await through({ lose: share, direction: 'up' }, { lose: [101], direction: 'up' })
    send(...Array.from({ length: 100 }, (_, number) => String(number)), 'never', 'last')
    while (server.messages.at(-1) !== 'last') await server.received(server.messages.length + 1)
    return server.messages.slice(0, -1)
  }
  const first = await arrived('19%')
  expect(await arrived(0.19)).toEqual(first)
  expect(first.length).toBeGreaterThan(65)
  expect(first.length).toBeLessThan(95)
})

test('an order is for the next group, a number for one group after the other', async () => {
  const { server, send, fault } = await through({ reorder: [2, 3, 1], direction: 'up' })
  send('a', 'b', 'c', 'd', 'e')
  expect(await server.received(5)).toEqual(['b', 'c', 'a', 'd', 'e'])
  await fault({ clear: 'reorder' })
  await fault({ reorder: 4, direction: 'up' })
  send('1', '2', '3', '4', '5', '6', '7', '8', '9')
  const [...groups] = (await server.received(14)).slice(5)
  expect([groups.slice(0, 4).toSorted(), groups.slice(4, 8).toSorted(), groups.slice(8)]).toEqual([
    ['1', '2', '3', '4'],
    ['5', '6', '7', '8'],
    ['9'],
  ])
  expect(groups.slice(0, 4)).not.toEqual(['1', '2', '3', '4'])
})

test('stop holds until it is cleared, and latency keeps the order', async () => {
  const { server, client, send, fault, actor } = await through({ stop: true, direction: 'up' })
  send('one', 'two')
  server.answer()
  const own = await actors.lane().until(() => actor)
  while (own.facts().connections !== 1) await new Promise((resolve) => setImmediate(resolve))
  await fault({ clear: 'stop' })
  expect(await server.received(2)).toEqual(['one', 'two'])
  await fault({ latency: '10ms', jitter: '9ms', direction: 'down' })
  server.answer('1', '2', '3', '4', '5')
  while (actor.busy?.() !== true) await new Promise((resolve) => setImmediate(resolve))
  expect(await client.received(5)).toEqual(['1', '2', '3', '4', '5'])
})

test.each([
  [{ after: { datagrams: 2 } }, ['a', 'b', 'd']],
  [{ after: { text: 'a' } }, ['a', 'c', 'd']],
  [{ before: { line: '/^c$/' } }, ['a', 'b', 'd']],
  [{ before: { hex: '62' } }, ['a', 'c', 'd']],
])('at a place, one is lost: %j', async (place, arrive) => {
  const { server, send } = await through({ lose: 1, direction: 'up', ...place })
  send('a', 'b', 'c', 'd')
  expect(await server.received(3)).toEqual(arrive)
})

test('a question silences the answers', async () => {
  const { server, client, send, fault } = await through({
    stop: true,
    direction: 'down',
    before: { text: 'quiet', direction: 'up' },
  })
  send('hello')
  await server.received(1)
  server.answer('hi')
  await client.received(1)
  send('quiet')
  await server.received(2)
  server.answer('held')
  await fault('clear')
  expect(await client.received(2)).toEqual(['hi', 'held'])
})

test('what has not come of it is said in datagrams', async () => {
  const { server, send, actor } = await through({ lose: [1, 5], direction: 'up' }, { lose: 1, direction: 'down' })
  send('a', 'b')
  await server.received(1)
  expect(actor.state()).toContain('lose datagrams 1 and 5, up (2 of 5 datagrams had passed up (connection 1))')
  expect(actor.state()).toContain('0 of 1 datagram had passed down')
})

test('a taken port, and its end', async () => {
  const { actor, lane, port } = await through()
  await expect(actors.start(proxy, { port: 1, udp: true, bind: port })).rejects.toMatchObject({
    problem: { code: 'port-in-use' },
  })
  await actor.close?.()
  expect(lane.events.at(-1)).toMatchObject({ name: 'closed' })
})
