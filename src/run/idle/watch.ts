import type { Due } from '../../kernel/due.ts'
import { monotonicNow } from '../../kernel/monotonic.ts'
import { quiet } from '../../kernel/quiet.ts'
import { isEndless, type ActorInstance } from '../context/actor-instance.ts'
import type { Blocker, Reason } from '../context/blocker.ts'
import type { RunActors, RunChanges, RunSetup } from '../context/run-context.ts'
import { Alarms, type Doing } from './alarms.ts'
import { moving } from './in-flight.ts'

/** Milliseconds between two looks at processes. */
const gap = 2
/** The most, while nothing but a timer is waited for. */
const longGap = 10

/** Milliseconds by which a timer may come too late on a busy machine. */
const late = 20

const turn = () => new Promise<void>((resolve) => void setImmediate(resolve))
const pause = (milliseconds: number) => new Promise<void>((resolve) => void setTimeout(resolve, milliseconds))

/** What a look at one actor found; undefined where the system does not show what its processes do. */
interface Found {
  readonly instance: ActorInstance
  readonly doing: Doing | undefined
}

/** One wait for everything to be idle: looks at it again and again, and knows since when nothing has stirred but timers. */
export class IdleWatch {
  readonly #context: RunActors & RunChanges & RunSetup
  readonly #idle: number
  readonly #timers: boolean
  readonly #alarms = new Map<ActorInstance, Alarms>()
  /** When something last moved for another reason than a timer, on the clock of `monotonicNow`. */
  #quietSince: number
  #delay = gap
  /** A timer is waited for. */
  #pausing = false

  /** `idle`: milliseconds within which no timer may be due. Without `timers` the timers do not count. */
  constructor(context: RunActors & RunChanges & RunSetup, how: { readonly idle: number; readonly timers: boolean }) {
    this.#context = context
    this.#idle = how.idle
    this.#timers = how.timers
    this.#look()
    // What has begun before the look has begun before now, so that no timer can look later than it is.
    this.#quietSince = monotonicNow()
  }

  /** The next look, a moment after the one before: who is not idle. */
  async next(): Promise<readonly Blocker[]> {
    const context = this.#context
    const before = { ...context.changes }
    const { wires } = context.host
    const passed = new Map(wires?.passed)
    // What is on its way at the first look may arrive only after the second, such as an RST that has just been sent.
    const first = moving(context)
    if (this.#pausing || this.#alarms.size > 0) await pause(this.#delay)
    await turn()
    await turn()
    const blockers = new Map<string, Blocker>()
    const block = (name: string, reason: Reason, endless: boolean): void => {
      if (!blockers.has(name)) blockers.set(name, { name, reason, endless })
    }
    for (const { instance, name } of [...first, ...moving(context)]) block(name, 'bytes', isEndless(instance))
    const { closed, open, last } = context.changes
    if (closed !== before.closed) block(last.closed, 'output', false)
    if (open !== before.open) block(last.open, 'output', true)
    for (const [name, count] of wires?.passed ?? []) if (count !== passed.get(name)) block(name, 'bytes', false)
    const doings = this.#look()
    this.#judge(doings, blockers, block)
    // A thread that ran since the event loop last turned may have printed something that is not received yet.
    if (blockers.size === 0 && doings.some(({ doing }) => doing?.is === 'awake')) {
      await turn()
      await turn()
      if (context.changes.closed !== closed) {
        this.#quietSince = monotonicNow()
        block(context.changes.last.closed, 'output', false)
      }
    }
    return [...blockers.values()]
  }

  #judge(
    found: readonly Found[],
    blockers: ReadonlyMap<string, Blocker>,
    block: (name: string, reason: Reason, endless: boolean) => void,
  ): void {
    const now = monotonicNow()
    const byTimer = found.some(({ doing }) => doing?.is === 'awake' && doing.byTimer)
    const stirred = found.some(({ instance, doing }) => !isEndless(instance) && isChange(doing, byTimer))
    if (stirred || [...blockers.values()].some(({ endless }) => !endless)) this.#quietSince = now
    const quietAt = this.#quietSince + this.#idle
    let wake = Number.POSITIVE_INFINITY
    let awake = false
    for (const { instance, doing } of found) {
      const endless = isEndless(instance)
      if (doing?.is === 'awake') {
        // One that does nothing but its housekeeping, and has done it for so long, is as idle as it will ever be.
        if (!endless && doing.again && now >= quietAt && !isChange(doing, byTimer)) continue
        block(instance.name, 'runs', endless)
        awake = true
      } else if (!endless) {
        const due = dueBefore(quietAt, doing, this.#timers)
        if (due === undefined || now >= Math.max(quietAt, due + late)) continue
        block(instance.name, 'timer', false)
        wake = Math.min(wake, due)
      }
    }
    this.#delay = awake ? gap : Math.min(Math.max(gap, wake - now), longGap)
    this.#pausing = wake !== Number.POSITIVE_INFINITY
    if (!this.#pausing) this.#delay = gap
  }

  #look(): Found[] {
    const found: Found[] = []
    for (const instances of this.#context.actors.values()) {
      for (const instance of instances) {
        const { actor } = instance
        if (actor === undefined || instance.lane?.over === true) continue
        const due = actor.dueIn?.()
        if (due !== undefined) found.push({ instance, doing: { is: 'asleep', due: dueAt(monotonicNow() + due) } })
        if (actor.processes === undefined) continue
        const pids = actor.processes()
        let alarms = this.#alarms.get(instance)
        if (pids.length === 0) {
          // When all are gone since the last look, that is a change; from then on its end decides, which may not be received yet.
          if (this.#alarms.delete(instance))
            found.push({ instance, doing: { is: 'awake', byTimer: false, again: false } })
          continue
        }
        const snapshot = quiet(pids)
        if (alarms === undefined) this.#alarms.set(instance, (alarms = new Alarms()))
        found.push({ instance, doing: snapshot === undefined ? undefined : alarms.judge(snapshot) })
      }
    }
    return found
  }
}

const dueAt = (at: number): Due => ({ at, from: at })

/** It ran, and neither its own timer nor, for a moment, another's has woken it. */
const isChange = (doing: Doing | undefined, byTimer: boolean): boolean =>
  doing?.is === 'awake' && !doing.byTimer && !(doing.again && byTimer)

/** When one that sleeps is to be looked at again, if it may be woken by itself before then. */
function dueBefore(quietAt: number, doing: Doing | undefined, timers: boolean): number | undefined {
  // Where the system shows nothing, only silence is a sign.
  if (doing === undefined) return quietAt - late
  if (!timers || doing.is === 'awake' || doing.due === 'never') return undefined
  if (doing.due === 'unknown') return quietAt - late
  return doing.due.at < quietAt ? doing.due.at : undefined
}
