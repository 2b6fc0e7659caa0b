import type { Writable } from 'node:stream'

/** Writes the bytes `times` over and minds back-pressure; `done` is called when the kernel has everything, or never will. */
export function writeTimes(to: Writable, bytes: Uint8Array, times: number, done: () => void): void {
  let left = times
  let finished = false
  const finish = () => {
    if (finished) return
    finished = true
    to.off('drain', more)
    to.off('close', finish)
    done()
  }
  const more = () => {
    while (left > 1) {
      left -= 1
      if (!to.write(bytes)) return
    }
    if (left === 1) {
      left = 0
      to.write(bytes, finish)
    }
  }
  if (times < 1) return done()
  to.on('drain', more)
  to.once('close', finish)
  more()
}
