import type { Socket } from 'node:net'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { QuietPeer } from '../../src/net/quiet-peer.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

const socketOf = () => {
  const socket = { bytesRead: 0, destroyed: false, destroy: vi.fn() }
  return { socket, peer: new QuietPeer(socket as unknown as Socket) }
}
const turns = async (count: number): Promise<void> => {
  for (let i = 0; i < count; i++) await new Promise((resolve) => void setImmediate(resolve))
}

test('a peer that is silent for its time, and for many turns of the event loop, is given up', async () => {
  const { socket } = socketOf()
  vi.advanceTimersByTime(999)
  await turns(1100)
  expect(socket.destroy).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  await turns(1100)
  expect(socket.destroy).toHaveBeenCalledOnce()
})

test('an answer that needs hundreds of turns behind the time is waited for', async () => {
  const { socket } = socketOf()
  vi.advanceTimersByTime(1000)
  await turns(500)
  // Its FIN has come: both sides have ended.
  socket.destroyed = true
  await turns(1100)
  expect(socket.destroy).not.toHaveBeenCalled()
})

test('what comes meanwhile gives it all its time again', async () => {
  const { socket, peer } = socketOf()
  vi.advanceTimersByTime(1000)
  await turns(500)
  socket.bytesRead = 7
  await turns(1100)
  expect(socket.destroy).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1000)
  await turns(1100)
  expect(socket.destroy).toHaveBeenCalledOnce()
  peer.gone()
})
