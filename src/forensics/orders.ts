/** One order of events, and the runs that had it. */
export interface Order {
  /** The first of them. */
  readonly run: number
  runs: number
  /** Of that run: the numbers of its events, in order of arrival. */
  readonly events: Int32Array
  /** Microseconds, of each of them. */
  readonly at: Float64Array
}

/**
 * The runs of one outcome. All are counted; the first run of each order is kept, as far as there is room, so that memory does not grow
 * with the number of runs.
 */
export class OrderList {
  runs = 0
  readonly #byHash = new Map<number, Order | undefined>()
  #room: number
  readonly #most: number

  /** At most so many orders are kept, of so many events together; the first is always. */
  constructor({ most, room }: { readonly most: number; readonly room: number }) {
    this.#most = most
    this.#room = room
  }

  get orders(): number {
    return this.#byHash.size
  }

  get kept(): readonly Order[] {
    return [...this.#byHash.values()].filter((order) => order !== undefined)
  }

  add(run: number, events: Int32Array, at: Float64Array): void {
    this.runs += 1
    const hash = hashOf(events)
    const known = this.#byHash.get(hash)
    if (known !== undefined) known.runs += 1
    if (this.#byHash.has(hash)) return
    const isRoom = this.orders === 0 || (this.orders < this.#most && events.length <= this.#room)
    if (isRoom) this.#room -= events.length
    this.#byHash.set(hash, isRoom ? { run, runs: 1, events, at } : undefined)
  }
}

/** 52 bits of two sums that are mixed in different ways. */
function hashOf(events: Int32Array): number {
  let [one, other] = [0x9e3779b9, 0x85ebca6b]
  for (const event of events) {
    one = Math.imul(one ^ event, 0x01000193)
    other = Math.imul(other ^ (event + (one >>> 15)), 0x5bd1e995)
    other ^= other >>> 13
  }
  return (one >>> 0) * 2 ** 20 + (other >>> 12)
}
