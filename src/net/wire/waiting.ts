import type { Socket } from 'node:net'
import { Reader } from './reader.ts'

/** How long a reader has where its reading cannot be observed (milliseconds). */
const gap = 10
/** How often it is asked at most, and how long until one that does not read no longer counts as busy (milliseconds). */
const pause = 8
const stall = 100
/** How often one is asked that counts as such (milliseconds), and of the time at most this part is spent on asking. */
const stalledPause = 100
const shareOfAsking = 0.1
/** So many turns come first: one in this process needs two, and one of another is soon seen where a look is quick. */
const turns = 3
const quickTurns = 20

const turn = () => new Promise<void>((resolve) => void setImmediate(resolve))

/** What one direction waits for: a time, and the reader at its end. */
export class Waiting {
  /** It waits for a reader that does not read. */
  stalled = false
  readonly #now: () => number
  readonly #reader: Reader
  #lastWrite = -gap
  #hurried = false
  #over = false
  #wake: (() => void) | undefined

  /** `path`: see `Reader`. */
  constructor({ sink, path, now }: { readonly sink: Socket; readonly path?: string | undefined; now(): number }) {
    this.#now = now
    this.#reader = new Reader(sink, path)
  }

  writing(): void {
    this.#reader.writing()
  }

  written(): void {
    this.#lastWrite = this.#now()
    this.#reader.written()
  }

  /** What is waited for now is no longer waited for. */
  hurry(): void {
    this.#hurried = true
    this.#wake?.()
  }

  stop(): void {
    this.#over = true
    this.#wake?.()
  }

  async until(due: number): Promise<void> {
    const left = due - this.#now()
    if (left <= 0 || this.#over) return
    let timer: NodeJS.Timeout | undefined
    await new Promise<void>((resolve) => {
      this.#wake = resolve
      timer = setTimeout(resolve, left)
    })
    clearTimeout(timer)
    this.#wake = undefined
  }

  /** Until everything that was written has been read: what comes then is seen by itself. */
  async forReader(patience = Infinity): Promise<void> {
    const last = this.#now() + patience
    let before: number | undefined
    let since = this.#now()
    this.#hurried = false
    for (let asked = 0; !this.#over && !this.#hurried && this.#now() < last; asked++) {
      const began = this.#now()
      const unread = this.#reader.unread()
      const cost = this.#now() - began
      if (unread === undefined) return this.#forGap()
      if (unread <= 0) break
      if (unread !== before) since = this.#now()
      before = unread
      this.stalled = this.#now() - since > stall
      const first = this.#reader.isQuick ? quickTurns : turns
      if (asked < first) await turn()
      else await this.until(this.#now() + this.#pauseBehind(asked - first, cost))
    }
    this.stalled = false
  }

  /** Milliseconds until the reader is asked again: where the system has many connections, asking is dear. */
  #pauseBehind(paused: number, cost: number): number {
    const usual = this.stalled ? stalledPause : Math.min(pause, paused + 1)
    return Math.max(usual, cost / shareOfAsking)
  }

  async #forGap(): Promise<void> {
    await this.until(this.#lastWrite + gap)
    // One in this process has not read while the event loop was busy.
    await turn()
    await turn()
  }
}
