import { connect, createServer, type Server, type Socket } from 'node:net'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { resetSocket } from '../../src/net/reset-socket.ts'

/** How a client sees the end of its connection. */
async function endSeen(listen: (server: Server, ready: () => void) => void): Promise<string> {
  const server = createServer((socket) => resetSocket(socket))
  onTestFinished(() => void server.close())
  await new Promise<void>((resolve) => listen(server, resolve))
  const address = server.address()
  const client: Socket = typeof address === 'string' ? connect(address) : connect(address?.port ?? 0, '127.0.0.1')
  onTestFinished(() => void client.destroy())
  return new Promise((resolve) => {
    client.on('end', () => resolve('FIN'))
    client.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    client.resume()
  })
}

test('an RST over TCP, and the end of a Unix socket, which has none', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sc-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  expect(await endSeen((server, ready) => server.listen(0, '127.0.0.1', ready))).toBe('ECONNRESET')
  expect(await endSeen((server, ready) => server.listen(join(folder, 's.sock'), ready))).toBe('FIN')
})
