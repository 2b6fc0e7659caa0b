import { setImmediate } from 'node:timers/promises'
import type { DrawnFile } from '../../model/format.ts'
import type { Problem } from '../../model/problem.ts'
import type { ScenarioResult } from '../../model/result.ts'
import type { ToDraw } from '../../pipeline/open-to-draw.ts'
import type { ReviewHost } from '../../review/host.ts'
import { variantText } from '../../report/variant-text.ts'
import { valuesPart } from '../../suite/paths.ts'
import { counted } from '../../text/counted.ts'
import type { Common } from '../options.ts'
import { keptAs } from '../kept-files.ts'
import { reviewHost } from '../review-host.ts'
import type { Shell } from '../shell.ts'
import { coloursOf, reportProblems, toolsFor } from '../tools.ts'
import { isOfSteps } from './draw-options.ts'
import type { DrawSettings } from './draw-settings.ts'
import { drawWith, openSubject, type NotDrawn } from './draw.ts'
import { standardOutput, type Place } from './places.ts'
import { createProgress, type RenderProgress } from './progress.ts'
import { entriesToRun, runToDraw } from './run-to-draw.ts'
import type { Subject } from './subjects.ts'

interface Task {
  readonly subject: Subject
  readonly place: Place
}

/** What all tasks of a call share. */
interface Job {
  readonly settings: DrawSettings
  readonly args: Common
  readonly run: boolean
  readonly shell: Shell
  readonly progress: RenderProgress
  readonly counts: { drawn: number; not: number }
  /** Made with the first scenario that is run. */
  review?: ReviewHost
}

/** Interrupted, and no other: nothing more is begun. */
const interrupted = 130

/**
 * Draws one conversation after the other, and goes on behind one that cannot be drawn. The exit code of the worst: 130 interrupted, 1 a run
 * that failed, 2 something that cannot be read or chosen, 3 what could not run or be written.
 */
export async function renderAll(
  tasks: readonly Task[],
  settings: DrawSettings,
  { args, run }: { readonly args: Common; readonly run: boolean },
  shell: Shell,
): Promise<number> {
  const progress = createProgress(shell.stdout, tasks.length, await coloursOf(args, shell))
  const job: Job = { settings, args, run, shell, progress, counts: { drawn: 0, not: 0 } }
  const began = shell.now()
  const codes: number[] = []
  let stopped = false
  for (const task of tasks) {
    // Drawing takes no turns of its own, and without one Ctrl-C is not heard.
    await setImmediate()
    if (shell.signal.aborted) codes.push(interrupted)
    if (shell.signal.aborted || codes.includes(interrupted)) break
    await progress.begin(task.subject.name)
    const { code, ofAll } = await renderOne(task, job)
    codes.push(code)
    stopped = ofAll === true
    if (stopped) break
  }
  await progress.end()
  // What stops all has been said, and counts would hide it.
  if (tasks.length > 1 && !stopped) await shell.stdout.write(summaryOf(job, shell.now() - began))
  return [interrupted, 1, 2, 3].find((code) => codes.includes(code)) ?? 0
}

function summaryOf({ counts: { drawn, not } }: Job, duration: number): string {
  const others = not === 0 ? '' : `, ${not} could not be drawn`
  return `drew ${counted(drawn, 'conversation')}${others} (${(duration / 1000).toFixed(2)} s)\n`
}

interface Done {
  readonly code: number
  readonly ofAll?: true
}

async function renderOne({ subject, place }: Task, job: Job): Promise<Done> {
  const { file, recording, missing } = subject
  if (job.run || missing?.run === true) return renderRuns({ subject, place }, job)
  if (file === undefined) return notDrawn({ problems: missing === undefined ? [] : [missing.problem], code: 2 }, job)
  const timed = job.settings.format.timed === true || isOfSteps(job.settings.choice)
  const found = { file, ...(recording === undefined ? {} : { recording }) }
  const opened = await openSubject(found, { timed }, job.shell)
  if ('problems' in opened) return notDrawn(opened, job)
  const from = recording !== undefined && opened.from === 'recording' ? lastRun(opened) : ''
  return deliver(opened, place, from, job)
}

