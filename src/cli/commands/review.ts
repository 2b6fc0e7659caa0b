import type { Conflict } from '../../review/conflicts.ts'
import { ownersIn } from '../../review/entries.ts'
import type { ReviewHost } from '../../review/host.ts'
import { itemOf } from '../../review/item.ts'
import { listed, listedConflicts } from '../../review/list.ts'
import { pendingAmong, type Pending } from '../../review/pending.ts'
import type { Decisions } from '../../review/progress.ts'
import { offerRun, reviewPending } from '../../review/review.ts'
import type { InteractiveTerminal } from '../../terminal/terminal.ts'
import { conflictsIn, resolveAll } from '../accept-conflicts.ts'
import { lookingIn } from '../looking.ts'
import type { Common, reviewFlags, Values } from '../options.ts'
import { reviewHost } from '../review-host.ts'
import { columnsOf, type Shell } from '../shell.ts'
import { takeTerminal } from '../take-terminal.ts'
import { reportProblems } from '../tools.ts'

type Args = Common & Values<typeof reviewFlags> & { readonly files?: readonly string[] }

/** Code 0 when nothing waits for a decision any more, 1 when something does. */
export async function execute(args: Args, shell: Shell): Promise<number> {
  const review = await reviewHost(args, shell)
  if ('code' in review) return review.code
  const named = args.files ?? []
  const { conflicts } = await conflictsIn(named, shell)
  const { pending, problems } = await pendingAmong(named, lookingIn(shell))
  // What was named may have a conflict, and nothing new.
  if (problems.length > 0 && conflicts.length === 0) return reportProblems(shell, args, problems)
  if (pending.length + conflicts.length === 0) {
    await shell.stdout.write('nothing waits for a decision\n')
    return 0
  }
  const terminal = takeTerminal(shell, args.color, { fullScreen: true })
  if (terminal === undefined) return listAll(conflicts, pending, review, shell)
  const decided = await decideOn({ conflicts, pending }, review, terminal).finally(() => terminal.close())
  const left = decided.runsAgain ? await resolveAll(args, conflicts, review, shell) : Math.min(1, conflicts.length)
  if (decided.decisions !== undefined) await shell.stdout.write(`${shownDecisions(decided.decisions)}\n`)
  return Math.max(left, decided.decisions === undefined || decided.decisions.left === 0 ? 0 : 1)
}

interface Waiting {
  readonly conflicts: readonly Conflict[]
  readonly pending: readonly Pending[]
}

async function decideOn({ conflicts, pending }: Waiting, review: ReviewHost, terminal: InteractiveTerminal) {
  const runsAgain = conflicts.length > 0 && (await offerRun(conflicts, review, terminal))
  const [first, ...others] = pending
  const decisions = first === undefined ? undefined : await reviewPending(review, terminal, [first, ...others])
  return { runsAgain, decisions }
}

async function listAll(
  conflicts: readonly Conflict[],
  pending: readonly Pending[],
  review: ReviewHost,
  shell: Shell,
): Promise<1> {
  const owners = ownersIn(review)
  const items = await Promise.all(pending.map((each) => itemOf(each, owners, review)))
  const columns = columnsOf(shell.stdout)
  const parts = [
    ...(conflicts.length === 0 ? [] : [listedConflicts(conflicts, review)]),
    ...(items.length === 0 ? [] : [listed(items, review, columns)]),
  ]
  await shell.stdout.write(`${parts.join('\n\n')}\n`)
  return 1
}

/** `2 accepted, 1 masked; 3 wait on`. */
function shownDecisions({ left, ...done }: Decisions): string {
  const counts = Object.entries(done).flatMap(([what, count]) => (count === 0 ? [] : [`${count} ${what}`]))
  const rest = left === 0 ? [] : [`${left} ${left === 1 ? 'waits' : 'wait'} on`]
  return [counts.join(', '), ...rest].filter((each) => each !== '').join('; ')
}
