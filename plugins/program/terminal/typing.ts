import { writeSync } from 'node:fs'
import { Writable } from 'node:stream'
import type { ReadStream } from 'node:tty'

/** Milliseconds after which a full terminal is tried again: at first, and at the most. */
const pause = { first: 1, longest: 20 }

/**
 * What is typed on a terminal, as a stream that never blocks. Node's own stream for a terminal's master writes in a loop that lets
 * nothing else happen until there is room (libuv, UV_HANDLE_BLOCKING_WRITES): a program that does not read would stop the run for good.
 */
export function typingOn(terminal: ReadStream, master: number): Writable {
  let timer: NodeJS.Timeout | undefined
  const typing = new Writable({
    decodeStrings: true,
    write: (bytes: Uint8Array, _encoding, done) => put(bytes, pause.first, done),
    destroy(error, done) {
      clearTimeout(timer)
      done(error)
    },
  })
  function put(bytes: Uint8Array, wait: number, done: (error?: Error) => void): void {
    // Its descriptor is closed, and its number may be another file's by now.
    if (terminal.destroyed) return done(new Error('the terminal is gone'))
    let written = 0
    try {
      written = writeSync(master, bytes)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') return done(error as Error)
    }
    if (written === bytes.length) return done()
    const next = written > 0 ? pause.first : Math.min(2 * wait, pause.longest)
    timer = setTimeout(() => put(bytes.subarray(written), next, done), wait)
  }
  terminal.on('close', () => typing.destroy())
  return typing
}
