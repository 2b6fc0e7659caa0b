import type { MemoryState } from '../model/outcome-judge.ts'

/** The processes of an actor may have so many bytes more than in the run that nothing was done to. */
export const mostGrowth = 32 * 1024 * 1024

/** Milliseconds for which it must have had too many: what is only garbage is soon collected. */
const longEnough = 200
/** So many bytes more are growth, and within so many milliseconds: less is what programs do when they are idle. */
const noticed = 1024 * 1024
const within = 500

/** Watches whether a program fills its memory. */
export class MemoryWatch {
  readonly #before: number
  #most = 0
  #grewAt = Number.NEGATIVE_INFINITY
  #fullSince: number | undefined

  /** `before`: its bytes in the run that nothing was done to. */
  constructor(before: number) {
    this.#before = before
  }

  /** `now` in milliseconds. */
  look(bytes: number, now: number): MemoryState | undefined {
    const isFull = bytes - this.#before > mostGrowth
    this.#fullSince = isFull ? (this.#fullSince ?? now) : undefined
    if (bytes > this.#most + noticed) {
      // The first look finds what it has anyway.
      if (this.#most > 0) this.#grewAt = now
      this.#most = bytes
    }
    if (this.#fullSince !== undefined && now - this.#fullSince >= longEnough) return 'full'
    return isFull || now - this.#grewAt < within ? 'grows' : undefined
  }
}
