import { setTimeout as pause } from 'node:timers/promises'
import { monotonicNow } from '../../kernel/monotonic.ts'
import type { Doing } from '../../run/idle/alarms.ts'
import type { LookAtEnds } from './ends.ts'

/** Milliseconds between two looks. */
const gap = 10
/** Milliseconds for which nothing goes over the wire when both ends are known to wait. */
const moment = 150
/** The same where an answer may be due, and nobody can see whether its server is at work. */
const aWhile = 1000
/** For one that is at work, or about to be. */
const patience = 5000
/** A timer that has woken a program so often, and nothing came of it, is its housekeeping. */
const housekeeping = 2

/** When nothing goes over the wire any more: judged by what the programs at its ends do, and by time where that cannot be seen. */
export class Quiet {
  readonly #look: LookAtEnds
  #moves = 0
  #asked = false

  constructor(look: LookAtEnds) {
    this.#look = look
  }

  /** Something has gone over the wire: `from` has sent it, where it is bytes. */
  moved(from?: 'client' | 'server'): void {
    this.#moves++
    if (from !== undefined) this.#asked = from === 'client'
  }

  /** Resolves when the last answer is whole, or when `over` is. `atEnd`: nothing more will be asked. */
  async answered(over: Promise<unknown>, atEnd = false): Promise<void> {
    let isOver = false
    void over.then(() => (isOver = true))
    let moves = -1
    let since = 0
    let woken = 0
    let before: Doing | undefined
    for (;;) {
      if (moves !== this.#moves) {
        moves = this.#moves
        since = monotonicNow()
        woken = 0
      }
      await Promise.race([pause(gap), over])
      if (isOver) return
      const doing = this.#look()
      if (doing?.is === 'awake' && doing.byTimer && before?.is !== 'awake') woken++
      before = doing
      const silent = monotonicNow() - since
      if (moves === this.#moves && silent >= this.#enough(doing, woken, silent, atEnd)) return
    }
  }

  /** Milliseconds of silence that are enough. */
  #enough(doing: Doing | undefined, woken: number, silent: number, atEnd: boolean): number {
    const ends = endsNow(doing, patience - silent)
    if (ends === 'wait') return moment
    if (ends === 'unseen') return unseen[atEnd ? 'atEnd' : 'between'][this.#asked ? 'asked' : 'answered']
    if (ends === 'work' || woken < housekeeping) return patience
    return this.#asked ? aWhile : moment
  }
}

const unseen = {
  between: { asked: aWhile, answered: moment },
  atEnd: { asked: patience, answered: aWhile },
}

/** `timer`: nothing but a timer of their own wakes them, within so many milliseconds. */
function endsNow(doing: Doing | undefined, within: number): 'unseen' | 'work' | 'wait' | 'timer' {
  if (doing === undefined) return 'unseen'
  if (doing.is === 'awake') return doing.byTimer ? 'timer' : 'work'
  if (doing.due === 'unknown') return 'unseen'
  return doing.due === 'never' || doing.due.at - monotonicNow() > within ? 'wait' : 'timer'
}