/** Why the picture may differ from the transcript. */
const lastRun = ({ replay: { verdict } }: ToDraw): string =>
  verdict === undefined || verdict.status === 'passed'
    ? ' from the last run, whose rows are not those of the transcript'
    : ` from the last run, which ${verdict.status === 'failed' ? 'failed' : `was ${verdict.status}`}`

async function renderRuns({ subject, place }: Task, job: Job): Promise<Done> {
  if (job.review === undefined) {
    const review = await reviewHost(job.args, job.shell)
    if ('code' in review) return { code: review.code, ofAll: true }
    job.review = review
  }
  const planned = await entriesToRun(subject, job.review)
  if ('problems' in planned) return notDrawn({ problems: planned.problems, code: 2 }, job)
  const { entries } = planned
  let worst: Done = { code: 0 }
  for (const entry of entries) {
    const ran = await runToDraw(entry, job.review)
    if (job.shell.signal.aborted) return { code: interrupted }
    const own =
      entries.length === 1 ? '' : `${valuesPart(entry.matrix)}${entry.project === undefined ? '' : `.${entry.project}`}`
    const named = place.stem === standardOutput ? place : { ...place, stem: `${place.stem}${own}` }
    const done =
      'problems' in ran
        ? await notDrawn(ran, job)
        : withVerdict(await deliver(ran.drawn, named, verdictOf(ran.result, variantText(entry)), job), ran.result)
    if (done.ofAll === true) return done
    if (done.code !== 0 && worst.code !== 1) worst = done
  }
  return worst
}

const withVerdict = (done: Done, { status }: ScenarioResult): Done =>
  done.code !== 0 || status === 'passed' ? done : { code: status === 'failed' ? 1 : 3 }

function verdictOf({ status, failure }: ScenarioResult, variant: string): string {
  if (status === 'passed') return ''
  return ` of a run${variant} that ${status === 'failed' ? 'failed' : 'was broken'}: ${failure?.message ?? status}`
}

async function deliver(conversation: ToDraw, place: Place, remark: string, job: Job): Promise<Done> {
  const drawn = await drawWith(job.settings, conversation, job.shell)
  if ('problems' in drawn) return notDrawn(drawn, job)
  // What was interrupted has no reader.
  if (job.shell.signal.aborted) return { code: interrupted }
  if (place.stem === standardOutput) return toStandardOutput(drawn, remark, job)
  const { files, shown, absolute } = toolsFor(job.shell)
  for (const { suffix, content } of drawn) {
    const file = absolute(`${place.stem}${suffix}${place.extension}`)
    const kept = keptAs(file, job.shell)
    if (kept !== undefined) return notDrawn({ problems: [wouldReplace(shown(file), kept)], code: 2 }, job)
    const problem = files.write(file, content)
    if (problem !== undefined) return notDrawn({ problems: [problem], code: 3 }, job)
    await job.progress.print(`drew ${shown(file)}${remark}\n`)
  }
  job.counts.drawn += 1
  return { code: 0 }
}

const wouldReplace = (file: string, kept: string): Problem => ({
  code: 'usage',
  message: `${file} is ${kept}, and no picture takes its place`,
  hint: 'name another file with --out',
})

async function toStandardOutput(drawn: readonly DrawnFile[], remark: string, job: Job): Promise<Done> {
  const { shell } = job
  const [first] = drawn
  if (first === undefined || drawn.length > 1) {
    const message = `${drawn.length} files are drawn, which cannot go to standard output`
    return notDrawn({ problems: [{ code: 'usage', message, hint: 'name a folder: --out pictures/' }], code: 2 }, job)
  }
  await shell.stdout.write(first.content)
  if (remark !== '') await shell.stderr.write(`drew it${remark}\n`)
  job.counts.drawn += 1
  return { code: 0 }
}

async function notDrawn({ problems, sources, code, ofAll }: NotDrawn, job: Job): Promise<Done> {
  job.counts.not += 1
  await job.progress.end()
  await reportProblems(job.shell, job.args, problems, sources)
  return { code, ...(ofAll === undefined ? {} : { ofAll }) }
}
