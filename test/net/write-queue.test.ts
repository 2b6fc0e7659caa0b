import { Buffer } from 'node:buffer'
import { PassThrough, Writable } from 'node:stream'
import { expect, test } from 'vitest'
import { ByteQueue } from '../../src/net/byte-queue.ts'
import { WriteQueue } from '../../src/net/write-queue.ts'

/** A sink that takes so many items, one at a time, until it is emptied. */
function smallSink(room: number) {
  const taken: string[] = []
  let left = room
  const queue = new WriteQueue<string>({
    isFull: () => left === 0,
    take(item) {
      taken.push(item)
      left -= 1
      return 1
    },
  })
  const empty = () => {
    left = room
    queue.run()
  }
  return { queue, taken, empty }
}

test('items go one behind the other, each as often as it says, while there is room', async () => {
  const { queue, taken, empty } = smallSink(2)
  queue.put('a', 3)
  queue.put('b', 1)
  expect([taken.join(''), queue.empty, queue.waiting(() => 1)]).toEqual(['aa', false, 2])
  const drained = queue.drained()
  empty()
  expect([taken.join(''), queue.empty]).toEqual(['aaab', true])
  empty()
  await drained
  await queue.drained()
})

test('a queue whose sink is gone drops what waits, and takes nothing more', async () => {
  const { queue, taken } = smallSink(1)
  queue.put('a', 5)
  const drained = queue.drained()
  queue.close()
  await drained
  queue.put('b', 1)
  expect([taken.join(''), queue.waiting(() => 1)]).toEqual(['a', 0])
})

test('a sink that answers from within take does not turn the order round', () => {
  const taken: string[] = []
  const queue: WriteQueue<string> = new WriteQueue<string>({
    isFull: () => false,
    take(item) {
      taken.push(item)
      queue.run()
      if (item === 'a') queue.put('c', 1)
      return 1
    },
  })
  queue.put('a', 1)
  queue.put('b', 1)
  expect(taken).toEqual(['a', 'c', 'b'])
})

test('bytes are written in blocks, never many more than a stream takes, and the end comes behind them', async () => {
  const chunks: number[] = []
  let go: (() => void) | undefined
  const slow = new Writable({
    highWaterMark: 1,
    write(chunk: Buffer, _, done) {
      chunks.push(chunk.length)
      go = done
    },
  })
  const queue = new ByteQueue(slow)
  expect(queue.send(Buffer.from('0123456789'), 20_000)).toBe(false)
  queue.end()
  expect([queue.pending, queue.ending, slow.writableEnded]).toEqual([200_000 - chunks[0]!, true, false])
  const finished = new Promise((resolve) => slow.once('finish', resolve))
  while (!slow.writableEnded) {
    go?.()
    await new Promise((resolve) => setImmediate(resolve))
  }
  go?.()
  await finished
  expect(chunks.reduce((sum, length) => sum + length)).toBe(200_000)
  expect(Math.max(...chunks)).toBeLessThanOrEqual(65_536)
})

test('flushed resolves when the stream has everything, and when it is gone', async () => {
  const stream = new PassThrough({ highWaterMark: 4 })
  const queue = new ByteQueue(stream)
  queue.send(Buffer.from('12345678'), 3)
  const flushed = queue.flushed()
  stream.resume()
  await flushed
  expect(queue.pending).toBe(0)
  stream.pause()
  queue.send(Buffer.from('12345678'), 3)
  const gone = queue.flushed()
  stream.on('error', () => {})
  stream.destroy()
  await gone
})
