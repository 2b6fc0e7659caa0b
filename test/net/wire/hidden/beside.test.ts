import { createServer, type AddressInfo, type Socket } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { connectFrom, portsBeside } from '../../../../src/net/wire/hidden/beside.ts'

describe('ports beside another', () => {
  test('differ in their last digit, and those that are never drawn come first', () => {
    expect(portsBeside(21_273, (port) => port === 21_275)).toEqual(
      [8, 9, 0, 1, 2, 4, 6, 7].map((last) => 21_270 + last),
    )
    expect(portsBeside(65_531, () => false)).toEqual([65_530, 65_532, 65_533, 65_534, 65_535])
  })
})

/** A server that answers nothing, its port, and the ports from which it is called. */
async function called(): Promise<{ readonly port: number; readonly from: Promise<number> }> {
  const server = createServer()
  onTestFinished(() => void server.close())
  const from = new Promise<number>((resolve) =>
    server.on('connection', (socket: Socket) => {
      resolve(socket.remotePort ?? 0)
      socket.destroy()
    }),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { port: (server.address() as AddressInfo).port, from }
}

/** A port that nobody has now. */
async function free(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

test.each([
  ['one that is listened on', (taken: number, own: number) => [taken, own]],
  ['none', (_: number, own: number) => [own]],
])('a connection comes from the first port that is free, behind %s', async (_, ports) => {
  const { port, from } = await called()
  const own = await free()
  const socket = await new Promise<Socket>((resolve) =>
    connectFrom(ports(port, own), { host: '127.0.0.1', port }, resolve),
  )
  socket.on('error', () => {})
  expect(socket.localPort).toBe(own)
  expect(await from).toBe(own)
  socket.destroy()
})

test('where none of them is free a connection comes from any', async () => {
  const { port, from } = await called()
  const socket = await new Promise<Socket>((resolve) => connectFrom([port], { host: '127.0.0.1', port }, resolve))
  socket.on('error', () => {})
  expect(await from).toBe(socket.localPort)
  expect(socket.localPort).not.toBe(port)
  socket.destroy()
})
