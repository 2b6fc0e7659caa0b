import type { Writable } from 'node:stream'

/** Standard input of a program: a queue with back-pressure. */
export interface Input {
  write(bytes: Uint8Array, times: number): void
  /** Resolves when what was written has been taken by the kernel and the end has been said. */
  end(): Promise<void>
  unsent(): boolean
}

const chunk = 65_536

/** Writes to a stream only as fast as the program reads, and keeps what waits as it was given: a text and how often. */
export function inputTo(stream: Writable): Input {
  const queue: { readonly bytes: Uint8Array; times: number }[] = []
  let blocked = false
  let gone = false
  let ending: (() => void) | undefined
  const pump = (): void => {
    for (let next = queue[0]; next !== undefined && !blocked; next = queue[0]) {
      const times = Math.min(next.times, Math.max(1, Math.floor(chunk / Math.max(1, next.bytes.length))))
      blocked = !stream.write(times === 1 ? next.bytes : repeated(next.bytes, times))
      next.times -= times
      if (next.times === 0) queue.shift()
    }
    if (queue.length === 0) ending?.()
  }
  const stop = (): void => {
    gone = true
    queue.length = 0
    ending?.()
  }
  stream.on('drain', () => {
    blocked = false
    pump()
  })
  // A program that has left or closed its input says so itself, by its exit; EPIPE is nothing new.
  stream.on('error', stop)
  stream.on('close', stop)
  return {
    write(bytes, times) {
      if (gone || bytes.length === 0) return
      queue.push({ bytes, times })
      pump()
    },
    end: () =>
      new Promise((resolve) => {
        ending = () => {
          if (gone || stream.destroyed) resolve()
          else stream.end(resolve)
          ending = undefined
        }
        pump()
      }),
    unsent: () => !gone && (queue.length > 0 || stream.writableLength > 0),
  }
}

function repeated(bytes: Uint8Array, times: number): Uint8Array {
  const block = new Uint8Array(bytes.length * times)
  for (let at = 0; at < block.length; at += bytes.length) block.set(bytes, at)
  return block
}
