import path from 'node:path'
import { broadcast } from '../../report/stream.ts'
import { runReporters } from '../../report/reporters-run.ts'
import { blobsAt } from '../../suite/blobs.ts'
import { merged } from '../../suite/merge.ts'
import type { Common, Values, mergeFlags } from '../options.ts'
import { outletsFor } from '../outlets.ts'
import { servicesFor } from '../services.ts'
import type { Shell } from '../shell.ts'
import { reportProblems } from '../tools.ts'

type Args = Common & Values<typeof mergeFlags> & { readonly blobs?: readonly string[] }

/** The exit code is that of one run with all scenarios; 2 when blobs cannot be merged. */
export async function execute(args: Args, shell: Shell): Promise<number> {
  const { files, shown, builtIn } = servicesFor(shell)
  const reporting = outletsFor(args.reporter, builtIn.reporters, shell, files, args)
  if ('problem' in reporting) return reportProblems(shell, args, [reporting.problem])
  const places = args.blobs === undefined || args.blobs.length === 0 ? [args.out] : args.blobs
  const { blobs, problems } = blobsAt(
    places.map((place) => path.resolve(shell.cwd, place)),
    files,
    shown,
  )
  if (problems.length > 0) return reportProblems(shell, args, problems)
  const { progress, summary } = merged(blobs)
  const stream = broadcast()
  const reported = runReporters(stream, reporting.outlets)
  for (const update of progress) stream.publish(update)
  stream.end()
  const unwritten = await reported
  if (unwritten.length > 0) await reportProblems(shell, args, unwritten)
  return summary.exitCode === 0 && unwritten.length > 0 ? 1 : summary.exitCode
}
