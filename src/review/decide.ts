import type { Problem } from '../model/problem.ts'
import type { Files } from '../pipeline.ts'
import type { Pending } from './pending.ts'

/** What was written or removed, absolute; or why it could not be. */
export type Decided = { readonly file: string } | { readonly problem: Problem }

/** Puts a new transcript in the place of the committed one, as `--update` would write it: a link stays a link. */
export function acceptPending({ bytes, committed, waiting }: Pending, files: Files): Decided {
  const problem = files.write(committed, bytes) ?? removeAll(waiting, files)
  return problem === undefined ? { file: committed } : { problem }
}

/** Removes a new transcript; the committed one stays. */
export function rejectPending({ file, waiting }: Pending, files: Files): Decided {
  const problem = removeAll(waiting, files)
  return problem === undefined ? { file } : { problem }
}

function removeAll(waiting: readonly string[], files: Files): Problem | undefined {
  for (const file of waiting) {
    const problem = files.remove(file)
    if (problem !== undefined) return problem
  }
  return undefined
}
