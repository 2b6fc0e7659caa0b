import type { Job, Worker } from 'bullmq'
import { randomUUID } from 'node:crypto'
import type { Problem } from '../model/problem.ts'
import { keyLife, answerKey, beatTime, queuePrefix, runKey, runsKey, stalling, workersKey } from './keys.ts'
import { orderVersion, type JobOrder, type RunOrder, type WorkerState } from './order.ts'
import type { Packages } from './packages.ts'
import type { Connected } from './redis.ts'
import { packed } from './answer.ts'
import { lostWatch, type Waiting } from './lost-watch.ts'
import { progressBatches } from './progress-batches.ts'
import { lineOf, type Perform } from './perform.ts'

/** A worker that takes scenarios of runs from a queue. */
export interface WorkingHost extends Waiting {
  readonly connected: Connected
  readonly packages: Packages
  /** For a person: `build-2 (4711)`. */
  readonly name: string
  /** So many scenarios run at once. */
  readonly jobs: number
  /** Aborted by Ctrl-C: what runs goes back to the queue. */
  readonly signal: AbortSignal
  /** Reads a run's order; a problem where this worker cannot work for it. */
  prepare(order: RunOrder): Promise<{ readonly perform: Perform; end(): void } | { readonly problem: Problem }>
  say(line: string): void
}

/** How the work for one run ended. */
export interface Worked {
  readonly done: number
  readonly why: 'over' | 'interrupted' | Problem
}

/** Works for a run until it is over, or says why it cannot. */
export async function workFor(id: string, host: WorkingHost): Promise<Worked | undefined> {
  const order = await orderOf(id, host)
  if (order === undefined) return undefined
  const worker = randomUUID()
  const prepared = await prepare(order, host)
  if ('problem' in prepared) {
    await sayState(id, worker, { name: host.name, jobs: host.jobs, beat: 1, refused: prepared.problem }, host)
    return { done: 0, why: prepared.problem }
  }
  try {
    return await new RunWorker(id, worker, prepared.perform, host).work()
  } finally {
    prepared.end()
  }
}

/** Undefined for a run that is over; its name is taken from the list then. */
async function orderOf(id: string, { connected: { redis } }: WorkingHost): Promise<RunOrder | undefined> {
  const text = await redis.get(runKey(id))
  const order = text === null ? undefined : orderFrom(text)
  if (order === undefined) await redis.zrem(runsKey, id)
  return order
}

function orderFrom(text: string): RunOrder | undefined {
  try {
    return JSON.parse(text) as RunOrder
  } catch {
    return undefined
  }
}

async function prepare(order: RunOrder, host: WorkingHost): ReturnType<WorkingHost['prepare']> {
  if (order.version === orderVersion) return host.prepare(order)
  const message = `the run is of another version of scenario, which the worker ${host.name} does not understand`
  return { problem: { code: 'checkout-differs', message, hint: 'install the same version on both machines' } }
}

async function sayState(id: string, worker: string, state: WorkerState, { connected }: WorkingHost): Promise<void> {
  await connected.redis
    .multi()
    .hset(workersKey(id), worker, JSON.stringify(state))
    .expire(workersKey(id), keyLife)
    .exec()
}

/** What one worker does for one run. */
class RunWorker {
  readonly #id: string
  readonly #worker: string
  readonly #perform: Perform
  readonly #host: WorkingHost
  /** Ends what runs: the run is over, or this worker is. */
  readonly #ending = new AbortController()
  /** What is printed of jobs once they count. */
  readonly #lines = new Map<string, string>()
  #beat = 0
  #busy = false
  #done = 0
  #isOver = false
  readonly #isLost: () => Problem | undefined
  #lost: Problem | undefined

  constructor(id: string, worker: string, perform: Perform, host: WorkingHost) {
    this.#id = id
    this.#worker = worker
    this.#perform = perform
    this.#host = host
    this.#isLost = lostWatch(host)
  }

