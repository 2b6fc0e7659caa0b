import type { Entry } from '../suite/entry.ts'
import type { AmongRuns } from '../suite/attempts.ts'
import type { JobOrder, Publish } from './order.ts'

/** A job of which no answer has come. */
export interface OpenJob {
  readonly id: string
  readonly entry: Entry
  readonly among: AmongRuns
  readonly order: JobOrder
  readonly publish: Publish
  /** A worker has it, or had it and was lost. */
  begun: boolean
  /** Its answer is on its way. */
  isFetched: boolean
  /** Its title, once a worker has said it. */
  title?: string
  /** Who runs it now. */
  worker?: string
  /** Those that were lost while they ran it. */
  readonly lost: string[]
  readonly settle: Settle
}

/** What becomes of a job; only the first counts. */
export interface Settle {
  resolve(result: JobEnd): void
  reject(reason: unknown): void
}

/** How a job ends: with a worker's answer in Redis, or with the reason why there is none. */
export type JobEnd =
  | { readonly answer: Uint8Array }
  | { readonly why: 'interrupted' }
  | { readonly why: 'queue-lost' }
  | { readonly why: 'worker-lost'; readonly reason: string }

/** The jobs of which no answer has come, by their ids. */
export class OpenJobs {
  readonly #jobs = new Map<string, OpenJob>()
  #count = 0

  add(job: Omit<OpenJob, 'id' | 'begun' | 'isFetched' | 'lost' | 'settle'>): {
    readonly job: OpenJob
    readonly ended: Promise<JobEnd>
  } {
    // BullMQ allows no ids that are numbers.
    const id = `job-${(this.#count += 1)}`
    let settle: Settle | undefined
    const ended = new Promise<JobEnd>((resolve, reject) => {
      settle = { resolve, reject }
    })
    const made = { ...job, id, begun: false, isFetched: false, lost: [], settle: settle as unknown as Settle }
    this.#jobs.set(id, made)
    return { job: made, ended }
  }

  get = (id: string): OpenJob | undefined => this.#jobs.get(id)

  /** Takes it out; undefined where that was done before. */
  take(id: string): OpenJob | undefined {
    const job = this.#jobs.get(id)
    this.#jobs.delete(id)
    return job
  }

  get all(): readonly OpenJob[] {
    return [...this.#jobs.values()]
  }

  get size(): number {
    return this.#jobs.size
  }
}
