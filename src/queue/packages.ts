import type { Problem } from '../model/problem.ts'

/** The optional packages that a queue needs. */
export interface Packages {
  readonly Queue: typeof import('bullmq').Queue
  readonly QueueEvents: typeof import('bullmq').QueueEvents
  readonly Worker: typeof import('bullmq').Worker
  readonly WaitingError: typeof import('bullmq').WaitingError
  readonly Redis: typeof import('ioredis').Redis
}

type Loaded = Pick<Packages, 'Queue' | 'QueueEvents' | 'Worker' | 'WaitingError'>

/** Loads them; the problem says how to install them. */
export async function loadPackages(
  load = {
    bullmq: (): Promise<Loaded> => import('bullmq'),
    ioredis: (): Promise<Pick<Packages, 'Redis'>> => import('ioredis'),
  },
): Promise<Packages | { readonly problem: Problem }> {
  try {
    const [{ Redis }, { Queue, QueueEvents, Worker, WaitingError }] = [await load.ioredis(), await load.bullmq()]
    return { Queue, QueueEvents, Worker, WaitingError, Redis }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const isMissing = code === 'MODULE_NOT_FOUND' || code === 'ERR_MODULE_NOT_FOUND'
    const why = isMissing ? 'are not installed here' : `cannot be loaded: ${message.split('\n')[0]}`
    return {
      problem: {
        code: 'package-missing',
        message: `a queue needs the optional packages bullmq and ioredis, which ${why}`,
        hint: 'npm install --save-dev bullmq@6 ioredis@6, on each machine that runs or works',
      },
    }
  }
}