  async work(): Promise<Worked> {
    const { connected, packages, jobs, name, signal } = this.#host
    await this.#say()
    const worker = new packages.Worker(this.#id, (job: Job, token) => this.#do(job, token), {
      connection: connected.options,
      prefix: queuePrefix,
      skipVersionCheck: true,
      concurrency: jobs,
      name,
      drainDelay: 1,
      runRetryDelay: beatTime,
      ...stalling,
    })
    // What is wrong with the connection is known from our own, and a job whose lock is lost runs elsewhere.
    worker.on('error', () => {})
    worker.on('completed', ({ id = '' }) => this.#completed(id))
    const ended = new Promise<void>((resolve) => {
      this.#ending.signal.addEventListener('abort', () => resolve())
    })
    const interrupt = (): void => this.#ending.abort()
    signal.addEventListener('abort', interrupt)
    if (signal.aborted) interrupt()
    const beating = setInterval(() => this.#check(), beatTime)
    await ended
    signal.removeEventListener('abort', interrupt)
    clearInterval(beating)
    await this.#leave(worker)
    return { done: this.#done, why: this.#lost ?? (signal.aborted ? 'interrupted' : 'over') }
  }

  async #leave(worker: Worker): Promise<void> {
    const isGone = (): boolean => this.#host.connected.lost() !== undefined
    if (isGone() || !(await doneUnless(isGone, this.#giveBack(worker)))) void worker.close(true).catch(() => {})
  }

  /** What runs is ended, and given back. */
  async #giveBack(worker: Worker): Promise<void> {
    const { connected } = this.#host
    await worker.close().catch(() => {})
    await connected.redis.hdel(workersKey(this.#id), this.#worker)
    if ((await connected.redis.exists(runKey(this.#id))) === 1) return
    // A look for stalled jobs may have written into a queue that nobody keeps any more.
    const { meta = '', 'stalled-check': check = '', ...others } = worker.keys
    const pipeline = connected.redis.pipeline().del(meta, check)
    for (const key of Object.values(others)) pipeline.expire(key, keyLife)
    await pipeline.exec()
  }

  /** Only now it counts: a worker whose lock was lost cannot complete what it has run. */
  #completed(id: string): void {
    this.#done += 1
    this.#host.say(this.#lines.get(id) ?? id)
    this.#lines.delete(id)
  }

  #say(): Promise<void> {
    const { name, jobs } = this.#host
    return sayState(this.#id, this.#worker, { name, jobs, beat: (this.#beat += 1) }, this.#host)
  }

  #check(): void {
    const { connected } = this.#host
    this.#lost = this.#isLost()
    if (this.#lost !== undefined) this.#ending.abort()
    if (this.#busy || connected.lost() !== undefined) return
    this.#busy = true
    connected.redis
      .exists(runKey(this.#id))
      .then(async (is) => {
        if (is === 1) return this.#say()
        this.#isOver = true
        this.#ending.abort()
      })
      .catch(() => {})
      .finally(() => {
        this.#busy = false
      })
  }

  async #do(job: Job, token: string | undefined): Promise<string> {
    const { connected, packages, name } = this.#host
    const batches = progressBatches(name, (each) => job.updateProgress(each))
    const { result, ...rest } = await this.#perform(job.data as JobOrder, this.#ending.signal, batches.add)
    await batches.end()
    if (this.#ending.signal.aborted && result.failure?.code === 'interrupted') {
      if (!this.#isOver) await job.moveToWait(token)
      throw new packages.WaitingError()
    }
    const key = answerKey(this.#id, randomUUID())
    await connected.redis.set(key, await packed({ result, ...rest }), 'EX', keyLife)
    this.#lines.set(job.id as string, lineOf(result))
    return key
  }
}

/** Whether this was done; false as soon as it cannot be, which is asked again and again. */
function doneUnless(isGone: () => boolean, work: Promise<void>): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const timer = setInterval(() => {
      if (!isGone()) return
      clearInterval(timer)
      resolve(false)
    }, 200)
    work.then(() => resolve(true), reject).finally(() => clearInterval(timer))
  })
}
