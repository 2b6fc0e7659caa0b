import type { Socket } from 'node:net'
import { moreIsComing } from './reader.ts'

/** How long a source may pause before it counts as silent (milliseconds). */
const patience = 30

/** Waits until nothing more comes from a source, for bytes that are held until then. */
export class Silence {
  readonly #source: Socket
  readonly #came: () => void
  #timer: NodeJS.Timeout | undefined

  constructor(source: Socket, came: () => void) {
    this.#source = source
    this.#came = came
  }

  get isAwaited(): boolean {
    return this.#timer !== undefined
  }

  wait(): void {
    this.broken()
    const timer = setTimeout(() => {
      // What has come meanwhile, on a machine that was busy, is read first.
      setImmediate(() => {
        if (this.#timer !== timer) return
        if (!this.#source.destroyed && moreIsComing(this.#source)) return this.wait()
        this.#timer = undefined
        this.#came()
      })
    }, patience)
    this.#timer = timer
  }

  /** It is no longer waited for. */
  broken(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }
}
