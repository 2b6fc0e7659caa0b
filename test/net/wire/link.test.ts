import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import type { Fault } from '../../../src/net/wire/fault.ts'
import { stopReading } from '../../../src/net/handle.ts'
import { Link } from '../../../src/net/wire/link.ts'
import { seededRandom } from '../../../src/net/wire/random.ts'

const allHalfOpen = { allowHalfOpen: true, noDelay: true }

async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}

/** A server, and links to it with this fault; answers where to connect and the server’s socket of each caller, in their order. */
async function linked(faultOf: (number: number) => Fault, pauseOnConnect = false) {
  const callers: Socket[] = []
  const links: Link[] = []
  const far = createServer({ ...allHalfOpen, pauseOnConnect }, (socket) => callers.push(socket.on('error', () => {})))
  const to = await listening(far)
  let number = 0
  const none = () => {}
  const near = createServer(allHalfOpen, (client) => {
    const server = connect({ port: to, host: '127.0.0.1', ...allHalfOpen })
    const link = new Link(client, server, { number: ++number, seed: 1, struck: none, unreachable: none, gone: none })
    link.add(faultOf(link.number))
    links.push(link)
    onTestFinished(() => link.destroy())
  })
  return { port: await listening(near), far, callers, links }
}

/** Writes in pieces of random lengths until nobody takes any more. */
function flood(socket: Socket, bytes: Buffer, draw: () => number): void {
  for (let from = 0; from < bytes.length && socket.writable;) {
    const piece = bytes.subarray(from, from + 1 + Math.floor(draw() * 300))
    socket.write(piece)
    from += piece.length
  }
}

const turn = () => new Promise<void>((resolve) => void setImmediate(resolve))

const bytes = Buffer.from(Array.from({ length: 2000 }, (_, index) => index % 251))

test('an RST hits its byte in 1,000 of 1,000 connections', async () => {
  const draw = seededRandom(7)
  const places = Array.from({ length: 1000 }, () => 1 + Math.floor(draw() * 1999))
  const { port, far } = await linked((number) => ({
    direction: 'up',
    after: { bytes: places[number - 1] as number },
    reset: true,
  }))
  const got: number[] = []
  for (const _ of places) {
    const client = connect({ port, host: '127.0.0.1', ...allHalfOpen }).on('error', () => {})
    const [caller] = (await once(far, 'connection')) as [Socket]
    let length = 0
    caller.on('data', (chunk: Buffer) => (length += chunk.length))
    flood(client, bytes, draw)
    await new Promise((resolve) => caller.once('close', resolve))
    got.push(length)
    client.destroy()
  }
  expect(got).toEqual(places)
})

test.each([undefined, 'up'] as const)(
  'what is answered while an RST waits for its reader is lost: %s',
  async (direction) => {
    const place = direction === undefined ? { bytes: 5 } : { bytes: 5, direction }
    const { port, far, links } = await linked(() => ({ direction: 'both', after: place, reset: true }), true)
    const answers: string[] = []
    const client = connect({ port, host: '127.0.0.1', ...allHalfOpen }).on('error', () => {})
    client.on('data', (chunk: Buffer) => answers.push(chunk.toString())).on('end', () => answers.push('FIN'))
    const [caller] = (await once(far, 'connection')) as [Socket]
    client.write('hello, and more')
    while (links[0]?.bytesUp !== 5) await turn()
    // It has not read anything yet, so that the RST waits.
    let length = 0
    caller.on('data', (chunk: Buffer) => (length += chunk.length)).end('answer')
    for (let turns = 0; turns < 20; turns++) await turn()
    caller.resume()
    await new Promise((resolve) => client.once('close', resolve))
    expect({ answers, length }).toEqual({ answers: [], length: 5 })
  },
)

test('what passes before a fault has come, and after it is over, passes whole', async () => {
  const { port, far } = await linked(() => ({ direction: 'up', split: [5] }))
  const client = connect({ port, host: '127.0.0.1', ...allHalfOpen }).on('error', () => {})
  const [caller] = (await once(far, 'connection')) as [Socket]
  const received: Buffer[] = []
  caller.on('data', (chunk: Buffer) => received.push(chunk))
  flood(client, bytes, seededRandom(3))
  client.end()
  await once(caller, 'end')
  expect(received[0]?.length).toBe(5)
  expect(Buffer.concat(received).equals(bytes)).toBe(true)
})

test('a slow reader stops the writer, and gets all in its order', async () => {
  const { port, far } = await linked(() => ({ direction: 'down', latency: 0 }))
  const client = connect({ port, host: '127.0.0.1', ...allHalfOpen }).on('error', () => {})
  const [caller] = (await once(far, 'connection')) as [Socket]
  caller.pause()
  const many = 32_000
  for (let count = 0; count < many; count++) client.write(bytes)
  client.end()
  // The kernels and the link on the way take some megabytes, and 64 are too many for them.
  for (let turn = 0; turn < 200; turn++) await new Promise((resolve) => setImmediate(resolve))
  expect(client.writableLength).toBeGreaterThan(1e6)
  let length = 0
  let inOrder = true
  caller.on('data', (chunk: Buffer) => {
    inOrder &&= chunk[0] === (length % bytes.length) % 251
    length += chunk.length
  })
  caller.resume()
  await once(caller, 'end')
  expect({ length, inOrder }).toEqual({ length: many * bytes.length, inOrder: true })
})

test('what was sent before an RST passes, also when the other side writes into it', async () => {
  const { port, far, links } = await linked(() => ({ direction: 'down', latency: 0 }))
  const client = connect({ port, host: '127.0.0.1', ...allHalfOpen }).on('error', () => {})
  const [caller] = (await once(far, 'connection')) as [Socket]
  const received: string[] = []
  caller.on('data', (chunk: Buffer) => received.push(chunk.toString()))
  client.write('hello')
  while (links[0]?.bytesUp !== 5) await turn()
  // The link does not come to read before it writes, and the RST is there by then.
  stopReading(links[0].client)
  caller.write('answer')
  client.write(', last words')
  client.resetAndDestroy()
  await new Promise((resolve) => caller.once('close', resolve))
  expect(received.join('')).toBe('hello, last words')
})
