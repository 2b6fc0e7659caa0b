import { connect, createServer, type Socket } from 'node:net'
import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { connectionsNow, tcpQueues, unsentBy } from '../../src/kernel/tcp-queues.ts'
import { endsOf } from '../../src/text/hosts.ts'

test.runIf(existsSync('/proc/net/tcp')).each([
  ['127.0.0.1', '127.0.0.1'],
  ['::', '127.0.0.1'],
  ['::1', '::1'],
])('tells what a reader on %s has left unread', async (host, called) => {
  const server = createServer({ pauseOnConnect: true })
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  const { port } = server.address() as { port: number }
  const accepted = new Promise<Socket>((resolve) => server.once('connection', resolve))
  const client = connect(port, called)
  await new Promise((resolve) => client.once('connect', resolve))
  const reader = await accepted
  const ends = endsOf(client)
  await new Promise<void>((resolve) => client.write('five5', () => resolve()))
  expect(tcpQueues(ends)).toMatchObject({ unsent: 0, unread: 5 })
  const now = connectionsNow()
  expect(tcpQueues(ends, now)).toMatchObject({ unsent: 0, unread: 5 })
  await new Promise<void>((resolve) => reader.once('data', () => resolve()).resume())
  expect(tcpQueues(ends)).toMatchObject({ unsent: 0, unread: 0 })
  // Its tables stay as they were read.
  expect(tcpQueues(ends, now)).toMatchObject({ unsent: 0, unread: 5 })
  client.destroy()
  reader.destroy()
  expect(tcpQueues({ local: 'tcp:127.0.0.1:1', remote: 'tcp:127.0.0.1:2' })).toBeUndefined()
  expect(tcpQueues({ local: 'unix:/a' })).toBeUndefined()
  server.close()
})

test.runIf(existsSync('/proc/net/tcp'))('counts what a process has written and nobody has acknowledged', async () => {
  const server = createServer({ pauseOnConnect: true })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const accepted = new Promise<Socket>((resolve) => server.once('connection', resolve))
  const client = connect((server.address() as { port: number }).port, '127.0.0.1')
  const reader = await accepted
  client.write('read by the kernel of the other end')
  await new Promise<void>((resolve) => client.write('', () => resolve()))
  const before = unsentBy([process.pid])
  // More than both kernels have room for: some of it stays here.
  client.write(Buffer.alloc(64 * 1024 * 1024))
  await new Promise((resolve) => setImmediate(resolve))
  expect(unsentBy([process.pid])).toBeGreaterThan(before)
  expect(unsentBy([])).toBe(0)
  expect(unsentBy([2 ** 22 + 1])).toBe(0)
  client.destroy()
  reader.destroy()
  server.close()
})
