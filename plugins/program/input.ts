import type { Writable } from 'node:stream'
import { ByteQueue } from '../../src/plugin.ts'

/** Standard input of a program: a queue with back-pressure. */
export interface Input {
  write(bytes: Uint8Array, times: number): void
  /** Resolves when what was written has been taken by the kernel and the end has been said. */
  end(): Promise<void>
  unsent(): boolean
}

/** Writes to a stream only as fast as the program reads. */
export function inputTo(stream: Writable): Input {
  const queue = new ByteQueue(stream)
  // A program that has left or closed its input says so itself, by its exit; EPIPE is nothing new.
  stream.on('error', () => {})
  return {
    write(bytes, times) {
      if (stream.writable && bytes.length > 0) queue.send(bytes, times)
    },
    end: () =>
      new Promise((resolve) => {
        if (stream.destroyed || stream.writableFinished) return resolve()
        stream.once('finish', resolve).once('close', resolve)
        queue.end()
      }),
    unsent: () => !stream.destroyed && (queue.pending > 0 || stream.writableLength > 0),
  }
}
