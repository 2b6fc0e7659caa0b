import { randomUUID } from 'node:crypto'
import type { Problem } from '../model/problem.ts'
import type { Progress } from '../model/progress.ts'
import type { ScenarioResult } from '../model/result.ts'
import type { AmongRuns } from '../suite/attempts.ts'
import { NotBegun, type Ready, type Runner, type Task } from '../suite/runner.ts'
import { dataFrom } from '../text/data-text.ts'
import { inTime } from './in-time.ts'
import { beatTime } from './keys.ts'
import { lostWatch } from './lost-watch.ts'
import { makeLink, type JobListener, type Link } from './link.ts'
import { OpenJobs, type JobEnd, type OpenJob } from './open-jobs.ts'
import type { JobOrder, JobProgress, RunOrder } from './order.ts'
import type { Packages } from './packages.ts'
import { Presence } from './presence.ts'
import { noWorker } from './problems.ts'
import type { Connected } from './redis.ts'

/** A run whose scenarios run elsewhere. */
export interface QueuedRun {
  readonly order: RunOrder
  readonly connected: Connected
  readonly packages: Packages
  /** The address, for a person. */
  readonly shown: string
  /** Milliseconds that the run waits for a worker, or for a Redis that is gone. */
  readonly patience: number
  readonly signal: AbortSignal
  now(): number
  /** What a worker must know of one attempt. */
  orderOf(task: Task, among: AmongRuns): JobOrder
  /** The result of an attempt, when what it leaves stands in its place. */
  resultOf(job: OpenJob, end: JobEnd): Promise<ScenarioResult>
  /** Prints a line for a person who waits. */
  say(text: string): void
}

/** Milliseconds without a worker after which a line says so. */
const quiet = 3000
/** A look for missed ends each so many beats. */
const lookEvery = 5
/** Milliseconds that the end of a run may take. */
const longestEnd = 3000

/** Puts scenarios on a queue, from which workers take them, and waits for what they come to. */
export async function runOnQueue(run: QueuedRun): Promise<Runner> {
  const runner = new QueueRunner(run)
  await runner.begin()
  // Whoever builds on it copies its functions.
  return {
    check: (task) => runner.check(task),
    stop: () => runner.stop(),
    broken: () => runner.broken(),
    close: () => runner.close(),
  }
}

class QueueRunner {
  readonly #run: QueuedRun
  readonly #jobs = new OpenJobs()
  readonly #presence: Presence
  #link!: Link
  #broken: Problem | undefined
  #beating: NodeJS.Timeout | undefined
  #beats = 0
  /** The beat that goes on. */
  #looking: Promise<void> | undefined
  #hasSaid = false
  readonly #lost: () => Problem | undefined
  readonly #interrupt = (): void => this.#endAll({ why: 'interrupted' })

  constructor(run: QueuedRun) {
    this.#run = run
    this.#presence = new Presence(run.now())
    this.#lost = lostWatch(run)
  }

