import { performance } from 'node:perf_hooks'

interface Job {
  readonly due: number
  run(): void
}

/** Answers in the order of what they answer, each as late as its rule asks for. */
export class Delayed {
  #jobs: Job[] = []
  #timer: NodeJS.Timeout | undefined

  /** Milliseconds until the next one is due; undefined while none waits. */
  dueIn(): number | undefined {
    const [first] = this.#jobs
    return first === undefined ? undefined : Math.max(0, first.due - performance.now())
  }

  /** Runs it now, unless it or one before it has to wait. */
  add(after: number, run: () => void): void {
    if (after === 0 && this.#jobs.length === 0) return run()
    this.#jobs.push({ due: performance.now() + after, run })
    this.#wait()
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#jobs = []
  }

  #wait(): void {
    const due = this.dueIn()
    if (this.#timer !== undefined || due === undefined) return
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      // A timer may fire a little early.
      while ((this.dueIn() ?? 1) <= 0) this.#jobs.shift()?.run()
      this.#wait()
    }, Math.ceil(due))
  }
}
