import { ownersIn } from '../../review/entries.ts'
import { itemOf } from '../../review/item.ts'
import { listed } from '../../review/list.ts'
import { pendingAmong } from '../../review/pending.ts'
import type { Decisions } from '../../review/progress.ts'
import { reviewPending } from '../../review/review.ts'
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
  const { pending, problems } = await pendingAmong(args.files ?? [], lookingIn(shell))
  if (problems.length > 0) return reportProblems(shell, args, problems)
  if (pending.length === 0) {
    await shell.stdout.write('nothing waits for a decision\n')
    return 0
  }
  const terminal = takeTerminal(shell, args.color, { fullScreen: true })
  const [first, ...others] = pending
  if (terminal !== undefined && first !== undefined) {
    const decisions = await reviewPending(review, terminal, [first, ...others]).finally(() => terminal.close())
    await shell.stdout.write(`${decided(decisions)}\n`)
    return decisions.left > 0 ? 1 : 0
  }
  const owners = ownersIn(review)
  const items = await Promise.all(pending.map((each) => itemOf(each, owners, review)))
  await shell.stdout.write(`${listed(items, review, columnsOf(shell.stdout))}\n`)
  return 1
}

/** `2 accepted, 1 masked; 3 wait on`. */
function decided({ left, ...done }: Decisions): string {
  const counts = Object.entries(done).flatMap(([what, count]) => (count === 0 ? [] : [`${count} ${what}`]))
  const rest = left === 0 ? [] : [`${left} ${left === 1 ? 'waits' : 'wait'} on`]
  return [counts.join(', '), ...rest].filter((each) => each !== '').join('; ')
}
