import type { Job, Queue, QueueEvents } from 'bullmq'
import type { ChainableCommander } from 'ioredis'
import type { Connected } from './redis.ts'
import { keyLife, queuePrefix, runKey, runLife, runsKey, workersKey } from './keys.ts'
import type { JobOrder, JobProgress, RunOrder } from './order.ts'
import type { Packages } from './packages.ts'

/** What becomes of jobs, by their ids. */
export interface JobListener {
  begun(id: string): void
  progress(id: string, progress: JobProgress): void
  /** Its answer is under this key in Redis. */
  answered(id: string, key: string): void
  failed(id: string, reason: string): void
  /** The worker that ran it is gone, and it waits again. */
  lost(id: string): void
}

/** A run in Redis, as the run itself sees it. */
export interface Link {
  add(id: string, order: JobOrder): Promise<void>
  /** Takes back what no worker has begun; false where one has. */
  takeBack(id: string): Promise<boolean>
  /** The bytes under a key, which is removed; undefined where it is gone. */
  fetch(key: string): Promise<Buffer | undefined>
  forget(id: string): Promise<void>
  /** Gives a sign of life; `isLost` when Redis has forgotten the run, which is then known again without its jobs. */
  beat(
    jobs: readonly string[],
  ): Promise<{ readonly workers: Readonly<Record<string, string>>; readonly isLost: boolean }>
  /** Finds ends that were missed. */
  lookAround(): Promise<void>
  /** Removes all of the run. */
  remove(): Promise<void>
  disconnect(): void
}

/** Makes a run known to workers; `id` cannot be guessed. */
export async function makeLink(
  id: string,
  order: RunOrder,
  { redis, options }: Connected,
  { Queue: QueueOf, QueueEvents: EventsOf }: Packages,
  listener: JobListener,
): Promise<Link> {
  const shared = { connection: options, prefix: queuePrefix, skipVersionCheck: true }
  const queue = new QueueOf(id, shared)
  // Everything from the beginning, also what comes before the first look.
  const events = new EventsOf(id, { ...shared, lastEventId: '0' })
  // What is wrong with the connection is known from our own; without a listener it would be thrown.
  queue.on('error', () => {})
  events.on('error', () => {})
  listen(events, listener)
  await queue.waitUntilReady()
  const began = Date.now()
  const announce = (): Promise<unknown> =>
    redis.multi().set(runKey(id), JSON.stringify(order), 'EX', runLife).zadd(runsKey, began, id).exec()
  await announce()
  return {
    async add(job, data) {
      await queue.add('scenario', data, { jobId: job })
      // Also of a run that is killed before its first sign of life.
      await expiring(redis.pipeline(), keysOf(queue, [job])).exec()
    },
    takeBack: async (job) => (await queue.remove(job)) === 1,
    async fetch(key) {
      const bytes = await redis.getBuffer(key)
      if (bytes !== null) await redis.del(key)
      return bytes ?? undefined
    },
    forget: async (job) => void (await queue.remove(job)),
    async beat(jobs) {
      const pipeline = redis.pipeline().expire(runKey(id), runLife).hgetall(workersKey(id)).zadd(runsKey, began, id)
      expiring(pipeline, [workersKey(id), ...keysOf(queue, jobs)])
      const [alive, workers] = (await pipeline.exec()) ?? []
      const isLost = alive?.[1] === 0
      if (isLost) await announce()
      return { workers: (workers?.[1] ?? {}) as Record<string, string>, isLost }
    },
    lookAround: () => lookAround(queue, listener),
    async remove() {
      await redis.multi().del(runKey(id)).zrem(runsKey, id).exec()
      await queue.obliterate({ force: true, count: 1000 })
      await redis.del(workersKey(id), queue.toKey('events'), queue.toKey('meta'))
    },
    disconnect() {
      for (const each of [queue, events]) each.close().catch(() => {})
      redis.disconnect()
    },
  }
}

function expiring(pipeline: ChainableCommander, keys: readonly string[]): ChainableCommander {
  for (const key of keys) pipeline.expire(key, keyLife)
  return pipeline
}

/** Without the one whose life says when stalled jobs are looked for next. */
const keysOf = (queue: Queue, jobs: readonly string[]): readonly string[] => [
  ...Object.values(queue.keys).filter((key) => key !== queue.keys['stalled-check']),
  ...jobs.map((job) => queue.toKey(job)),
]

function listen(events: QueueEvents, listener: JobListener): void {
  events.on('active', ({ jobId }) => listener.begun(jobId))
  events.on('progress', ({ jobId, data }) => listener.progress(jobId, data as unknown as JobProgress))
  events.on('completed', ({ jobId, returnvalue }) => listener.answered(jobId, returnvalue as unknown as string))
  events.on('failed', ({ jobId, failedReason }) => listener.failed(jobId, failedReason))
  events.on('stalled', ({ jobId }) => listener.lost(jobId))
}

async function lookAround(queue: Queue, listener: JobListener): Promise<void> {
  const found = (await queue.getJobs(['completed', 'failed'], 0, -1)) as readonly (Job | undefined)[]
  for (const job of found) {
    if (job?.id === undefined) continue
    if (job.failedReason) listener.failed(job.id, job.failedReason)
    else if (typeof job.returnvalue === 'string') listener.answered(job.id, job.returnvalue)
  }
}
