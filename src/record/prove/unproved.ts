import type { Draft } from '../draft.ts'
import { mapSteps } from '../map-draft.ts'
import type { Place } from './run-draft.ts'

/** The draft with a comment that says why it does not pass: at its step, or at the top. */
export function withRemark(draft: Draft, why: string, place: Place | undefined): Draft {
  const remark = `Not proved: ${why}.`
  if (place === undefined) return { ...draft, comments: [...draft.comments, remark] }
  return mapSteps(draft, (step, index) =>
    index === place.step
      ? [{ ...step, comment: step.comment === undefined ? remark : `${step.comment} ${remark}` }]
      : [step],
  )
}
