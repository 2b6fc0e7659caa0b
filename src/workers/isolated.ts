import type { AmongRuns } from '../suite/attempts.ts'
import type { SuiteHost, SuiteOptions } from '../suite/options.ts'
import { partFor } from '../suite/parts.ts'
import { placesOf } from '../suite/run-one.ts'
import type { Ready, Runner, Task } from '../suite/runner.ts'
import { identityOf, lastSeen } from './last-seen.ts'
import { lostResult, type Lost } from './lost.ts'
import type { FromWorker, ToWorker } from './messages.ts'
import { orderOf } from './order.ts'
import { workerPool, type Place, type WorkerPool } from './pool.ts'
import { startWorker, type Loss, type WorkerProgram } from './worker-process.ts'

/** Milliseconds without a sign of life: while a file is read and its plugins are loaded, and beyond the deadline of a scenario. */
const checking = 30_000
const grace = 15_000

type Given = Omit<WorkerProgram, 'cwd' | 'reaper'> & { readonly flags: Readonly<Record<string, unknown>> }
type Publish = Parameters<Ready['run']>[1]

/** Runs scenarios in so many processes of their own, each one after another. One that is lost takes one scenario with it. */
export const isolated = (options: SuiteOptions, host: SuiteHost, given: Given): Runner =>
  new Isolated(options, host, given)

/** What is known of a scenario between its runs. */
interface Known {
  readonly title: string
  readonly limit: number
  /** Where it was checked or ran last. */
  place: Place | undefined
}

class Isolated implements Runner {
  readonly #options: SuiteOptions
  readonly #host: SuiteHost
  readonly #base: string
  readonly #pool: WorkerPool
  readonly #interrupt = (): void => this.#pool.interrupt()

  constructor(options: SuiteOptions, host: SuiteHost, { flags, ...program }: Given) {
    const { cwd, reaper, signal } = host
    const { base = cwd, jobs } = options
    if (reaper === undefined) throw new Error('workers have no reaper')
    this.#options = options
    this.#host = host
    this.#base = base
    this.#pool = workerPool(jobs, (number) =>
      startWorker({ ...program, cwd, reaper }, { type: 'call', flags, share: { number, of: jobs } }),
    )
    signal.addEventListener('abort', this.#interrupt)
  }

  readonly check = async (task: Task): Promise<Ready> => {
    const began = this.#host.now()
    const place = this.#pool.take()
    const answer = await this.#ask(place, task, { type: 'check', order: orderOf(task, this.#base) }, checking)
    const kept = this.#pool.giveBack(place, true)
    if ('type' in answer && answer.type === 'checked') {
      const { title, limit, claims } = answer
      const known = { title, limit, place: kept }
      return { claims, run: (among, publish) => this.#run(task, known, among, publish) }
    }
    const title = this.#host.services.shown(task.entry.file)
    const known = { title, limit: checking, place: undefined }
    const lost = { loss: asLoss(answer), doing: 'checked', files: place.files, title } as const
    let result: ReturnType<typeof lostResult> | undefined = this.#lost(task, lost, began)
    return {
      claims: [],
      run: (among, publish) => {
        const first = result
        result = undefined
        return first === undefined ? this.#run(task, known, among, publish) : Promise.resolve(first)
      },
    }
  }

  readonly close = async (): Promise<readonly []> => {
    this.#host.signal.removeEventListener('abort', this.#interrupt)
    await this.#pool.close()
    return []
  }

  async #run(task: Task, known: Known, among: AmongRuns, publish: Publish) {
    const { recordTo } = placesOf(task.entry, { ...this.#options, ...among }, this.#host)
    const before = identityOf(recordTo)
    const began = this.#host.now()
    const place = this.#pool.take(known.place)
    const order = { type: 'run', order: orderOf(task, this.#base), among } as const
    const answer = await this.#ask(place, task, order, known.limit + grace, publish)
    known.place = this.#pool.giveBack(place)
    if ('type' in answer && answer.type === 'ended') return answer.result
    const seen = lastSeen(recordTo, before)
    const lost = { loss: asLoss(answer), doing: 'ran', files: place.files, title: known.title } as const
    return this.#lost(task, seen === undefined ? lost : { ...lost, seen }, began)
  }

  #ask({ worker, files }: Place, { entry }: Task, message: ToWorker, patience: number, publish?: Publish) {
    files.add(entry.file)
    return worker.ask(message, patience, publish)
  }

  #lost(task: Task, lost: Omit<Lost, 'duration'>, began: number) {
    const { host } = partFor(task.entry, this.#options, this.#host)
    return lostResult(task, { ...lost, duration: host.now() - began }, host)
  }
}

/** A worker that answers something else is of no use. */
const asLoss = (answer: Pick<FromWorker, 'type'> | Loss): Loss =>
  'how' in answer ? answer : { how: `answered “${answer.type}” to another question` }
