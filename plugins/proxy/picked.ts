import { counted } from '../../src/plugin.ts'

/** Which datagrams a fault is for: the next so many, those with these numbers, or a share of all (above 0, at most 1). */
export type Datagrams = { readonly next: number } | { readonly numbers: readonly number[] } | { readonly share: number }

/** A choice among the datagrams of one direction, counted from 1 from where its fault takes effect. */
export class Picked {
  readonly #datagrams: Datagrams
  readonly #draw: () => number
  #count = 0
  #struck = 0

  /** `draw` answers numbers from 0 up to 1; it is asked once for each datagram where a share is wanted. */
  constructor(datagrams: Datagrams, draw: () => number) {
    this.#datagrams = datagrams
    this.#draw = draw
  }

  /** Another datagram has come: is it one of them? */
  next(): boolean {
    this.#count += 1
    const picked = this.#isPicked()
    if (picked) this.#struck += 1
    return picked
  }

  /** No more of them come: all that were named have passed. */
  get done(): boolean {
    return !('share' in this.#datagrams) && this.#count >= this.#last
  }

  /** What has not come of it, as in `2 of 5 datagrams had passed up`; undefined when nothing is missing. */
  missing(direction: string): string | undefined {
    if (!('share' in this.#datagrams))
      return this.done ? undefined : `${this.#count} of ${counted(this.#last, 'datagram')} had passed ${direction}`
    return this.#struck > 0 ? undefined : `the seed had chosen none of ${counted(this.#count, 'datagram')} ${direction}`
  }

  #isPicked(): boolean {
    const wanted = this.#datagrams
    if ('share' in wanted) return this.#draw() < wanted.share
    return 'next' in wanted ? this.#count <= wanted.next : wanted.numbers.includes(this.#count)
  }

  get #last(): number {
    const wanted = this.#datagrams
    if ('next' in wanted) return wanted.next
    return 'numbers' in wanted ? Math.max(...wanted.numbers) : Infinity
  }
}
