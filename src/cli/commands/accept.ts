import type { Problem } from '../../model/problem.ts'
import { acceptPending, rejectPending } from '../../review/decide.ts'
import { pendingAmong, type Pending } from '../../review/pending.ts'
import { isOurs } from '../../suite/ours.ts'
import { pendingBeside } from '../../suite/transcript-names.ts'
import { baseOf } from '../configured.ts'
import { homesOf, lookingIn } from '../looking.ts'
import type { acceptFlags, Common, Values } from '../options.ts'
import type { Shell } from '../shell.ts'
import { reportProblems, toolsFor } from '../tools.ts'

type Args = Common & Values<typeof acceptFlags> & { readonly files?: readonly string[] }

/** Code 3 when a transcript cannot be written; the others are accepted all the same. */
export async function execute(args: Args, shell: Shell): Promise<number> {
  const wrong = wrongUse(args)
  if (wrong !== undefined) return reportProblems(shell, args, [wrong])
  if (args.conflicts === true)
    return (await import('../accept-conflicts.ts')).acceptConflicts(args, args.files ?? [], shell)
  const { files, shown } = toolsFor(shell)
  const { pending, problems } = await (args.from === undefined
    ? pendingAmong(args.files ?? [], lookingIn(shell))
    : uploadedTo(args, args.from, shell))
  if (problems.length > 0) return reportProblems(shell, args, problems)
  if (args.mask === true && pending.length > 0)
    return (await import('../accept-masked.ts')).acceptAllMasked(args, pending, shell)
  const [decide, done] =
    args.reject === true ? ([rejectPending, 'rejected'] as const) : ([acceptPending, 'accepted'] as const)
  const undone: Problem[] = []
  for (const each of pending) {
    const decided = decide(each, files)
    if ('file' in decided) await shell.stdout.write(`${done} ${shown(decided.file)}\n`)
    else undone.push(decided.problem)
  }
  if (pending.length === 0)
    await shell.stdout.write(`there is nothing new to ${args.reject === true ? 'reject' : 'accept'}\n`)
  if (undone.length > 0) {
    await reportProblems(shell, args, undone)
    return 3
  }
  return 0
}

function wrongUse({ from, reject, mask, conflicts }: Args): Problem | undefined {
  const chosen = Object.entries({ mask, reject, conflicts }).flatMap(([name, on]) => (on === true ? [`--${name}`] : []))
  if (chosen.length > 1)
    return { code: 'usage', message: `${chosen.join(' and ')} cannot be used together`, hint: 'choose one of them' }
  if (from === undefined || (reject !== true && conflicts !== true)) return undefined
  return {
    code: 'usage',
    message: `${chosen[0]} cannot be used with --from: nothing of a downloaded folder waits here`,
    hint: 'leave it out: only what is accepted is taken from there',
  }
}

async function uploadedTo(
  { files: paths = [] }: Args,
  from: readonly string[],
  shell: Shell,
): Promise<{ readonly pending: readonly Pending[]; readonly problems: readonly Problem[] }> {
  const { uploaded } = await import('../../suite/accept-from.ts')
  const { absolute } = toolsFor(shell)
  const { cwd, find, forms, files, shown } = lookingIn(shell)
  const upload = {
    from: [...new Set(from.map(absolute))],
    base: baseOf(shell),
    cwd,
    homes: homesOf(shell),
    find,
    forms,
  }
  const { taken, problems } = await uploaded(paths, upload, { files, shown })
  const pending = taken.map(({ file, committed, bytes }): Pending => {
    // What waited here was kept by an earlier run: accepted later, it would undo this.
    const waiting = pendingBeside(committed).map((each) => each.file)
    return { file, committed, bytes, waiting: waiting.filter(isOurs) }
  })
  return { pending, problems }
}
