import { createServer, type AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { tcpClient } from '../../plugins/tcp/tcp-client.ts'
import { startActors } from '../plugins/fake-lane.ts'

const { start } = startActors()

test('who receives an RST before Node has seen the connection was connected all the same', async () => {
  const server = createServer((socket) => socket.resetAndDestroy())
  onTestFinished(() => void server.close())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const { lane } = await start(tcpClient, { port })
  await lane.over()
  expect(lane.rows).toEqual([`* connected to localhost:${port}`, '* RST received'])
})

test('who is refused never was', async () => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  const { lane } = await start(tcpClient, { port })
  await lane.over()
  expect(lane.rows).toEqual(['* error ECONNREFUSED'])
})
