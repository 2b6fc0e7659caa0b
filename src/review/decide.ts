import type { Problem } from '../model/problem.ts'
import type { Files } from '../pipeline.ts'
import type { Pending } from './pending.ts'
import { changeTogether } from './undo.ts'

/** What was written or removed, absolute; or why it could not be. */
export type Decided = { readonly file: string } | { readonly problem: Problem }

/** Puts a new transcript in the place of the committed one, as `--update` would write it: a link stays a link. */
export function acceptPending({ bytes, committed, waiting }: Pending, files: Files): Decided {
  const problem = changeTogether(new Map([[committed, bytes]]), waiting, files)
  return problem === undefined ? { file: committed } : { problem }
}

/** Removes a new transcript; the committed one stays. */
export function rejectPending({ file, waiting }: Pending, files: Files): Decided {
  const problem = changeTogether(new Map(), waiting, files)
  return problem === undefined ? { file } : { problem }
}
