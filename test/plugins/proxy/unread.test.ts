import { connect, createServer, type Socket } from 'node:net'
import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { unreadBehind } from '../../../plugins/proxy/unread.ts'

test.runIf(existsSync('/proc/net/tcp')).each(['127.0.0.1', '::'])(
  'tells what a reader on %s has left unread',
  async (host) => {
    const server = createServer({ pauseOnConnect: true })
    await new Promise<void>((resolve) => server.listen(0, host, resolve))
    const { port } = server.address() as { port: number }
    const accepted = new Promise<Socket>((resolve) => server.once('connection', resolve))
    const client = connect(port, '127.0.0.1')
    await new Promise((resolve) => client.once('connect', resolve))
    const reader = await accepted
    await new Promise<void>((resolve) => client.write('five5', () => resolve()))
    expect(unreadBehind(client)).toBe(5)
    await new Promise<void>((resolve) => reader.once('data', () => resolve()).resume())
    expect(unreadBehind(client)).toBe(0)
    client.destroy()
    reader.destroy()
    expect(unreadBehind(client)).toBeUndefined()
    server.close()
  },
)
