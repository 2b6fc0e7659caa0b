import type { Writable } from 'node:stream'
import { ByteQueue } from '../../../src/plugin.ts'

/** Standard input of a program: a queue with back-pressure. */
export interface Input {
  write(bytes: Uint8Array, times: number): void
  /** Resolves when the kernel has taken what was written and the input is closed. */
  end(): Promise<void>
  unsent(): boolean
}

/** Writes to a stream only as fast as the program reads. */
export function inputTo(stream: Writable): Input {
  const queue = new ByteQueue(stream)
  // The exit of a program that has left or closed its input is known already; EPIPE adds nothing.
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
