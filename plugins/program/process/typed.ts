import { processes } from '../../../src/plugin.ts'

/** Milliseconds within which a program that was typed to runs, if it reads what is typed at all. */
const wakes = 100

/**
 * What was typed at a terminal and has not woken its program yet: a thread of the kernel's hands it over in a moment, and on a busy
 * machine that moment is long. Until then the program sleeps as if it had nothing to do.
 */
export class Typed {
  readonly #pids: () => readonly number[]
  #before: { readonly counts: string; readonly at: number } | undefined

  constructor(pids: () => readonly number[]) {
    this.#pids = pids
  }

  /** Called before something is typed. */
  types(): void {
    const { asleep, counts } = processes.quiet(this.#pids()) ?? { asleep: false, counts: '' }
    this.#before = asleep ? { counts, at: performance.now() } : undefined
  }

  get isOnItsWay(): boolean {
    const before = this.#before
    if (before === undefined) return false
    const sleepsOn = processes.quiet(this.#pids())?.counts === before.counts
    if (sleepsOn && performance.now() - before.at < wakes) return true
    this.#before = undefined
    return false
  }
}
