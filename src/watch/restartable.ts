import type { Problem } from '../model/problem.ts'
import type { Entry } from '../suite/entry.ts'
import { NotBegun, type Ready, type Runner, type Task } from '../suite/runner.ts'
import type { Turns } from './turns.ts'

/** One run of a scenario, which can be ended by itself. */
interface Turn {
  readonly file: string
  readonly ending: AbortController
}

/** Nothing of it is reported: the run goes on with what is left. */
const stopped: Problem = { code: 'internal-error', message: 'the rest runs later' }

/**
 * A runner whose scenarios can be ended and begun again, each for itself. `runnerWith` makes one that a signal ends; `over` ends all. Each
 * is checked and begun in a turn of its own.
 */
export class Restartable implements Runner {
  readonly #runnerWith: (signal: AbortSignal) => Runner
  readonly #over: AbortSignal
  readonly #running = new Map<string, Turn>()
  /** Checked, and waiting for their turn; of the stale ones the file has changed since. */
  readonly #checked = new Map<string, string>()
  readonly #stale = new Set<string>()
  /** The files of entries that have not ended, by their ids. */
  readonly #left: Map<string, string>
  readonly #turns: Turns
  #isStopped = false

  constructor(
    runnerWith: (signal: AbortSignal) => Runner,
    { over, turns }: { readonly over: AbortSignal; readonly turns: Turns },
    entries: readonly Entry[],
  ) {
    this.#runnerWith = runnerWith
    this.#turns = turns
    this.#over = over
    this.#left = new Map(entries.map(({ id, file }) => [id, file]))
    over.addEventListener('abort', () => {
      for (const { ending } of this.#running.values()) ending.abort()
    })
  }

  /**
   * Begins those that run again, and reads those that wait again. The answer are those for which it is too late, since they have ended:
   * nothing more is begun then, so that they run soon.
   */
  restart(files: ReadonlySet<string>): ReadonlySet<string> {
    for (const [id, file] of this.#checked) if (files.has(file)) this.#stale.add(id)
    for (const { file, ending } of this.#running.values()) if (files.has(file)) ending.abort()
    const { left } = this
    const late = new Set([...files].filter((file) => !left.has(file)))
    this.#isStopped ||= late.size > 0
    return late
  }

  isRunning(file: string): boolean {
    return [...this.#running.values()].some((turn) => turn.file === file)
  }

  /** The files that have a run that has not ended. */
  get left(): ReadonlySet<string> {
    return new Set(this.#left.values())
  }

  broken(): Problem | undefined {
    return this.#isStopped ? stopped : undefined
  }

  close(): Promise<readonly Problem[]> {
    return Promise.resolve([])
  }

  async check(task: Task): Promise<Ready> {
    const { id, file } = task.entry
    this.#checked.set(id, file)
    let turn = turnOf(file)
    await this.#turns.next()
    const { claims, ...first } = await this.#runnerWith(turn.ending.signal).check(task)
    let { run } = first
    return {
      claims,
      run: async (among, publish) => {
        await this.#turns.next()
        this.#checked.delete(id)
        for (;;) {
          if (this.#stale.delete(id) || turn.ending.signal.aborted) {
            turn = turnOf(file)
            const ready = await this.#runnerWith(turn.ending.signal).check(task)
            // It wants something for itself that another may have by now.
            if (ready.claims.some((claim) => !claims.includes(claim))) throw new NotBegun()
            run = ready.run
          }
          this.#running.set(id, turn)
          const result = await run(among, publish)
          this.#running.delete(id)
          if (turn.ending.signal.aborted && !this.#over.aborted) continue
          this.#left.delete(id)
          return result
        }
      },
    }
  }
}

const turnOf = (file: string): Turn => ({ file, ending: new AbortController() })
