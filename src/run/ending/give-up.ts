import { residentBytes } from '../../kernel/resident.ts'
import { stepDeadline } from '../time/scaled.ts'
import { idleOrGivenUp } from '../idle/until-idle.ts'
import { IdleWatch } from '../idle/watch.ts'
import type { MemoryState } from '../../model/outcome-judge.ts'
import type { GuardContext } from '../context/run-context.ts'

/** Milliseconds between two looks. */
const gap = 20
/** A program that goes on filling its memory is watched for so many times the time of a step. */
const mostOfFilling = 3

const pause = () => new Promise<void>((resolve) => void setTimeout(resolve, gap))

/**
 * Sees when nothing more is to be seen of a run, for who asks for it (`RunHost.givesUp`) and for runs whose connections somebody breaks: their
 * steps do not wait then until their time is over. That is so when everything is idle and no program has a timer that is due within the time
 * of a step, or when one has filled its memory.
 */
export class GiveUp {
  readonly #context: GuardContext
  #memory: MemoryState | undefined
  #over = false

  constructor(context: GuardContext) {
    this.#context = context
    const { judge, givesUp } = context.host
    if (judge !== undefined || givesUp === true) void this.#watch()
  }

  stop(): void {
    this.#over = true
  }

  /** Waits behind the last step, until everything is idle or nothing more is to be seen. */
  async untilSeen(): Promise<void> {
    const { host } = this.#context
    const began = host.now()
    const limit = stepDeadline(this.#context)
    await idleOrGivenUp(this.#context, () => {
      const waited = host.now() - began
      if (this.#memory === 'full') return true
      return waited > limit * (this.#memory === 'grows' ? mostOfFilling : 1)
    })
  }

  async #watch(): Promise<void> {
    const context = this.#context
    const { judge, now } = context.host
    while (!this.#over && judge?.struck() === false) await pause()
    let before: ReadonlySet<unknown> = new Set()
    let watch: IdleWatch | undefined
    while (!this.#over) {
      const { open } = context.deadlines
      // Most waits are over before they are looked at.
      const waits = open.filter((wait) => before.has(wait))
      before = new Set(open)
      this.#memory = judge?.memory?.(this.#bytes(), now())
      if (waits.length === 0) watch = undefined
      else {
        watch ??= new IdleWatch(context, { idle: stepDeadline(context), timers: true })
        const blockers = await watch.next()
        if (this.#over) return
        if (blockers.length === 0 || this.#memory === 'full') context.deadlines.giveUp(waits)
      }
      await pause()
    }
  }

  #bytes(): ReadonlyMap<string, number> {
    const bytes = new Map<string, number>()
    for (const { name, actor } of [...this.#context.actors.values()].flat()) {
      const own = actor?.processes === undefined ? undefined : residentBytes(actor.processes())
      if (own !== undefined) bytes.set(name, own)
    }
    return bytes
  }
}
