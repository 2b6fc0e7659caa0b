import { describe, expect, test } from 'vitest'
import { between, through } from './between.ts'

/** Writes each piece when the one before has left. */
async function write(peer: { readonly socket: { write(text: string, done: () => void): void } }, ...pieces: string[]) {
  for (const piece of pieces) await new Promise<void>((resolve) => peer.socket.write(piece, resolve))
}
const chunks = (peer: { readonly chunks: Buffer[] }): string[] => peer.chunks.map(String)

test('join: bytes that come in pieces arrive in one', async () => {
  const { client, caller, lane } = await through({}, { join: 13, direction: 'up' })
  for (const piece of ['PU', 'T so', 'met', 'hing']) await write(client, piece)
  await caller.received('PUT something')
  expect(chunks(caller)).toEqual(['PUT something'])
  await write(client, 'more')
  await caller.received('PUT somethingmore')
  expect(lane.printed.at(-1)).toBe('connection 1: join')
})

test('join: what is there goes on when the sender stops, and nothing is lost at its end', async () => {
  const { client, caller, actor } = await through({}, { join: 1000, direction: 'up', after: { bytes: 2 } })
  await write(client, 'abcdef')
  await caller.received('abcdef')
  expect(actor.state()).toContain('4 of 1000 bytes had passed up')
  const other = await through({}, { join: 1000, direction: 'up' })
  other.client.socket.end('bye')
  expect(await other.caller.ended()).toBe('FIN')
  expect(other.caller.text).toBe('bye')
})

test('delay: the next byte and all behind it come later, once and in order', async () => {
  const { client, caller, actor } = await through({}, { delay: '10m', direction: 'up', after: { bytes: 3 } })
  await write(client, 'abc', 'def')
  await caller.received('abc')
  expect(actor.busy?.()).toBe(true)
  const soon = await through({}, { delay: '1ms' })
  await write(soon.client, 'abc')
  soon.client.socket.end('def')
  await soon.caller.ended()
  expect(soon.caller.text).toBe('abcdef')
})

test('lose: so many bytes never arrive, in front of a text that comes in pieces', async () => {
  const { client, caller } = await through({}, { lose: 5, direction: 'up', before: { text: 'user=' } })
  for (const piece of ['login us', 'er', '=anna, user=ben']) await write(client, piece)
  client.socket.end()
  await caller.ended()
  expect(caller.text).toBe('login anna, user=ben')
})

test('what only looks like the beginning of a text goes on, at once when that is clear', async () => {
  const { client, caller } = await through({}, { reset: true, direction: 'up', before: { text: 'user=' } })
  await write(client, 'use')
  await caller.received('use')
  await write(client, 'less us')
  await caller.received('useless us')
  await write(client, 'er=')
  expect(await caller.ended()).toBe('RST')
  // Its beginning had gone on already: the sender had stopped in the middle of it.
  expect(caller.text).toBe('useless us')
})

test.each([
  [{ line: 'OK' }, 'ready\n'],
  [{ text: '\nOK' }, 'ready'],
  [{ hex: '4f ?? 0a' }, 'ready\n'],
])('before %j: exactly the bytes in front of it arrive', async (before, text) => {
  const { client, caller } = await through({}, { 'half-close': true, direction: 'down', before })
  for (const piece of ['rea', 'dy\n', 'O', 'K\nlost']) await write(caller, piece)
  expect(await client.ended()).toBe('FIN')
  expect(client.text).toBe(text)
})

test('match: the second line that matches, not the first', async () => {
  const { client, caller, lane } = await through(
    {},
    { reset: true, direction: 'up', after: { line: '/^GET/', match: 2 } },
  )
  await write(client, 'GET 1\nHEAD\nGE')
  await write(client, 'T 2\nGET 3\n')
  expect(await caller.ended()).toBe('RST')
  expect(caller.text).toBe('GET 1\nHEAD\nGET 2\n')
  expect(lane.printed.at(-1)).toBe('connection 1: reset after match 2 of /^GET/ up')
})

test('times: a fault for some bytes strikes at so many matches, also of one chunk', async () => {
  const { client, caller } = await through({}, { corrupt: 1, direction: 'up', after: { text: '>' }, times: 2 })
  client.socket.end('>A >A >A >A')
  await caller.ended()
  expect(caller.text).toBe('>@ >@ >A >A')
})

test('times: over all connections', async () => {
  const { server, dial, lane } = await between({}, { reset: true, before: { line: 'GET' }, times: 2 })
  const ends: (string | undefined)[] = []
  for (let number = 1; number <= 3; number++) {
    const client = await dial()
    const caller = await server.caller(number)
    client.socket.end('GET\n')
    ends.push(await caller.ended())
  }
  expect(ends).toEqual(['RST', 'RST', 'FIN'])
  expect(lane.printed.filter((line) => line.includes('reset'))).toHaveLength(2)
})

test('refuse once: one connection ends with an RST, the next one goes through', async () => {
  const { server, dial } = await between({}, { refuse: true, once: true })
  const first = await dial()
  expect(await first.ended()).toBe('RST')
  const second = await dial()
  await write(second, 'hello')
  await (await server.caller(2)).received('hello')
})

