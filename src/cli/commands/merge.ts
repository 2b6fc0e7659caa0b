import path from 'node:path'
import type { Problem } from '../../model/problem.ts'
import type { Progress } from '../../model/progress.ts'
import type { Registry } from '../../model/registry.ts'
import type { Files } from '../../pipeline.ts'
import { nameOf } from '../../report/variant-text.ts'
import { blobsAt } from '../../suite/blobs.ts'
import { hideFromGit } from '../../suite/hide-from-git.ts'
import { keptTimings } from '../../suite/kept-timings.ts'
import { merged } from '../../suite/merge.ts'
import type { Common, Values, mergeFlags } from '../options.ts'
import { announce, outletsFor } from '../outlets.ts'
import { copiedTo, recordingsIn } from '../recordings.ts'
import { reportRun } from '../report-runs.ts'
import { servicesWithPlugins } from '../services.ts'
import type { Shell } from '../shell.ts'
import { reportProblems } from '../tools.ts'

type Args = Common & Values<typeof mergeFlags> & { readonly blobs?: readonly string[] }

/** The exit code is that of one run with all scenarios; 2 when blobs cannot be merged. */
export async function execute(args: Args, shell: Shell): Promise<number> {
  const ready = await servicesWithPlugins(shell)
  if ('problems' in ready) return reportProblems(shell, args, ready.problems, ready.sources)
  const { files, shown, builtIn } = ready.services
  const reporting = await outletsFor(reportersOf(args, shell, builtIn), builtIn.reporters, shell, files, args)
  if ('problem' in reporting) return reportProblems(shell, args, [reporting.problem])
  const places = args.blobs === undefined || args.blobs.length === 0 ? [args.out] : args.blobs
  const absolute = places.map((place) => path.resolve(shell.cwd, place))
  const { blobs, problems } = blobsAt(absolute, files, shown)
  if (problems.length > 0) return reportProblems(shell, args, problems)
  const { progress, summary } = merged(blobs)
  const recordings = recordingsIn([...copiedTo(absolute), shell.cwd], { files, shown })
  const unreported = await reportRun(progress, reporting.outlets, recordings)
  await announce(reporting.outlets, shell, shown)
  hideFromGit(path.resolve(shell.cwd, args.out), files, shell)
  const unwritten = [...unreported, ...keepTimings(args.timings, progress, shell.cwd, files)]
  if (unwritten.length > 0) await reportProblems(shell, args, unwritten)
  return summary.exitCode === 0 && unwritten.length > 0 ? 1 : summary.exitCode
}

/** Those of a configuration without the ones for a merge: a blob of the whole would stand beside those of its parts. */
function reportersOf({ reporter }: Args, { given }: Shell, { reporters }: Registry): readonly string[] | undefined {
  if (reporter === undefined || given?.has('reporter') === true) return reporter
  const left = reporter.filter((written) => reporters.get(nameIn(written))?.value.forMerge !== true)
  return left.length === 0 ? undefined : left
}

const nameIn = (written: string): string => written.split('=')[0] ?? ''

/** Of a suite that was interrupted, too: only scenarios that ran to their end have a timing. */
function keepTimings(
  file: string | undefined,
  progress: readonly Progress[],
  cwd: string,
  files: Files,
): readonly Problem[] {
  if (file === undefined) return []
  const timings = keptTimings(path.resolve(cwd, file), files)
  for (const update of progress) if (update.type === 'scenario-ended') timings.add(nameOf(update.result), update.result)
  return [timings.keep(false) ?? []].flat()
}
