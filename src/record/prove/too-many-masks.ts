import type { Written } from '../../authoring/written.ts'
import type { Transcript } from '../../model/transcript.ts'
import type { Draft } from '../draft.ts'
import { takenRows } from './differing-order.ts'
import { masksForRows } from './differing-rows.ts'
import { actorOf } from './edit-draft.ts'
import type { DifferenceRepair } from './repair.ts'

/** Masks of a scenario that somebody still reads. */
const most = 8

/**
 * Rows that would need so many masks are no text but a picture of the moment, as of `top`: only what is expected of them stands in the
 * transcript, and masks that were for them alone go.
 */
export const tooManyMasks: DifferenceRepair = (draft, transcripts) => {
  const masked = masksForRows(draft, transcripts)
  if (masked === undefined || masked.draft.masks.filter(isPattern).length <= most) return undefined
  const taken = takenRows(draft, transcripts)
  const [first] = transcripts
  if (taken === undefined || first === undefined) return undefined
  return { ...taken, draft: withNeededMasks(taken.draft, first) }
}

type Pattern = { readonly as: string }
const isPattern = (mask: Written): mask is Pattern =>
  typeof mask === 'object' && mask !== null && 'as' in mask && typeof mask.as === 'string'

/** Masks that stand in rows of actors with all their rows. */
function withNeededMasks(draft: Draft, { rows }: Transcript): Draft {
  const taken = new Set(draft.actors.flatMap(({ name, options }) => (options.get('rows') === 'taken' ? [name] : [])))
  const others = rows.filter(({ lane }) => !taken.has(actorOf(lane)))
  return {
    ...draft,
    masks: draft.masks.filter((mask) => !isPattern(mask) || others.some(({ text }) => text.includes(mask.as))),
  }
}
