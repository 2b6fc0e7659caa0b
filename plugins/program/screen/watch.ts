import { processes, type Lane, type Screen } from '../../../src/plugin.ts'
import type { TerminalScreen } from './terminal-screen.ts'

/** What is asked about the program whose screen is watched. */
export interface Program {
  readonly lane: Pick<Lane, 'shows'>
  readonly screen: TerminalScreen
  pids(): readonly number[]
  /** Something of it is on its way: input to it, its end. */
  busy(): boolean
  /** It has ended, and its last byte was received. */
  over(): boolean
}

/** Milliseconds between two looks at a program that is not idle: few at first, more when it goes on. */
const pause = { first: 1, longest: 10 }
/** Milliseconds without output that mean idle where the system does not show what processes do. */
const silence = 100

/**
 * Looks for moments at which a program is idle, and hands over what its screen shows then. Idle is: every thread of its processes
 * sleeps, has not run between two looks, and all that it had written before the second has been received. So no half of what it
 * draws in one go is ever shown; only a program that goes to sleep in the middle is seen there.
 */
export class ScreenWatch {
  readonly #program: Program
  /** What a step waits for: any moment at which it is idle, or one at which the screen is another. */
  #wanted: 'any' | 'other' | undefined
  #shown: { readonly screen: Screen; readonly changes: number } | undefined
  #looking = false
  #closed = false

  constructor(program: Program) {
    this.#program = program
    program.screen.changed = () => void this.#look()
  }

  /** See `Actor.watchScreen`. */
  watch(seen: Screen | undefined): void {
    const any = seen === undefined || seen !== this.#shown?.screen
    if (any || this.#wanted === undefined) this.#wanted = any ? 'any' : 'other'
    void this.#look()
  }

  /** It has ended. */
  ends(): void {
    void this.#look()
  }

  close(): void {
    this.#closed = true
  }

  async #look(): Promise<void> {
    if (this.#looking) return
    this.#looking = true
    let wait = pause.first
    while (this.#isDue()) {
      const final = this.#program.over()
      if (await this.#isIdle()) {
        this.#show(final)
        wait = pause.first
      } else await later(wait)
      wait = Math.min(2 * wait, pause.longest)
    }
    this.#looking = false
  }

  #isDue(): boolean {
    if (this.#closed || this.#wanted === undefined) return false
    return this.#wanted === 'any' || this.#program.over() || this.#program.screen.changes !== this.#shown?.changes
  }

  async #isIdle(): Promise<boolean> {
    const { screen } = this.#program
    if (this.#program.over()) return screen.upToDate().then(() => true)
    if (this.#program.busy() || screen.redrawing()) return false
    const { changes } = screen
    const before = processes.quiet(this.#program.pids())
    if (before === undefined) return later(silence).then(() => changes === screen.changes)
    if (!before.asleep) return false
    await screen.upToDate()
    if (changes !== screen.changes || this.#program.busy() || screen.redrawing()) return false
    const after = processes.quiet(this.#program.pids())
    return after !== undefined && processes.sameSnapshot(before, after)
  }

  #show(final: boolean): void {
    const { screen, lane } = this.#program
    const shown: Screen = final ? { ...screen.shown(), final } : screen.shown()
    this.#shown = { screen: shown, changes: screen.changes }
    this.#wanted = undefined
    lane.shows?.(shown)
  }
}

const later = (milliseconds: number) => new Promise<void>((resolve) => void setTimeout(resolve, milliseconds))
