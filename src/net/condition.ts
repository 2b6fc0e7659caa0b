import type { Lane, LaneEvent } from '../model/actor.ts'
import type { Behaviour, Talk } from './behaviour.ts'
import { finReceived, gone } from './errors.ts'

/** How a connection is: what happened to it last, in words, and whether anything can still happen. */
export class Condition {
  over = false
  words = 'not connected'
  #finReceived = false
  readonly #lane: Lane
  readonly #translate: Behaviour['translate']

  constructor(lane: Lane, translate: Behaviour['translate']) {
    this.#lane = lane
    this.#translate = translate
  }

  /** Something has happened, in the kind's own words; nothing can after the last. */
  event(event: LaneEvent, connection: Talk): void {
    const again = event.name === finReceived.name && this.#finReceived
    if (this.over || (again && event.ends !== 'all')) return
    // TLS that begins when the peer has ended sees this end once more, as its own.
    if (again) return this.event(gone, connection)
    this.#finReceived ||= event.name === finReceived.name
    if (event.ends === 'all') this.over = true
    if (event.silent !== true) this.words = event.words ?? event.name
    else if (event.ends === 'all') this.words = `closed (${this.words})`
    this.#lane.event(this.#translate?.(event, connection) ?? event)
  }

  /** For failure reports. */
  shown(reading: string | undefined, remark: string | undefined): string {
    const further = [this.over ? undefined : reading, remark].filter((words) => words !== undefined)
    return [this.words, ...further].join(', ')
  }
}
