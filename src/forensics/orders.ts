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

/** The events of a run as numbers, in order of arrival, and when they came, in microseconds. */
export interface Numbered {
  readonly run: number
  readonly events: Int32Array
  readonly at: Float64Array
  /** Those of them that the transcript has. */
  readonly shown: Int32Array
}

/**
 * The runs of one outcome. All are counted; the first run of each order is kept, as far as there is room, so that memory does not grow
 * with the number of runs.
 */
export class OrderList {
  runs = 0
  /** Microseconds: when the last event of any run came. */
  end = 0
  readonly #shown = new Set<number>()
  readonly #byHash = new Map<number, Order | undefined>()
  #room: number
  readonly #most: number

  /** At most so many orders are kept, of so many events together; the first is always. */
  constructor({ most, room }: { readonly most: number; readonly room: number }) {
    this.#most = most
    this.#room = room
  }

  /** In so many orders the transcripts would be, if they stood in order of arrival. */
  get orders(): number {
    return this.#shown.size
  }

  /** Most runs have one of few orders of all events. */
  get isSteady(): boolean {
    return this.runs >= 10 && this.#byHash.size <= this.runs / 5
  }

  /** Those of most runs first. */
  get kept(): readonly Order[] {
    return [...this.#byHash.values()]
      .filter((order) => order !== undefined)
      .sort((one, other) => other.runs - one.runs || one.run - other.run)
  }

  add({ run, events, at, shown }: Numbered): void {
    this.runs += 1
    this.end = Math.max(this.end, at.at(-1) ?? 0)
    this.#shown.add(hashOf(shown))
    const hash = hashOf(events)
    const known = this.#byHash.get(hash)
    if (known !== undefined) known.runs += 1
    if (this.#byHash.has(hash)) return
    const kept = this.#byHash.size
    const isRoom = kept === 0 || (kept < this.#most && events.length <= this.#room)
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
