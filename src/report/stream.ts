import type { Progress } from '../model/progress.ts'
import { allPrintable } from '../text/all-printable.ts'

/**
 * One stream of progress with many readers: each reads everything that came since it began to read, at its own pace. What they read
 * is printable, whatever peers, files and plugins have written.
 */
export interface Broadcast {
  publish(progress: Progress): void
  /** Nothing more comes; every reader's stream ends once it has read everything. */
  end(): void
  /** Listens from now on; leaving the loop early unsubscribes. */
  listen(): AsyncIterableIterator<Progress>
}

export function broadcast(): Broadcast {
  const readers = new Set<Reader>()
  let ended = false
  return {
    publish(progress) {
      const shown = allPrintable(progress)
      for (const reader of readers) reader.push(shown)
    },
    end() {
      ended = true
      for (const reader of readers) reader.finish()
    },
    listen() {
      const reader = createReader(() => readers.delete(reader))
      if (ended) reader.finish()
      else readers.add(reader)
      return reader.iterator
    },
  }
}

interface Reader {
  push(progress: Progress): void
  finish(): void
  readonly iterator: AsyncIterableIterator<Progress>
}

type Answer = IteratorResult<Progress, undefined>

function createReader(leave: () => void): Reader {
  let queue: Progress[] = []
  let waiting: ((answer: Answer) => void) | undefined
  let finished = false
  const answer = (result: Answer): void => {
    waiting?.(result)
    waiting = undefined
  }
  const finish = (): void => {
    finished = true
    answer({ value: undefined, done: true })
  }
  const iterator: AsyncIterableIterator<Progress> = {
    next() {
      const value = queue.shift()
      if (value !== undefined) return Promise.resolve({ value, done: false })
      if (finished) return Promise.resolve({ value: undefined, done: true })
      return new Promise((resolve) => {
        waiting = resolve
      })
    },
    return() {
      leave()
      queue = []
      finish()
      return Promise.resolve({ value: undefined, done: true })
    },
    [Symbol.asyncIterator]: () => iterator,
  }
  return {
    push(progress) {
      if (waiting === undefined) queue.push(progress)
      else answer({ value: progress, done: false })
    },
    finish,
    iterator,
  }
}
