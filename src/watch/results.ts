import { nameOf } from '../report/variant-text.ts'
import { outcomeOf, type Outcome } from '../report/summary.ts'
import type { ScenarioResult } from '../model/result.ts'

interface Last {
  /** Absolute. */
  readonly file: string
  readonly outcome: Outcome
  /** The new transcript that waits to be accepted. */
  readonly newFile?: string
}

const order: readonly Outcome[] = ['passed', 'flaky', 'failed', 'broken', 'invalid', 'skipped']

/** How each scenario ended when it last ran. */
export class Results {
  readonly #all = new Map<string, Last>()
  readonly #absolute: (shown: string) => string

  constructor(absolute: (shown: string) => string) {
    this.#absolute = absolute
  }

  add(result: ScenarioResult): void {
    // Its last result says more than that it was ended.
    if (result.failure?.code === 'interrupted') return
    const { comparison } = result
    const newFile = comparison?.outcome === 'differs' ? comparison.newFile : undefined
    this.#all.set(nameOf(result), {
      file: this.#absolute(result.file),
      outcome: outcomeOf(result),
      ...(newFile === undefined ? {} : { newFile: this.#absolute(newFile) }),
    })
  }

  /** The file is no longer there, or runs with other values. */
  forget(file: string): void {
    for (const [name, last] of this.#all) if (last.file === file) this.#all.delete(name)
  }

  /** Absolute paths of scenarios that did not pass. */
  get failed(): ReadonlySet<string> {
    const isGood = ({ outcome }: Last): boolean => outcome === 'passed' || outcome === 'skipped'
    return new Set([...this.#all.values()].flatMap((last) => (isGood(last) ? [] : [last.file])))
  }

  /** New transcripts that wait to be accepted, each with its scenario. */
  get differing(): readonly { readonly file: string; readonly newFile: string }[] {
    return [...this.#all.values()].flatMap(({ file, newFile }) => (newFile === undefined ? [] : [{ file, newFile }]))
  }

  /** `12 passed, 1 failed`, as pieces. */
  get counts(): readonly { readonly outcome: Outcome; readonly text: string }[] {
    const counted = new Map<Outcome, number>()
    for (const { outcome } of this.#all.values()) counted.set(outcome, (counted.get(outcome) ?? 0) + 1)
    return order.flatMap((outcome) => {
      const count = counted.get(outcome)
      return count === undefined ? [] : [{ outcome, text: `${count} ${outcome}` }]
    })
  }
}
