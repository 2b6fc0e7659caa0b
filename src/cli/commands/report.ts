import path from 'node:path'
import type { Progress, Summary } from '../../model/progress.ts'
import type { Blob } from '../../report/blob.ts'
import { summaryLine } from '../../report/summary.ts'
import { hideFromGit } from '../../suite/hide-from-git.ts'
import { lastRunIn, runsAt } from '../../suite/kept-runs.ts'
import { merged } from '../../suite/merge.ts'
import { recordedAt } from '../../text/recorded-at.ts'
import { outOf, scenariosOf } from '../configured.ts'
import type { Common, Values } from '../options.ts'
import { outletsFor } from '../outlets.ts'
import { copiedTo, recordingsIn } from '../recordings.ts'
import type { reportFlags } from '../report-flags.ts'
import { reportRun } from '../report-runs.ts'
import { servicesWithPlugins } from '../services.ts'
import type { Shell } from '../shell.ts'
import { reportProblems } from '../tools.ts'

type Args = Common & Values<typeof reportFlags> & { readonly runs?: readonly string[] }

/** Writes the page of the last run, or of those that are named; 2 when there is none, 3 when it cannot be written. */
export async function execute(args: Args, shell: Shell): Promise<number> {
  const ready = await servicesWithPlugins(shell)
  if ('problems' in ready) return reportProblems(shell, args, ready.problems, ready.sources)
  const { files, shown, builtIn } = ready.services
  const out = outOf(shell)
  const file = args.out === undefined ? path.join(out, 'report.html') : path.resolve(shell.cwd, args.out)
  const written = [`html=${args.out ?? file}`]
  const reporting = await outletsFor(written, builtIn.reporters, shell, files, { color: args.color, out })
  if ('problem' in reporting)
    return reportProblems(shell, args, [{ ...reporting.problem, hint: 'name another file with --out' }])
  const places = args.runs?.map((place) => path.resolve(shell.cwd, place)) ?? []
  const { blobs, problems } = places.length === 0 ? lastRunIn(out, files, shown) : runsAt(places, files, shown)
  if (problems.length > 0) return reportProblems(shell, args, problems)
  const { progress, summary } = asOne(blobs)
  const recordings = recordingsIn([...copiedTo(places), shell.cwd, out], { files, shown })
  const unwritten = await reportRun(progress, reporting.outlets, recordings)
  hideFromGit(out, files, { cwd: shell.cwd, scenarios: scenariosOf(shell) })
  if (unwritten.length > 0) {
    await reportProblems(shell, args, unwritten)
    return 3
  }
  await shell.stdout.write(`wrote ${shown(file)}: ${runText(blobs, summary)}\n`)
  const unopened = args.open === true ? await (await import('../open-file.ts')).openFile(file, shell) : undefined
  if (unopened !== undefined) await shell.stdout.write(`${unopened}\n`)
  return 0
}

/** One run as it was, so that of a shard no other is missed; several as `scenario merge` has them. */
function asOne(blobs: readonly Blob[]): { readonly progress: readonly Progress[]; readonly summary: Summary } {
  const [one, ...others] = blobs
  if (one === undefined || others.length > 0) return merged(blobs)
  const { begun, updates, summary } = one
  return { progress: [begun, ...updates, { type: 'suite-ended', summary }], summary }
}

/** `the run of 2026-11-22 18:25:37 UTC, 3 passed, 1 failed (0.42 s)`. */
function runText(blobs: readonly Blob[], summary: Summary): string {
  const [earliest] = blobs.flatMap(({ begun }) => begun.wall ?? []).sort()
  const when = earliest === undefined ? '' : ` of ${recordedAt(earliest)}`
  return `${blobs.length > 1 ? `${blobs.length} runs, the first` : 'the run'}${when}, ${summaryLine(summary)}`
}
