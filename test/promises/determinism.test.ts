import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { RawRow } from '../../src/model/event.ts'
import { check, run, type Checked, type Services } from '../../src/pipeline.ts'
import { hostFor, rowsOf, servicesAt } from '../scenarios/house.ts'
import { folderWith } from '../suite/temporary.ts'

/** Whole numbers from 0 to below a limit, always the same for a seed (a linear congruential generator). */
function dice(seed: number): (limit: number) => number {
  let state = seed >>> 0
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * limit)
  }
}

const turns = async (count: number): Promise<void> => {
  for (let i = 0; i < count; i++) await new Promise((resolve) => void setImmediate(resolve))
}

/** Hands on what comes in, cut anywhere and each piece so many turns of the event loop late; the FIN behind the last byte. */
function cutting(from: net.Socket, to: net.Socket, roll: (limit: number) => number): void {
  let work = Promise.resolve()
  from.on('data', (bytes: Buffer) => {
    work = work.then(async () => {
      for (let at = 0; at < bytes.length;) {
        const size = 1 + roll(roll(2) === 0 ? 3 : 40)
        await turns(roll(4))
        if (to.writable) to.write(bytes.subarray(at, at + size))
        at += size
      }
    })
  })
  from.on('end', () => {
    work = work.then(async () => {
      await turns(roll(4))
      to.end()
    })
  })
  from.on('error', () => to.destroy())
}

/** A relay to a port, whose manner is drawn from a seed. */
async function relayTo(port: () => number, seed: number): Promise<{ port: number; close(): Promise<void> }> {
  const roll = dice(seed)
  const sockets = new Set<net.Socket>()
  const server = net.createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    const other = net.connect({ port: port(), host: '127.0.0.1', allowHalfOpen: true, noDelay: true })
    for (const socket of [client, other]) sockets.add(socket.on('close', () => sockets.delete(socket)))
    cutting(client, other, roll)
    cutting(other, client, roll)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as net.AddressInfo).port,
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Plays a scenario once, its clients reaching the server through a relay with this seed; answers the rows of its transcript. */
async function played(text: string, seed: number): Promise<readonly string[]> {
  let port = 0
  const relay = await relayTo(() => port, seed)
  // The system draws the server's port, and the relay learns it from the scenario: a port chosen before could be taken by then.
  const onRow = (row: RawRow) => {
    port = Number(/^listening on localhost:(\d+)$/.exec(String(row.text))?.[1] ?? port)
  }
  try {
    const vars = new Map([['relay', String(relay.port)]])
    const { checked, services } = await prepared(text, vars)
    const result = await run(checked, hostFor({ vars, onRow }), services)
    if (result.status !== 'passed') throw new Error(`${result.failure?.message} (${result.failure?.why})`)
    return rowsOf(result).map((row) => row.replaceAll(String(relay.port), 'RELAY'))
  } finally {
    await relay.close()
  }
}

async function prepared(
  text: string,
  vars: ReadonlyMap<string, string>,
): Promise<{ checked: Checked; services: Services }> {
  const folder = folderWith({})
  fs.writeFileSync(path.join(folder, 'it.yaml'), text)
  const services = servicesAt(folder, vars)
  const checked = await check(path.join(folder, 'it.yaml'), services)
  expect(checked.problems).toEqual([])
  return { checked, services }
}

const head = 'vars: { relay: 1 }\n'

const talk = `scenario: one client
${head}actors:
  server: { tcp-server: { rules: [{ when: /^hello/, reply: [and hello to you, "how are you?"] }, { when: bye, reply: farewell, close: true }] } }
  client: { tcp-client: { port: "\${relay}" } }
steps:
  - start: server
  - connect: client
  - send: { client: [hello, "käse 🧀 und brot", "", "a\\tb"] }
  - expect: { server#1: "a\\tb", client: how are you? }
  - send: { server#1: [one, two, three, four, five] }
  - expect: { client: [{ lines: [one, two] }, { any-order: [five, three] }] }
  - send: { server#1: { text: "password: " } }
  - expect: { client: { prompt: "password: " } }
  - send: { client: { text: "se" } }
  - send: { client: cret }
  - expect: { server#1: { line: secret } }
  - send: { server#1: { bytes: "de ad 0a ff" } }
  - expect: { client: { bytes: "de ad" } }
  - send: { client: bye }
  - expect: { client: [farewell, { event: end }], server#1: [bye, { event: end }] }
`

const group = `scenario: several clients, a server with a voice
${head}actors:
  server: { echo-server: { rows: sorted } }
  anna: { telnet: { host: 127.0.0.1, port: "\${relay}" } }
  ben: { tcp-client: { port: "\${relay}" } }
  cleo: { tcp-client: { port: "\${relay}", rows: all } }
steps:
  - start: server
  - connect: anna
  - expect: { anna: Hello client!, server: client connected }
  - connect: ben
  - expect: { server: client connected, ben: Hello client! }
  - connect: cleo
  - expect: { server: client connected, cleo: Hello client! }
  - send: { anna: from anna, ben: [from ben, again], cleo: from cleo }
  - expect: { cleo: from cleo, ben: [from ben, again], anna: from anna }
  - expect: { server#1: from anna, server#2: again, server#3: from cleo }
  - repeat: { times: 5, steps: [{ send: { ben: "round \${n}" } }, { expect: { ben: "round \${n}" } }] }
  - send: { cleo: { text: no end } }
  - expect: { cleo: { prompt: no end } }
  - exit: anna
  - close: [ben, cleo]
`

const framed = `scenario: framed by length, and a long body
${head}actors:
  server: { tcp-server: { framing: { length: 2 } } }
  client: { tcp-client: { port: "\${relay}", framing: { length: 2 } } }
steps:
  - start: server
  - connect: client
  - send: { client: [first, "", third] }
  - expect: { server#1: { lines: [first, "", third] } }
  - send: { server#1: an answer }
    times: 50
  - expect: { client: an answer }
  - expect: { client: { lines: 20 } }
  - close: server#1
  - expect: { client: { event: end }, server#1: { event: end } }
`

test.each([
  ['one client with every matcher', talk],
  ['several clients at once', group],
  ['another framing, and much that is skipped', framed],
])('a conversation whose bytes are cut and delayed at random has one transcript: %s', async (_, text) => {
  const expected = await played(text, 1)
  expect(expected.length).toBeGreaterThan(8)
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 2, max: 2 ** 31 }), async (seed) => {
      expect(await played(text, seed)).toEqual(expected)
    }),
    { numRuns: 40 },
  )
})

test('side by side they do not disturb each other', async () => {
  const alone = await Promise.all([talk, group, framed].map((text) => played(text, 7)))
  const together = await Promise.all(
    Array.from(
      { length: 12 },
      async (_, index) => [index % 3, await played([talk, group, framed][index % 3] ?? '', index)] as const,
    ),
  )
  for (const [which, rows] of together) expect(rows).toEqual(alone[which])
})