  async begin(): Promise<void> {
    const { order, connected, packages, signal } = this.#run
    this.#link = await makeLink(randomUUID(), order, connected, packages, this.#listener())
    signal.addEventListener('abort', this.#interrupt)
    this.#beating = setInterval(() => this.#beat(), beatTime)
  }

  check(task: Task): Promise<Ready> {
    return Promise.resolve({ claims: [], run: (among, publish) => this.#attempt(task, among, publish) })
  }

  stop(): void {
    for (const job of this.#jobs.all) if (!job.begun) void this.#takeBack(job)
  }

  broken(): Problem | undefined {
    return this.#broken
  }

  async close(): Promise<readonly Problem[]> {
    clearInterval(this.#beating)
    this.#run.signal.removeEventListener('abort', this.#interrupt)
    // A beat that comes behind the removal would make the run known again.
    if (this.#run.connected.lost() === undefined) await inTime(this.#remove(), longestEnd)
    this.#link.disconnect()
    const refusals = this.#presence.refusals.map((problem) => ({ ...problem, severity: 'warning' as const }))
    return [...refusals, ...(this.#broken === undefined ? [] : [this.#broken])]
  }

  async #remove(): Promise<void> {
    await this.#looking
    await this.#link.remove()
  }

  async #attempt(task: Task, among: AmongRuns, publish: (progress: Progress) => void): Promise<ScenarioResult> {
    if (this.#broken !== undefined || this.#run.signal.aborted) throw new NotBegun()
    const order = this.#run.orderOf(task, among)
    const { job, ended } = this.#jobs.add({ entry: task.entry, among, order, publish })
    // Without Redis it waits, and comes to it with all others when that is back.
    this.#link.add(job.id, order).catch(() => {})
    const end = await ended
    return this.#run.resultOf(job, end)
  }

  async #takeBack(job: OpenJob): Promise<void> {
    const isBack = await this.#link.takeBack(job.id).catch(() => false)
    if (isBack && this.#jobs.take(job.id) !== undefined) job.settle.reject(new NotBegun())
  }

  #endAll(end: JobEnd): void {
    for (const job of this.#jobs.all) {
      this.#jobs.take(job.id)
      if (job.begun) job.settle.resolve(end)
      else job.settle.reject(new NotBegun())
    }
  }

  #listener(): JobListener {
    const of = (id: string): OpenJob | undefined => this.#jobs.get(id)
    return {
      begun: (id) => {
        const job = of(id)
        if (job !== undefined) job.begun = true
      },
      progress: (id, progress) => publishFrom(of(id), progress),
      answered: (id, key) => void this.#answered(id, key).catch(() => {}),
      failed: (id, reason) => {
        const job = this.#jobs.take(id)
        job?.settle.resolve({ why: 'worker-lost', reason })
        if (job !== undefined) this.#forget(id)
      },
      lost: (id) => {
        const job = of(id)
        job?.lost.push(job.worker ?? 'a worker')
      },
    }
  }

  async #answered(id: string, key: string): Promise<void> {
    const known = this.#jobs.get(id)
    if (known === undefined || known.isFetched) return
    known.isFetched = true
    const answer = await this.#link.fetch(key)
    if (answer === undefined) return this.#again(known)
    this.#jobs.take(id)?.settle.resolve({ answer })
    this.#forget(id)
  }

  /** Redis has forgotten the answer. */
  async #again(job: OpenJob): Promise<void> {
    await this.#link.forget(job.id)
    job.isFetched = false
    await this.#link.add(job.id, job.order)
  }

  #forget(id: string): void {
    this.#link.forget(id).catch(() => {})
  }

  #beat(): void {
    const lost = this.#lost()
    if (lost !== undefined) return this.#giveUp(lost, { why: 'queue-lost' })
    if (this.#looking !== undefined || this.#run.connected.lost() !== undefined) return
    this.#looking = this.#look()
      .catch(() => {})
      .finally(() => {
        this.#looking = undefined
      })
  }

  async #look(): Promise<void> {
    const ids = this.#jobs.all.map(({ id }) => id)
    const { workers, isLost } = await this.#link.beat(ids)
    this.#presence.look(workers, this.#run.now())
    if (isLost) await this.#restore()
    else if ((this.#beats += 1) % lookEvery === 0) await this.#link.lookAround()
    const idle = this.#presence.idle(this.#run.now())
    if (this.#jobs.size === 0) return
    if (idle >= this.#run.patience) {
      const problem = noWorker(this.#run, this.#presence)
      return this.#giveUp(problem, { why: 'worker-lost', reason: 'no worker was left' })
    }
    if (this.#hasSaid || idle < quiet) return
    this.#hasSaid = true
    this.#run.say(`no worker has come yet to ${this.#run.shown}: start one with “scenario work”, in the same checkout`)
  }

  /** Redis has come back without what it knew: what has no answer is put there again. */
  async #restore(): Promise<void> {
    for (const { id, order } of this.#jobs.all) await this.#link.add(id, order)
  }

  #giveUp(problem: Problem, end: JobEnd): void {
    this.#broken ??= problem
    this.#endAll(end)
  }
}

/** The progress of a worker goes on to the reporters. */
function publishFrom(job: OpenJob | undefined, { worker, progress }: JobProgress): void {
  if (job === undefined) return
  job.begun = true
  job.worker = worker
  for (const text of progress) {
    const update = dataFrom(text) as Progress
    if (update.type === 'scenario-begun') job.title = update.title
    job.publish(update)
  }
}
