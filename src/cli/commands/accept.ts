import type { Problem } from '../../model/problem.ts'
import { accept, pendingOf } from '../../suite/accept.ts'
import type { Common } from '../options.ts'
import { scenariosOf } from '../configured.ts'
import type { Shell } from '../shell.ts'
import { reportProblems, toolsFor } from '../tools.ts'

type Args = Common & { readonly files?: readonly string[] }

/** Code 3 when a transcript cannot be written; the others are accepted all the same. */
export async function execute(args: Args, shell: Shell): Promise<number> {
  const { pending, problems } = await pendingOf(args.files ?? [], shell.cwd, scenariosOf(shell))
  if (problems.length > 0) return reportProblems(shell, args, problems)
  const { files, shown } = toolsFor(shell)
  const unwritten: Problem[] = []
  for (const file of pending) {
    const done = accept(file, files)
    if ('accepted' in done) await shell.stdout.write(`accepted ${shown(done.accepted)}\n`)
    else unwritten.push(done.problem)
  }
  if (pending.length === 0) await shell.stdout.write('there is nothing new to accept\n')
  if (unwritten.length > 0) {
    await reportProblems(shell, args, unwritten)
    return 3
  }
  return 0
}
