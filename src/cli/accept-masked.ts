import type { Problem } from '../model/problem.ts'
import { acceptMasked } from '../review/accept-masked.ts'
import { ownersIn } from '../review/entries.ts'
import { itemOf, type Item } from '../review/item.ts'
import type { Pending } from '../review/pending.ts'
import { shellWord } from '../text/shell-word.ts'
import type { Common } from './options.ts'
import { reviewHost } from './review-host.ts'
import type { Shell } from './shell.ts'
import { reportProblems, toolsFor } from './tools.ts'

/** Accepts what differs by masks, one after another. Code 1 where no mask helps, 3 where something cannot be written. */
export async function acceptAllMasked(args: Common, pending: readonly Pending[], shell: Shell): Promise<number> {
  const review = await reviewHost(args, shell)
  if ('code' in review) return review.code
  const { files, shown } = toolsFor(shell)
  const owners = ownersIn(review)
  let code = 0
  for (const each of pending) {
    // The masks of another value of the same scenario may have decided on this one, too.
    if (!files.exists(each.file)) continue
    const item = await itemOf(each, owners, review)
    const masked = await acceptMasked(item, review)
    if ('written' in masked) {
      const [scenario = '', ...transcripts] = masked.written.map(shown)
      const lines = [`masked ${scenario}: ${masked.masks.join(', ')}`, ...transcripts.map((file) => `accepted ${file}`)]
      await shell.stdout.write(`${lines.join('\n')}\n`)
      continue
    }
    const problems = 'why' in masked ? [noMask(item, masked.why)] : masked.problems
    await reportProblems(shell, args, problems)
    code = Math.max(code, 'why' in masked ? 1 : 3)
  }
  return code
}

const noMask = ({ name }: Item, why: string): Problem => ({
  code: 'transcript-differs',
  message: `no mask makes the two conversations of ${name} the same: ${why}`,
  hint: `“scenario review ${shellWord(name)}” shows both, “scenario accept ${shellWord(name)}” takes the new one`,
})
