import type { Problem } from '../model/problem.ts'
import { workerLife } from './keys.ts'
import type { WorkerState } from './order.ts'

/** Who works for a run, from what workers say again and again. Times are those of one clock, since each machine has another. */
export class Presence {
  readonly #seen = new Map<string, { readonly state: WorkerState; readonly at: number }>()
  readonly #began: number
  #lastWorking: number

  constructor(now: number) {
    this.#began = this.#lastWorking = now
  }

  /** All that is known in Redis now, a JSON text for each worker. */
  look(states: Readonly<Record<string, string>>, now: number): void {
    for (const [id, text] of Object.entries(states)) {
      const state = stateFrom(text)
      if (state !== undefined && this.#seen.get(id)?.state.beat !== state.beat) this.#seen.set(id, { state, at: now })
    }
    for (const id of this.#seen.keys())
      if (!Object.hasOwn(states, id) && this.#seen.get(id)!.state.refused === undefined) this.#seen.delete(id)
    if (this.#working(now) > 0) this.#lastWorking = now
  }

  #working(now: number): number {
    const all = [...this.#seen.values()]
    return all.filter(({ state, at }) => state.refused === undefined && now - at < workerLife).length
  }

  /** Milliseconds for which nobody has worked. */
  idle = (now: number): number => now - this.#lastWorking

  /** Nobody has worked yet. */
  get isNew(): boolean {
    return this.#lastWorking === this.#began
  }

  /** Why workers do not work for this run. */
  get refusals(): readonly Problem[] {
    return [...this.#seen.values()].flatMap(({ state }) => state.refused ?? [])
  }
}

function stateFrom(text: string): WorkerState | undefined {
  try {
    const state = JSON.parse(text) as Partial<WorkerState>
    return typeof state.beat === 'number' && typeof state.name === 'string' ? (state as WorkerState) : undefined
  } catch {
    return undefined
  }
}
