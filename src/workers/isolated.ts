import type { AmongRuns } from '../suite/attempts.ts'
import type { SuiteHost, SuiteOptions } from '../suite/options.ts'
import { partFor } from '../suite/parts.ts'
import { placesOf } from '../suite/run-one.ts'
import type { Ready, Runner, Task } from '../suite/runner.ts'
import { identityOf, lastSeen } from './last-seen.ts'
import { lostResult } from './lost.ts'
import { orderOf } from './order.ts'
import { workerPool, type Place } from './pool.ts'
import { startWorker, type Loss, type WorkerProgram } from './worker-process.ts'

/** Milliseconds without a sign of life: while a file is read and its plugins are loaded, and beyond the deadline of a scenario. */
const checking = 30_000
const grace = 15_000

type Given = Omit<WorkerProgram, 'cwd' | 'reaper'> & { readonly flags: Readonly<Record<string, unknown>> }
type Publish = Parameters<Ready['run']>[1]

/** Runs scenarios in so many processes of their own, each one after another. One that is lost takes one scenario with it. */
export function isolated(options: SuiteOptions, host: SuiteHost, { flags, ...program }: Given): Runner {
  const { base = host.cwd, jobs } = options
  const reaper = host.reaper as NonNullable<typeof host.reaper>
  const pool = workerPool(jobs, (number) =>
    startWorker({ ...program, cwd: host.cwd, reaper }, { type: 'call', flags, share: { number, of: jobs } }),
  )
  const interrupt = (): void => pool.interrupt()
  host.signal.addEventListener('abort', interrupt)

  const hostOf = ({ entry }: Task): SuiteHost => partFor(entry, options, host).host

  /** Has a worker do it, and lets go of that worker afterwards. */
  const run = async (task: Task, known: Known, among: AmongRuns, publish: Publish) => {
    const { recordTo: recording } = placesOf(task.entry, { ...options, ...among }, host)
    const before = identityOf(recording)
    const began = host.now()
    const place = pool.take(known.place)
    const answer = await place.worker.ask(
      { type: 'run', order: orderOf(task, base), among },
      known.limit + grace,
      publish,
    )
    known.place = pool.giveBack(place)
    if ('type' in answer && answer.type === 'ended') return answer.result
    const seen = lastSeen(recording, before)
    const duration = host.now() - began
    const lost = { loss: asLoss(answer), doing: 'ran', title: known.title, duration } as const
    return lostResult(task, seen === undefined ? lost : { ...lost, seen }, hostOf(task))
  }
  return {
    async check(task) {
      const began = host.now()
      const place = pool.take()
      const answer = await place.worker.ask({ type: 'check', order: orderOf(task, base) }, checking)
      const kept = pool.giveBack(place, true)
      if ('type' in answer && answer.type === 'checked') {
        const { title, limit, claims } = answer
        const known: Known = { title, limit, place: kept }
        return { claims, run: (among, publish) => run(task, known, among, publish) }
      }
      const title = host.services.shown(task.entry.file)
      const lost = { loss: asLoss(answer), doing: 'checked', title, duration: host.now() - began } as const
      const known: Known = { title, limit: checking, place: undefined }
      let first = true
      return {
        claims: [],
        run: async (among, publish) => {
          if (!first) return run(task, known, among, publish)
          first = false
          return lostResult(task, lost, hostOf(task))
        },
      }
    },
    async close() {
      host.signal.removeEventListener('abort', interrupt)
      await pool.close()
      return []
    },
  }
}

/** What is known of a scenario between its runs. */
interface Known {
  readonly title: string
  readonly limit: number
  /** Where it was checked or ran last. */
  place: Place | undefined
}

/** A worker that answers something else is of no use. */
const asLoss = (answer: { readonly type: string } | Loss): Loss =>
  'how' in answer ? answer : { how: `answered “${answer.type}” to another question` }