test('a request silences the answers: the place is looked for in the other direction', async () => {
  const { client, caller, fault, lane, actor } = await through(
    {},
    { stop: true, direction: 'down', before: { line: 'DATA', direction: 'up' } },
  )
  await write(client, 'MAIL\n')
  await caller.received('MAIL\n')
  await write(caller, '250\n')
  await client.received('250\n')
  await write(client, 'DATA\n')
  await caller.received('MAIL\nDATA\n')
  await write(caller, '354\n')
  await write(client, 'still up\n')
  await caller.received('MAIL\nDATA\nstill up\n')
  await lane
    .connection(1)
    .then((connection) => connection.lane.until(() => connection.lane.text('down') === '250\n354\n'))
  expect([client.text, actor.state()]).toEqual(['250\n', expect.not.stringContaining('pending')])
  await fault({ clear: 'stop' })
  await client.received('250\n354\n')
  expect(lane.printed.at(-1)).toBe('connection 1: stop before /DATA/ up')
})

test('close: FIN to both sides behind so many bytes of one of them', async () => {
  const { client, caller } = await through({}, { close: true, after: { bytes: 4, direction: 'down' } })
  await write(client, 'a question that is longer')
  await write(caller, 'answer')
  expect([await client.ended(), await caller.ended()]).toEqual(['FIN', 'FIN'])
  expect(client.text).toBe('answ')
})

test('timeout: nothing arrives, and then both sides get a FIN; cleared before, everything arrives', async () => {
  const { client, caller, lane } = await through({}, { timeout: '20ms', direction: 'down' })
  await write(caller, 'swallowed')
  expect([await client.ended(), await caller.ended()]).toEqual(['FIN', 'FIN'])
  expect([client.text, lane.printed.at(-1)]).toEqual(['', 'connection 1: timeout'])
  const cleared = await through({}, { timeout: '10m' })
  expect(cleared.actor.dueIn?.()).toBeGreaterThan(500_000)
  await write(cleared.caller, 'late')
  await cleared.fault('clear')
  await cleared.client.received('late')
  expect(cleared.actor.dueIn?.()).toBeUndefined()
})

test('slow-close: the FIN is late, and no byte is', async () => {
  const { client, caller, actor, fault } = await through({}, { 'slow-close': '10m', direction: 'up' })
  client.socket.end('bye')
  await caller.received('bye')
  await actorIsBusy(actor)
  expect(caller.end).toBeUndefined()
  await fault('clear')
  expect(await caller.ended()).toBe('FIN')
})

test('after a time', async () => {
  const { client, caller, lane } = await through({}, { reset: true, after: { time: '10ms' } })
  expect([await client.ended(), await caller.ended()]).toEqual(['RST', 'RST'])
  expect(lane.printed.at(-1)).toBe('connection 1: reset after 10ms')
})

test('one of two faults is cleared, the other one stays', async () => {
  const { client, caller, fault } = await through({}, { latency: '10m', slice: 1, direction: 'up' })
  await write(client, 'abcd')
  await fault({ clear: 'latency' })
  await caller.received('abcd')
  await write(client, 'efgh')
  await caller.received('abcdefgh')
  expect(chunks(caller).slice(-4)).toEqual(['e', 'f', 'g', 'h'])
})

test('a share of connections is drawn by the seed, and is about that share', async () => {
  const struck = async (seed: number): Promise<number[]> => {
    const { dial, server } = await between({ seed }, { corrupt: 1, direction: 'up', connection: '40%' })
    const numbers: number[] = []
    for (let number = 1; number <= 20; number++) {
      const client = await dial()
      const caller = await server.caller(number)
      client.socket.end('A')
      await caller.ended()
      if (caller.text === '@') numbers.push(number)
    }
    return numbers
  }
  const first = await struck(1)
  expect(await struck(1)).toEqual(first)
  expect(await struck(2)).not.toEqual(first)
  expect(first.length).toBeGreaterThan(2)
  expect(first.length).toBeLessThan(16)
})

describe('several faults at once', () => {
  test('a join is not undone by a fault inside of it', async () => {
    const { client, caller } = await through(
      {},
      { join: 6, direction: 'up' },
      { corrupt: 1, direction: 'up', after: { bytes: 2 } },
    )
    await write(client, 'AAA', 'AAA')
    await caller.received('AA@AAA')
    expect(chunks(caller)).toEqual(['AA@AAA'])
  })

  test.each(['reset', 'half-close'])('what is being joined arrives before a %s', async (end) => {
    const { client, caller } = await through(
      {},
      { join: 1000, direction: 'up' },
      { [end]: true, direction: 'up', after: { bytes: 4 } },
    )
    await write(client, 'ab', 'cdef')
    expect(await caller.ended()).toBe(end === 'reset' ? 'RST' : 'FIN')
    expect(caller.text).toBe('abcd')
  })

  test('a reset behind a text in front of which something is lost', async () => {
    const { client, caller } = await through(
      {},
      { lose: 1, direction: 'up', before: { text: 'bc' } },
      { reset: true, direction: 'up', after: { text: 'cd' } },
    )
    await write(client, 'a', 'b', 'c', 'd', 'e')
    expect(await caller.ended()).toBe('RST')
    expect(caller.text).toBe('acd')
  })
})

async function actorIsBusy(actor: { busy?(): boolean }): Promise<void> {
  while (actor.busy?.() !== true) await new Promise((resolve) => setImmediate(resolve))
}
