import { dueOf, sooner, type Due, type FellAsleep } from '../../kernel/due.ts'
import { monotonicNow } from '../../kernel/monotonic.ts'
import { lastRan } from '../../kernel/last-ran.ts'
import { sameSnapshot, type Snapshot } from '../../kernel/quiet.ts'

/** What a program did between two looks. */
export type Doing =
  /** It slept all the time; `due` is the time at which its own timer wakes it. */
  | { readonly is: 'asleep'; readonly due: Due }
  /** It ran. `byTimer`: nothing but a timer of its own has woken it. `again`: it sleeps once more. */
  | { readonly is: 'awake'; readonly byTimer: boolean; readonly again: boolean }

interface Sleep {
  readonly counts: string
  readonly due: Due
}

/** Milliseconds by which two readings of the clock may disagree about one timer. */
const slack = 1

/** The timers of one program's threads, from one look to the next. */
export class Alarms {
  #last: Snapshot | undefined
  #lookedAt = Number.NEGATIVE_INFINITY
  #sleeping = new Map<string, Sleep>()
  #due: Due = 'never'
  /** A timer that was due has woken it, and it has not slept through two looks since. */
  #woken = false

  /** Takes a new look at it, which must be some milliseconds after the one before. */
  judge(now: Snapshot): Doing {
    const time = monotonicNow()
    const before = this.#last
    const lookedAt = this.#lookedAt
    this.#last = now
    this.#lookedAt = time
    if (before !== undefined && sameSnapshot(before, now)) {
      this.#woken = false
      this.#due = this.#read(now, { from: lookedAt, to: time })
      return { is: 'asleep', due: this.#due }
    }
    if (typeof this.#due === 'object' && this.#due.from - slack <= time) this.#woken = true
    const byTimer = before !== undefined && this.#woken
    // What it waits for now is read even before it has slept through two looks: a fast ticker never does.
    if (now.asleep) this.#due = this.#read(now, { from: lookedAt, to: time })
    return { is: 'awake', byTimer, again: now.asleep }
  }

  #read({ threads }: Snapshot, between: FellAsleep): Due {
    const sleeping = new Map<string, Sleep>()
    let soonest: Due = 'never'
    for (const { pid, thread, counts } of threads) {
      const known = this.#sleeping.get(thread)
      const sleep =
        known?.counts === counts ? known : { counts, due: dueOf(pid, thread, asleepIn(pid, thread, between)) }
      sleeping.set(thread, sleep)
      soonest = sooner(soonest, sleep.due)
    }
    this.#sleeping = sleeping
    return soonest
  }
}

/** Milliseconds between two looks from which on the kernel knows better than we do when a thread fell asleep. */
const apart = 20

const asleepIn = (pid: number, thread: string, between: FellAsleep) => (): FellAsleep =>
  between.to - between.from > apart ? (lastRan(pid, thread) ?? between) : between
