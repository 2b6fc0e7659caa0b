import { writeMask } from '../authoring/insert.ts'
import type { Problem } from '../model/problem.ts'
import type { ReviewHost } from './host.ts'
import type { Item } from './item.ts'
import { proveMasks } from './prove-masks.ts'
import { proposeFor } from './propose-for.ts'
import { changeTogether, undoFor, type Undo } from './undo.ts'

/** What was written for the masks, absolute; or why there are none. */
export type Masked =
  | {
      /** As they stand in the scenario. */
      readonly masks: readonly string[]
      readonly written: readonly string[]
      readonly undo: Undo
    }
  | { readonly why: string }
  | { readonly problems: readonly Problem[] }

/**
 * Accepts what differs by masks that make both conversations the same: they are put into the scenario, which runs again to prove them,
 * and the transcript of that run is taken. Without such masks nothing is changed.
 */
export async function acceptMasked({ pending, entries, seen }: Item, review: ReviewHost): Promise<Masked> {
  if ('problem' in seen) return { problems: [seen.problem] }
  const proposal = proposeFor(seen)
  if ('why' in proposal) return proposal
  const proved = await proveMasks(proposal.masks, pending, entries, review)
  if (!('written' in proved)) return proved
  const { files } = review.host.services
  const { masks, written, removed } = proved
  const undo = undoFor([...written.keys(), ...removed], files)
  const problem = changeTogether(written, removed, files)
  return problem === undefined
    ? { masks: masks.map(writeMask), written: [...written.keys()], undo }
    : { problems: [problem] }
}
