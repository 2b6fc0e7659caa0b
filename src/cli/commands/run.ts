import type { withFileBehindChanged } from '../changed-flag.ts'
import { prepareRun, type RunArgs } from '../prepare-run.ts'
import { exitCodeOf, runReported, type Suite } from '../run-reported.ts'
import type { Shell } from '../shell.ts'

/** Runs scenarios and reports them; the exit code is that of docs/cli.md. */
export async function execute(called: RunArgs, around: Shell): Promise<number> {
  const { args, shell } = await inFull(called, around)
  if (args.watch === true) return (await import('../watch-run.ts')).watchRun(args, shell)
  const prepared = await prepareRun(args, shell)
  if ('code' in prepared) return prepared.code
  const { options, host } = prepared
  if (args.list === true) return (await import('../list-run.ts')).listRun(args, options, host, shell)
  const run = await runReported(args, shell, { options, host }, (suite) => placeOf(args, suite, shell))
  if ('code' in run) return run.code
  return exitCodeOf(run.summary, run.problems, shell)
}

/** A word behind `--changed` may be a file. */
const inFull = async (args: RunArgs, shell: Shell): ReturnType<typeof withFileBehindChanged> =>
  (args.changed ?? '') === ''
    ? { args, shell }
    : (await import('../changed-flag.ts')).withFileBehindChanged(args, shell)

/** Where the scenarios run: in this process, in others, or on a queue; an exit code where that cannot be, which has been reported. */
async function placeOf(args: RunArgs, suite: Suite, shell: Shell): Promise<Suite | { readonly code: number }> {
  if (args.queue !== undefined) return (await import('../queue/run-queue.ts')).queued(args, suite, shell)
  if (args.isolate !== true) return suite
  return { ...suite, runnerFor: (await import('../isolate.ts')).isolating(shell, suite.options) }
}
