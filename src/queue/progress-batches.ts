import type { Progress } from '../model/progress.ts'
import { dataText } from '../text/data-text.ts'
import type { JobProgress } from './order.ts'

/** Milliseconds for which updates are collected, so that a scenario with many rows does not fill the queue with them. */
const pause = 100

/** Sends on the progress of a scenario in order: the first update at once, then what came meanwhile. `worker` is its name, for a person. */
export function progressBatches(
  worker: string,
  send: (batch: JobProgress) => Promise<unknown>,
): { add(progress: Progress): void; end(): Promise<void> } {
  let waiting: string[] = []
  let timer: NodeJS.Timeout | undefined
  let sending: Promise<unknown> = Promise.resolve()
  const flush = (): void => {
    timer = undefined
    if (waiting.length === 0) return
    const progress = waiting
    waiting = []
    // Progress is lost with the connection; what a scenario came to is not.
    sending = sending.then(() => send({ worker, progress })).catch(() => {})
    timer = setTimeout(flush, pause)
  }
  return {
    add(progress) {
      waiting.push(dataText(progress))
      if (timer === undefined) flush()
    },
    async end() {
      clearTimeout(timer)
      flush()
      clearTimeout(timer)
      await sending
    },
  }
}
