import { wires } from '../../src/plugin.ts'
import type { WrittenFault } from './fault.ts'
import { struckWords } from './fault-words.ts'
import type { ProxyLink } from './proxy-link.ts'

/** A connection, and what it waits for. */
interface Arrival {
  /** By the clock of `performance.now()`. */
  readonly came: number
  readonly timers: wires.FaultTimers
}

/** Puts faults upon connections: at once, or those whose place is a time when it has come. */
export class Timed {
  readonly #links = new Map<ProxyLink, Arrival>()
  readonly #print: (line: string) => void

  /** `print` is for the proxy's own output. */
  constructor(print: (line: string) => void) {
    this.#print = print
  }

  /** Milliseconds until the next time comes; undefined when none will. */
  dueIn(): number | undefined {
    const due = [...this.#links.values()].map(({ timers }) => timers.dueIn() ?? Infinity)
    const next = Math.min(Infinity, ...due)
    return next === Infinity ? undefined : next
  }

  came(link: ProxyLink): void {
    this.#links.set(link, { came: performance.now(), timers: new wires.FaultTimers() })
  }

  left(link: ProxyLink): void {
    this.#links.get(link)?.timers.stop()
    this.#links.delete(link)
  }

  add(link: ProxyLink, fault: WrittenFault): void {
    const { time, from } = fault.after ?? {}
    const arrival = this.#links.get(link)
    if (time === undefined || arrival === undefined) return link.add(fault)
    let put = false
    fault.account?.follow({
      connection: link.number,
      progress: 0,
      missing: () => (put ? 'its time had come, and nothing of it' : 'its time had not come'),
    })
    const elapsed = from === 'start' ? performance.now() - arrival.came : 0
    arrival.timers.set(Math.max(0, time - elapsed), fault, (left) => {
      put = true
      const { budget } = left
      if (budget?.left === 0) return
      if (budget !== undefined) budget.left -= 1
      const words = struckWords(left, 'up')
      if (words !== undefined) this.#print(`connection ${link.number}: ${words}`)
      link.add({ ...wires.withoutPlace(left), account: left.account })
    })
  }

  /** Faults whose time has not come are over; `left` answers what is left of each. */
  clear(
    link: ProxyLink,
    direction: wires.Direction | 'both',
    left: (fault: wires.Fault) => wires.Fault | undefined,
  ): void {
    const isFor = (fault: wires.Fault) => direction === 'both' || fault.direction === direction
    const cleared = this.#links.get(link)?.timers.clear((fault) => (isFor(fault) ? left(fault) : fault)) ?? []
    for (const fault of cleared) fault.account?.clear()
  }

  stop(): void {
    for (const { timers } of this.#links.values()) timers.stop()
  }
}
