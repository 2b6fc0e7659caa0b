import type { Services } from '../pipeline.ts'
import { namedIn } from '../suite/named-files.ts'
import { partsOf } from '../suite/parts.ts'
import type { Dependencies } from './dependencies.ts'
import type { Turns } from './turns.ts'
import type { Prepared } from './watched.ts'

/**
 * Finds out what scenarios are made of, one after another, while runs and keys have their turns. `found` is given the files of each.
 */
export class Scan {
  readonly #dependencies: Dependencies
  readonly #turns: Turns
  readonly #found: (files: ReadonlySet<string>) => void
  readonly #waiting = new Map<string, Prepared>()
  /** Of those that have been looked at, these are looked at again when they have run. */
  readonly #stale = new Set<string>()
  readonly #transcripts = new Map<string, Set<string>>()
  #isOver = false
  #working: Promise<void> | undefined

  constructor(dependencies: Dependencies, turns: Turns, found: (files: ReadonlySet<string>) => void) {
    this.#dependencies = dependencies
    this.#turns = turns
    this.#found = found
  }

  /** Looks at a scenario that has run, whose transcript is this file. */
  add(scenario: string, transcript: string | undefined, prepared: Prepared): void {
    if (transcript !== undefined) {
      const known = this.#transcripts.get(scenario) ?? new Set()
      this.#transcripts.set(scenario, known.add(transcript))
    }
    const known = this.#dependencies.scenarios.get(scenario)
    if (known !== undefined && !this.#stale.has(scenario) && hasAll(known.files, transcript)) return
    this.#stale.delete(scenario)
    this.#waiting.set(scenario, prepared)
    this.#working ??= this.#work()
  }

  /** These have changed: what is known of them may not be so any more. */
  forget(scenarios: Iterable<string>): void {
    for (const scenario of scenarios) this.#stale.add(scenario)
  }

  /** Resolves when nothing waits to be looked at. */
  async done(): Promise<void> {
    await this.#working
  }

  close(): void {
    this.#isOver = true
    this.#waiting.clear()
  }

  async #work(): Promise<void> {
    for (const [scenario, prepared] of this.#waiting) {
      await this.#turns.next()
      if (this.#isOver) break
      this.#waiting.delete(scenario)
      const { services, scenarios } = await placeOf(prepared)
      const { title, files, plugins } = await namedIn(scenario, services, scenarios)
      const all = new Set([...files, ...(this.#transcripts.get(scenario) ?? [])])
      this.#dependencies.set(scenario, { title, files: all, plugins })
      this.#found(all)
    }
    this.#working = undefined
  }
}

const hasAll = (files: ReadonlySet<string>, transcript: string | undefined): boolean =>
  transcript === undefined || files.has(transcript)

/** What a scenario is checked with: each value of the matrix is known. */
async function placeOf({ options, host }: Prepared): Promise<{ services: Services; scenarios?: string }> {
  const [part] = partsOf(options, host)
  const { options: own, host: ownHost } = part ?? { options, host }
  const scenarios = own.scenarios === undefined ? {} : { scenarios: own.scenarios }
  if (own.matrix === undefined) return { services: ownHost.services, ...scenarios }
  const { withValues } = await import('../suite/matrix.ts')
  return { services: withValues(ownHost.services, own.matrix), ...scenarios }
}
