import type { Row, Transcript } from '../../model/transcript.ts'
import type { Draft } from '../draft.ts'
import { byLane } from './differing-rows.ts'
import { actorOf, expectStep, insertStep } from './edit-draft.ts'
import type { Repaired } from './repair.ts'

/**
 * Each actor that printed something is expected to: a scenario with an empty transcript would say nothing else about it. Its last line whose
 * words stay the same is expected behind all steps, where nothing was expected before.
 */
export function somethingExpected(draft: Draft, transcript: Transcript): Repaired | undefined {
  for (const [lane, rows] of byLane(transcript)) {
    if (isExpected(draft, lane) || !draft.actors.some(({ name }) => name === actorOf(lane))) continue
    const row = rows.findLast((each) => each.mark === '|' && /\p{L}{2}/u.test(each.text) && !/[<\\\d]/.test(each.text))
    if (row === undefined) continue
    const step = { ...expectStep(lane, [{ matcher: 'line', text: [row.text] }]), seen: Number.MAX_SAFE_INTEGER }
    const finding = `“${row.text}” of ${lane} is expected: nothing else of it was`
    return { draft: insertStep(draft, placeFor(draft, row), step), findings: [finding] }
  }
  return undefined
}

/** Behind the step at which the row stands in the transcript, or behind all. */
const placeFor = ({ steps }: Draft, { step }: Row): number => (step === undefined ? steps.length : step + 1)

const isExpected = ({ steps }: Draft, lane: string): boolean =>
  steps.some(
    (step) =>
      step.verb === 'expect' &&
      step.of.some(
        ({ target, wanted }) =>
          actorOf(target) === actorOf(lane) &&
          wanted.some((of) => !('wanted' in of) || of.matcher === 'json' || of.matcher === 'take'),
      ),
  )
