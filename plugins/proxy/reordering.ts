import { shuffledBy } from '../../src/plugin.ts'

/** Datagrams that go on in another order: the order of the next so many, or how many at a time are shuffled. */
export type Order = number | readonly number[]

/** The datagrams of a group until it is whole. `T` is what stands for a datagram. */
export class Reordering<T> {
  /** Groups that have gone on in another order. */
  groups = 0
  readonly #order: Order
  readonly #draw: () => number
  #held: T[] = []

  /** `draw` answers numbers from 0 up to 1. */
  constructor(order: Order, draw: () => number) {
    this.#order = order
    this.#draw = draw
  }

  get size(): number {
    return typeof this.#order === 'number' ? this.#order : this.#order.length
  }

  get holds(): number {
    return this.#held.length
  }

  /** A written order is for one group, a number for one group after the other. */
  get done(): boolean {
    return typeof this.#order !== 'number' && this.groups > 0
  }

  /** Takes another datagram; answers the whole group in its new order when it was the last one. */
  take(datagram: T): readonly T[] {
    this.#held.push(datagram)
    return this.#held.length < this.size ? [] : this.release()
  }

  /** What there is of a group, in its new order, when nothing more comes. */
  release(): readonly T[] {
    const held = this.#held
    this.#held = []
    if (held.length > 1) this.groups += 1
    return this.#places(held.length).map((place) => held[place - 1] as T)
  }

  /** The order of so many, from 1; a drawn one is never the one in which they came. */
  #places(count: number): number[] {
    if (typeof this.#order !== 'number') return this.#order.filter((place) => place <= count)
    const inOrder = Array.from({ length: count }, (_, index) => index + 1)
    const places = shuffledBy(inOrder, this.#draw)
    const same = places.every((place, index) => place === index + 1)
    return same ? [...places.slice(1), ...places.slice(0, 1)] : places
  }
}
