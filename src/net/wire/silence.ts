import type { Socket } from 'node:net'
import { moreIsComing } from './reader.ts'

/** How long a source may pause before it counts as silent: so many looks, so many milliseconds apart. */
const looks = 6
const apart = 5

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
    this.#look(looks)
  }

  /** It is no longer waited for. */
  broken(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  /** Many looks instead of one long wait: while this process stands still, a sender in it does, too, and that is no silence. */
  #look(left: number): void {
    this.broken()
    const timer = setTimeout(() => {
      // What has come meanwhile is read first.
      setImmediate(() => {
        if (this.#timer !== timer) return
        if (left > 1) return this.#look(left - 1)
        if (!this.#source.destroyed && moreIsComing(this.#source)) return this.wait()
        this.#timer = undefined
        this.#came()
      })
    }, apart)
    this.#timer = timer
  }
}
