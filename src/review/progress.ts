import type { Problem } from '../model/problem.ts'
import type { Pending } from './pending.ts'
import type { Undo } from './undo.ts'

export type Decision = 'accepted' | 'masked' | 'rejected'

/** How many were decided on, and how many wait on. */
export type Decisions = Readonly<Record<Decision | 'left', number>>

/** Which of what waits is before the person, and what has been decided. */
export class Progress {
  readonly #pending: readonly Pending[]
  readonly #isThere: (pending: Pending) => boolean
  readonly #decided = new Map<number, Decision>()
  readonly #done: { readonly at: number; readonly all: readonly number[]; readonly undo: Undo }[] = []
  #at = 0

  /** `isThere`: a decision on one may have decided on others, such as other values of its scenario. */
  constructor(pending: readonly Pending[], isThere: (pending: Pending) => boolean) {
    this.#pending = pending
    this.#isThere = isThere
  }

  get current(): Pending {
    return this.#pending[this.#at] as Pending
  }

  get number(): number {
    return this.#at + 1
  }

  get total(): number {
    return this.#pending.length
  }

  /** The current one is decided on, and with it all that are not there any more. */
  add(decision: Decision, undo: Undo): void {
    const all = this.#pending.flatMap((pending, at) =>
      !this.#decided.has(at) && (at === this.#at || !this.#isThere(pending)) ? [at] : [],
    )
    for (const at of all) this.#decided.set(at, decision)
    this.#done.push({ at: this.#at, all, undo })
  }

  /** Goes to the next one that is not decided; false where there is none. */
  next(): boolean {
    return this.move(1)
  }

  move(by: 1 | -1): boolean {
    for (let at = this.#at + by; at >= 0 && at < this.#pending.length; at += by) {
      if (this.#decided.has(at)) continue
      this.#at = at
      return true
    }
    return false
  }

  /** Takes back the last decision, and goes there; undefined where there is none. */
  undo(): { readonly problem: Problem } | { readonly at: number } | undefined {
    const last = this.#done.at(-1)
    const problem = last?.undo()
    if (last === undefined || problem !== undefined) return problem && { problem }
    this.#done.pop()
    for (const at of last.all) this.#decided.delete(at)
    this.#at = last.at
    return { at: last.at }
  }

  decisions(): Decisions {
    const count = (decision: Decision) => [...this.#decided.values()].filter((each) => each === decision).length
    return {
      accepted: count('accepted'),
      masked: count('masked'),
      rejected: count('rejected'),
      left: this.#pending.length - this.#decided.size,
    }
  }
}
