import type { Problem } from '../model/problem.ts'
import type { Progress, Summary } from '../model/progress.ts'
import type { ScenarioResult } from '../model/result.ts'
import { guard, type Reaper } from '../kernel/reaper.ts'
import { tally } from '../report/summary.ts'
import type { Once } from './attempts.ts'
import { clashesOf } from './clashes.ts'
import type { Entry } from './entry.ts'
import { writingSoon } from './files.ts'
import type { SuiteHost, SuiteOptions } from './options.ts'
import { keeping } from './keeping.ts'
import { orphanProblem, orphansOf, transcriptsOfValues } from './orphans.ts'
import { partFor, withEachHost } from './parts.ts'
import { planOf } from './plan.ts'
import { runAsOften } from './run-as-often.ts'
import { runHere } from './run-here.ts'
import { NotBegun, type Ready, type Runner } from './runner.ts'
import { schedule, type Job } from './schedule.ts'
import { skippedProblem, skippedWhy } from './skipped.ts'
import { pushAll } from '../text/push-all.ts'

export type { SuiteHost, SuiteOptions } from './options.ts'

/** Selects, schedules and runs scenarios, in this process unless another runner is given, and reports each event. */
export async function runSuite(
  options: SuiteOptions,
  given: SuiteHost,
  publish: (progress: Progress) => void,
  runnerFor: (host: SuiteHost, entries: readonly Entry[]) => Runner | Promise<Runner> = (host) =>
    runHere(options, host),
): Promise<Summary> {
  const reaper = guard()
  let host = withEachHost(given, (each) => ({ ...each, reaper }))
  const { base = host.cwd } = options
  const began = host.now()
  const counts = tally({ allowFlaky: options.allowFlaky === true })
  const problems: Problem[] = []
  const skipped: string[] = []
  const finish = (): Summary => {
    if (options.failOnSkip && skipped.length > 0) problems.push(skippedProblem(skipped))
    const rest = { duration: host.now() - began, interrupted: host.signal.aborted, problems }
    const summary = counts.summary(options.seed === undefined ? rest : { ...rest, seed: options.seed })
    publish({ type: 'suite-ended', summary })
    return summary
  }

  const kept = keeping({ ...options, base }, host.services.files)
  const { entries, begun, whole, problems: found } = await planOf(options, host, kept.timings)
  pushAll(problems, found)
  const [files, wall] = [entries.length, host.wall().toISOString()]
  publish({ type: 'suite-begun', files, jobs: options.jobs, version: host.version, wall, ...begun })
  if (Math.min(entries.length, options.jobs) > 1) host = withEachHost(host, (each) => besideOthers(each, reaper))
  const clashes = clashesOf(entries, host.services.shown, (entry) => partFor(entry, options, host).options)
  let stopped = false
  const runner = await sharingRunner(await runnerFor(host, entries), entries, options, host)
  const over = (): boolean => stopped || host.signal.aborted || runner.broken?.() !== undefined
  const watched = options.verbose || (options.watched && entries.length === 1 && options.repeat === undefined)
  const ended = ({ id }: Entry, result: ScenarioResult): void => {
    counts.add(result)
    if (result.status === 'skipped') skipped.push(skippedWhy(result))
    kept.add(id, result, counts.lets(result))
    publish({ type: 'scenario-ended', result })
    if (!options.bail || counts.lets(result)) return
    stopped = true
    runner.stop?.()
  }
  const jobs = entries.map((entry) => {
    const clash = clashes.get(entry.id)
    const task = { entry, watched, ...(clash === undefined ? {} : { clash }) }
    const often = (once: Once) => runAsOften(entry, once, partFor(entry, options, host).options, host, over)
    return jobOf(() => runner.check(task), { often, publish, ended: (result) => ended(entry, result) })
  })
  await schedule(jobs, options.jobs, over)
  pushAll(problems, await runner.close())
  reaper.close()
  if (!host.signal.aborted) pushAll(problems, kept.keep(whole !== undefined && !over()))

  const clean = counts.allPassed() && !over()
  if (whole !== undefined) pushAll(problems, settleOrphans(whole, entries, options, host, clean))
  return finish()
}

async function sharingRunner(
  runner: Runner,
  entries: readonly Entry[],
  options: SuiteOptions,
  host: SuiteHost,
): Promise<Runner> {
  if (options.matrix === undefined && host.projects === undefined) return runner
  return (await import('./sharing.ts')).sharing(runner, entries, options, host)
}

interface Running {
  often(once: Once): Promise<ScenarioResult>
  publish(progress: Progress): void
  ended(result: ScenarioResult): void
}

function jobOf(check: () => Promise<Ready>, { often, publish, ended }: Running): Job {
  let ready: Ready | undefined
  return {
    async claims() {
      ready = await check()
      return ready.claims
    },
    async run() {
      const { run } = ready as Ready
      // Thousands of scenarios are not kept until the last of them has run.
      ready = undefined
      try {
        ended(await often((among) => run(among, publish)))
      } catch (reason) {
        if (!(reason instanceof NotBegun)) throw reason
      }
    },
  }
}

/** For scenarios of which several run at once: what one of them writes is waited for by none of the others. */
function besideOthers(host: SuiteHost, reaper: Reaper): SuiteHost {
  const { services } = host
  const files = { ...services.files, ...writingSoon(services.shown, reaper) }
  return { ...host, besideOthers: true, services: { ...services, files } }
}

/** After a whole run that passed, an update removes transcripts without a scenario; otherwise they are listed. */
function settleOrphans(
  folders: readonly string[],
  entries: readonly Entry[],
  options: SuiteOptions,
  host: SuiteHost,
  clean: boolean,
): readonly Problem[] {
  const ofValues = transcriptsOfValues(entries, (entry) => partFor(entry, options, host).options)
  const orphans = orphansOf(folders, ofValues)
  if (options.update && clean) return orphans.flatMap((file) => host.services.files.remove(file) ?? [])
  return orphans.map((file) => orphanProblem(host.services.shown(file), options.ci))
}
