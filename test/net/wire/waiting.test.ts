import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { expect, onTestFinished, test, vi } from 'vitest'
import { Waiting } from '../../../src/net/wire/waiting.ts'

/** Two ends of a connection. */
async function pair(): Promise<readonly [Socket, Socket]> {
  const server = createServer({ pauseOnConnect: true })
  onTestFinished(() => void server.close())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const accepted = new Promise<Socket>((resolve) => server.once('connection', resolve))
  const { port } = server.address() as AddressInfo
  const ends = [connect(port, '127.0.0.1'), await accepted] as const
  onTestFinished(() => ends.forEach((end) => end.destroy()))
  return ends
}

test('a reader that does not read is asked ten times a second, and no longer counts as busy', async () => {
  const [sink] = await pair()
  await new Promise<void>((resolve) => sink.write('hello', () => resolve()))
  let asked = 0
  const counting = new Proxy(sink, {
    get(target, name) {
      if (name === 'bytesWritten') asked += 1
      return Reflect.get(target, name, target) as unknown
    },
  })
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const waiting = new Waiting({ sink: counting, now: () => performance.now() })
  const over = waiting.forReader()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(asked).toBeLessThan(150)
  expect(asked).toBeGreaterThan(90)
  expect(waiting.stalled).toBe(true)
  waiting.stop()
  await over
})
