import { accept, pendingOf } from '../../suite/accept.ts'
import type { Common } from '../options.ts'
import type { Shell } from '../shell.ts'
import { refuse, toolsFor } from '../tools.ts'

type Args = Common & { readonly files?: readonly string[] }

export async function execute(args: Args, shell: Shell): Promise<number> {
  const { pending, problems } = await pendingOf(args.files ?? [], shell.cwd)
  if (problems.length > 0) return refuse(shell, args, problems)
  const { shown } = toolsFor(shell)
  for (const file of pending) await shell.stdout.write(`accepted ${shown(accept(file))}\n`)
  if (pending.length === 0) await shell.stdout.write('there is nothing new to accept\n')
  return 0
}
