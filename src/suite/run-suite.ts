import path from 'node:path'
import type { Problem } from '../model/problem.ts'
import type { Progress, Summary } from '../model/progress.ts'
import type { Checked, Files } from '../pipeline.ts'
import { check, outline } from '../pipeline.ts'
import { guard, type Reaper } from '../kernel/reaper.ts'
import { tally } from '../report/summary.ts'
import { clashesOf } from './clashes.ts'
import { claimsOf } from './claims.ts'
import { writingSoon } from './files.ts'
import { filtered, isOpen } from './filter.ts'
import type { SuiteHost, SuiteOptions } from './options.ts'
import { orphanProblem, orphansOf } from './orphans.ts'
import { runAsOften } from './run-as-often.ts'
import { schedule } from './schedule.ts'
import { selectFiles } from './select.ts'
import { skippedProblem, skippedWhy } from './skipped.ts'
import { pushAll } from '../text/push-all.ts'

export type { SuiteHost, SuiteOptions } from './options.ts'

/** Selects, schedules and runs scenarios, and reports each event. */
export async function runSuite(
  options: SuiteOptions,
  given: SuiteHost,
  publish: (progress: Progress) => void,
): Promise<Summary> {
  const reaper = guard()
  let host: SuiteHost = { ...given, reaper }
  const began = host.now()
  const counts = tally({ allowFlaky: options.allowFlaky === true })
  const problems: Problem[] = []
  const skipped: string[] = []
  const finish = (): Summary => {
    if (options.failOnSkip && skipped.length > 0) problems.push(skippedProblem(skipped))
    const summary = counts.summary({ duration: host.now() - began, interrupted: host.signal.aborted, problems })
    publish({ type: 'suite-ended', summary })
    return summary
  }

  const selection = await selectScenarios(options, host)
  pushAll(problems, selection.problems)
  const files = await begin(selection.files, options, host, publish, problems)
  if (Math.min(files.length, options.jobs) > 1) host = besideOthers(host, reaper)
  const clashes = clashesOf(files, host.services.shown, options.scenarios)
  let stopped = false
  const over = (): boolean => stopped || host.signal.aborted
  const jobs = files.map((file) => {
    let checked: Checked | undefined
    return {
      async claims() {
        checked = withClash(await check(file, host.services), clashes.get(file))
        return claimsOf(checked)
      },
      async run() {
        const watched = options.verbose || (options.watched && files.length === 1)
        const result = await runAsOften(checked as Checked, options, host, publish, { watched, over })
        // Thousands of scenarios are not kept until the last of them has run.
        checked = undefined
        counts.add(result)
        if (result.status === 'skipped') skipped.push(skippedWhy(result))
        if (options.bail && !counts.lets(result)) stopped = true
        publish({ type: 'scenario-ended', result })
      },
    }
  })
  await schedule(jobs, options.jobs, over)
  reaper.close()
  hideFromGit(options.out, host.services.files)

  const clean = counts.allPassed() && !stopped && !host.signal.aborted
  if (selection.whole !== undefined && isOpen(options) && options.shard === undefined)
    pushAll(problems, settleOrphans(selection.whole, options, host, clean))
  return finish()
}

/** For scenarios of which several run at once: what one of them writes is waited for by none of the others. */
function besideOthers(host: SuiteHost, reaper: Reaper): SuiteHost {
  const { services } = host
  const files = { ...services.files, ...writingSoon(services.shown, reaper) }
  return { ...host, besideOthers: true, services: { ...services, files } }
}

/** Publishes the beginning of the suite; the files of this shard, in order, or all of them when the suite is not in shards. */
async function begin(
  selected: readonly string[],
  { jobs, shard }: SuiteOptions,
  { cwd, version }: SuiteHost,
  publish: (progress: Progress) => void,
  problems: Problem[],
): Promise<readonly string[]> {
  if (shard === undefined || selected.length === 0) {
    publish({ type: 'suite-begun', files: selected.length, jobs, version })
    return selected
  }
  const { cut, emptyShard, entryId } = await import('./shard.ts')
  const ids = selected.map((file) => entryId(cwd, file))
  const { kept, begun } = cut(ids, shard)
  if (kept.length === 0) problems.push(emptyShard(begun))
  publish({ type: 'suite-begun', files: kept.length, jobs, version, shard: begun })
  return kept.map((at) => selected[at] as string)
}

/** The files to run, after tags and titles; with problems there are none. */
async function selectScenarios(
  options: SuiteOptions,
  host: SuiteHost,
): Promise<{ files: readonly string[]; problems: readonly Problem[]; whole?: string }> {
  const selection = await selectFiles(options.paths, host.cwd, options.scenarios)
  const excused = options.passWithNone && selection.problems.every((problem) => problem.code === 'nothing-selected')
  if (selection.problems.length > 0 && !excused) return { files: [], problems: selection.problems }
  if (isOpen(options)) return { ...selection, problems: [] }
  const left = filtered(options, selection.files, (file) => outline(file, host.services))
  if ('problem' in left) return { files: [], problems: [left.problem] }
  const files = left.items
  return {
    files,
    problems: files.length > 0 || options.passWithNone ? [] : [nothingLeft(options, selection.files.length)],
  }
}

function nothingLeft(options: SuiteOptions, files: number): Problem {
  const asked = [
    ...options.tags.map((tag) => `--tag ${tag}`),
    ...(options.title === undefined ? [] : [`--title “${options.title}”`]),
  ]
  const message = `none of ${files} ${files === 1 ? 'scenario' : 'scenarios'} has ${asked.join(' and ')}`
  return { code: 'nothing-selected', message, hint: '“scenario list” shows titles and tags' }
}

const withClash = (checked: Checked, clash: Problem | undefined): Checked => {
  if (clash === undefined) return checked
  const { scenario: _, ...rest } = checked
  return { ...rest, problems: [...checked.problems, clash] }
}

/** The files of runs in the output folder are not for commits, also where a project's own .gitignore does not list them. */
function hideFromGit(out: string, files: Files): void {
  const ignore = path.join(out, '.gitignore')
  if (files.exists(out) && !files.exists(ignore)) files.write(ignore, '*\n')
}

/** After a whole run that passed, an update removes transcripts without a scenario; otherwise they are listed. */
function settleOrphans(folder: string, options: SuiteOptions, host: SuiteHost, clean: boolean): readonly Problem[] {
  const orphans = orphansOf(folder)
  if (options.update && clean) return orphans.flatMap((file) => host.services.files.remove(file) ?? [])
  return orphans.map((file) => orphanProblem(host.services.shown(file), options.ci))
}
