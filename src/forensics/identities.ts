import type { EventText, SeenEvent } from '../model/forensics.ts'

/** So many characters of a text count; what differs only behind them is taken for the same. */
const textCounts = 1000
/** More different events than this are all taken for one. */
const most = 300_000

/**
 * Numbers for events, the same in all runs: the second “tick” on a lane of one run is the second “tick” of each. Times do not count, nor
 * does the place among other events.
 */
export class Identities {
  readonly #bases = new Map<string, number>()
  /** By base, the number of its first, second, … time in a run. */
  readonly #numbers: number[][] = []
  readonly #events: EventText[] = []
  readonly #unshown = new Set<number>()

  /** The numbers of a run's events, in their order. */
  of(events: readonly SeenEvent[]): Int32Array {
    const times = new Map<number, number>()
    return Int32Array.from(events, (event) => {
      const base = this.#baseOf(event)
      const time = times.get(base) ?? 0
      times.set(base, time + 1)
      const numbers = this.#numbers[base] as number[]
      const number = (numbers[time] ??= this.#events.length < most ? this.#events.push(shortened(event)) - 1 : most)
      if (event.unshown === true) this.#unshown.add(number)
      return number
    })
  }

  event(number: number): EventText {
    return this.#events[number] ?? { lane: '', mark: '#', text: '' }
  }

  /** Whether the transcript of a run that passes may not have it. */
  isUnshown(number: number): boolean {
    return this.#unshown.has(number)
  }

  #baseOf(event: SeenEvent): number {
    const { lane, mark, text } = shortened(event)
    const key = `${lane}\n${mark}${text}`
    let base = this.#bases.get(key)
    if (base === undefined) this.#bases.set(key, (base = this.#numbers.push([]) - 1))
    return base
  }
}

const shortened = ({ lane, mark, text }: SeenEvent): EventText => ({
  lane,
  mark,
  text: text.length > textCounts ? text.slice(0, textCounts) : text,
})
