import net from 'node:net'
import { expect, onTestFinished, test, vi } from 'vitest'
import { loadPackages, type Packages } from '../../src/queue/packages.ts'
import { connect } from '../../src/queue/redis.ts'

/** A peer that answers each command with OK, and can be made to keep its answers. */
async function peer({ answers }: { answers: boolean }) {
  let kept: (() => void)[] | undefined = answers ? undefined : []
  const sockets = new Set<net.Socket>()
  const server = net.createServer((socket) => {
    sockets.add(socket.on('error', () => {}))
    socket.on('data', (data) => {
      for (const _ of String(data).match(/^\*\d+\r$/gm) ?? []) {
        const answer = (): void => void socket.write('+OK\r\n')
        if (kept === undefined) answer()
        else kept.push(answer)
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const { port } = server.address() as net.AddressInfo
  return {
    address: { host: '127.0.0.1', port, tls: false, shown: `redis://127.0.0.1:${port}`, secrets: [] },
    keep: () => void (kept = []),
    answer() {
      for (const answer of kept ?? []) answer()
      kept = undefined
    },
  }
}

const packages = (await loadPackages()) as Packages

test('what accepts a connection and answers nothing is no Redis', async () => {
  const { address } = await peer({ answers: false })
  expect(await connect(address, packages, 50)).toMatchObject({
    problem: {
      code: 'queue-unreachable',
      message: `the queue at ${address.shown} cannot be used: it does not answer`,
    },
  })
})

test('a Redis that answers no more counts as lost, until it answers again', async () => {
  const redis = await peer({ answers: true })
  const connected = await connect(redis.address, packages)
  if ('problem' in connected) throw new Error(connected.problem.message)
  onTestFinished(() => connected.redis.disconnect())
  expect(connected.lost()).toBeUndefined()
  redis.keep()
  await vi.waitFor(() => expect(connected.lost()).toBe('it does not answer'), { timeout: 10_000 })
  redis.answer()
  await vi.waitFor(() => expect(connected.lost()).toBeUndefined(), { timeout: 10_000 })
})
