import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { ReadingSocket } from '../../src/net/reading-socket.ts'

const megabyte = (letter: string) => Buffer.alloc(1024 * 1024, letter)

/** A socket, and the other end of it. */
async function pair(): Promise<{ socket: ReadingSocket; peer: Socket }> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const socket = new ReadingSocket({ allowHalfOpen: true })
  socket.connect((server.address() as AddressInfo).port, '127.0.0.1')
  const [peer] = (await once(server, 'connection')) as [Socket]
  onTestFinished(() => {
    socket.destroy()
    peer.destroy()
    server.close()
  })
  return { socket, peer }
}

/** All that comes until the end. */
async function all(socket: ReadingSocket): Promise<Buffer> {
  const chunks: Buffer[] = []
  socket.on('data', (chunk: Buffer) => chunks.push(chunk))
  await once(socket, 'end')
  return Buffer.concat(chunks)
}

test('what several have read at once stays each one’s own', async () => {
  const pairs = await Promise.all([pair(), pair(), pair()])
  const received = pairs.map(({ socket }) => all(socket))
  for (const [index, { peer }] of pairs.entries()) peer.end(megabyte(String(index)))
  for (const [index, bytes] of (await Promise.all(received)).entries())
    expect(bytes.equals(megabyte(String(index)))).toBe(true)
})

test('a taker is given large pieces, which are no data then', async () => {
  const { socket, peer } = await pair()
  let taken = 0
  socket.taker = (bytes) => {
    expect(bytes.equals(Buffer.alloc(bytes.length, 'x'))).toBe(true)
    taken += bytes.length
    return true
  }
  const rest = all(socket)
  peer.end(megabyte('x'))
  const { length } = await rest
  expect(taken + length).toBe(1024 * 1024)
  expect(taken).toBeGreaterThan(0)
  expect(socket.bytesRead).toBe(1024 * 1024)
})

test('what it does not take comes as data, in its order', async () => {
  const { socket, peer } = await pair()
  const chunks: Buffer[] = []
  let calls = 0
  socket.taker = (bytes) => {
    calls += 1
    if (calls % 2 === 0) return false
    chunks.push(Buffer.from(bytes))
    return true
  }
  socket.on('data', (chunk: Buffer) => chunks.push(chunk))
  const sent = Buffer.from(Array.from({ length: 200_000 }, (_, index) => `${index}\n`).join(''))
  peer.end(sent)
  await once(socket, 'end')
  expect(Buffer.concat(chunks).equals(sent)).toBe(true)
  expect(calls).toBeGreaterThan(1)
})

test('it reads no more than 64 KiB at once where a pause comes nearer', async () => {
  const { socket, peer } = await pair()
  const lengths: number[] = []
  socket.taker = (bytes) => lengths.push(bytes.length) > 0
  socket.readLess()
  socket.readLess()
  const rest = all(socket)
  peer.end(Buffer.concat([megabyte('x'), megabyte('y')]))
  const { length } = await rest
  expect(Math.max(...lengths)).toBe(64 * 1024)
  expect(lengths.reduce((sum, each) => sum + each, length)).toBe(2 * 1024 * 1024)
})

test('while it is paused nothing is taken, and all of it comes later', async () => {
  const { socket, peer } = await pair()
  const chunks: Buffer[] = []
  socket.taker = (bytes) => {
    expect(socket.isPaused()).toBe(false)
    chunks.push(Buffer.from(bytes))
    socket.pause()
    setImmediate(() => socket.resume())
    return true
  }
  socket.on('data', (chunk: Buffer) => chunks.push(chunk))
  const sent = Buffer.from(Array.from({ length: 200_000 }, (_, index) => `${index}\n`).join(''))
  peer.end(sent)
  await once(socket, 'end')
  expect(Buffer.concat(chunks).equals(sent)).toBe(true)
})
