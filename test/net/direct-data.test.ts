import { once } from 'node:events'
import { setImmediate as turn } from 'node:timers/promises'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { passDirectly, passNoLonger } from '../../src/net/direct-data.ts'

/** A socket that adds what it reads to a list, and the other end of it. */
async function pair() {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  const [peer] = (await once(server, 'connection')) as [Socket]
  onTestFinished(() => {
    socket.destroy()
    peer.destroy()
    server.close()
  })
  const chunks: Buffer[] = []
  const add = (chunk: Buffer): void => void chunks.push(chunk)
  socket.on('data', add)
  passDirectly(socket, add)
  return { socket, peer, add, text: () => Buffer.concat(chunks).toString() }
}

test('all comes once and in its order, also what waited behind a pause or was put back', async () => {
  const { socket, peer, text } = await pair()
  socket.pause()
  peer.write('one ')
  while (socket.readableLength === 0) await turn()
  expect(text()).toBe('')
  socket.unshift('zero ')
  socket.resume()
  peer.write('two ')
  peer.end('three')
  await once(socket, 'end')
  expect(text()).toBe('zero one two three')
})

test('a listener that pauses gets the rest when it goes on', async () => {
  const { socket, peer, text } = await pair()
  const large = Buffer.alloc(1024 * 1024, 'x')
  socket.on('data', () => {
    socket.pause()
    setImmediate(() => socket.resume())
  })
  passNoLonger(socket)
  passDirectly(socket, (chunk) => void socket.emit('data', chunk))
  peer.end(large)
  await once(socket, 'end')
  expect(text()).toBe(large.toString())
})

test('without it, what is read goes through the stream as before', async () => {
  const { socket, peer, add, text } = await pair()
  passNoLonger(socket)
  expect(Object.hasOwn(socket, 'push')).toBe(false)
  socket.off('data', add)
  peer.end('one')
  await once(socket, 'readable')
  expect(String(socket.read())).toBe('one')
  expect(text()).toBe('')
})
