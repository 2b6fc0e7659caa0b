const mostRepairs = 30
const secondsAtMost = 120

/** How much may still be tried, and what has been. */
export class Budget {
  readonly #tried = new Set<string>()
  readonly #of: BudgetOf
  readonly #end: number
  #repairs = 0
  runs = 0

  constructor(of: BudgetOf) {
    this.#of = of
    this.#end = of.host.now() + (of.seconds ?? secondsAtMost) * 1000
  }

  get stopped(): 'interrupted' | 'time' | undefined {
    if (this.#of.host.signal.aborted) return 'interrupted'
    return this.#of.host.now() > this.#end ? 'time' : undefined
  }

  get mayRepair(): boolean {
    return this.#repairs < mostRepairs && this.stopped === undefined
  }

  countRun(): void {
    this.#of.onRun?.(this.runs, this.#repairs)
    this.runs += 1
  }

  /** True for a draft that was not tried before; from now on it was. */
  isNew(text: string): boolean {
    if (this.#tried.has(text)) return false
    if (this.#tried.size > 0) this.#repairs += 1
    this.#tried.add(text)
    return true
  }
}

interface BudgetOf {
  readonly host: { now(): number; readonly signal: AbortSignal }
  readonly seconds?: number
  readonly onRun?: (runs: number, repairs: number) => void
}
