import type { Row, Transcript } from '../../model/transcript.ts'
import type { Draft } from '../draft.ts'
import { byLane } from './differing-rows.ts'
import { actorOf, expectStep, insertStep } from './edit-draft.ts'
import type { Repaired } from './repair.ts'

/**
 * Each actor that printed something is expected to: a scenario with an empty transcript would say nothing else about it. Its last line whose
 * words stay the same is expected behind its start, or else where it stands in the transcript.
 */
export function* somethingExpected(draft: Draft, transcript: Transcript): Iterable<Repaired> {
  for (const [lane, rows] of byLane(transcript)) {
    if (isExpected(draft, lane) || !draft.actors.some(({ name }) => name === actorOf(lane))) continue
    const row = rows.findLast(({ mark, text }) => mark === '|' && steadyWords(text) !== undefined)
    const words = row && steadyWords(row.text)
    if (row === undefined || words === undefined) continue
    const wanted = { matcher: words === row.text ? 'line' : 'text', text: [words] } as const
    const step = { ...expectStep(lane, [wanted]), seen: Number.MAX_SAFE_INTEGER }
    const finding = `“${words}” of ${lane} is expected: nothing else of it was`
    const begin = draft.steps.findIndex(({ verb, ...of }) => verb === 'start' && starts(of, lane))
    // What a program prints at its start stands there, as long as it comes there.
    if (begin !== -1) yield { draft: insertStep(draft, begin + 1, step), findings: [finding], keepsRows: true }
    yield { draft: insertStep(draft, placeFor(draft, row), step), findings: [finding] }
  }
}

const starts = (step: object, lane: string): boolean =>
  'argument' in step && [step.argument].flat().includes(actorOf(lane))

/** The line, or the longest piece of it without numbers and names that stand for others: several words of it. */
function steadyWords(text: string): string | undefined {
  if (/\p{L}{2}/u.test(text) && !/[<\\\d]/.test(text)) return text
  const [longest] = text
    .split(/<[^>]*>|[\\\d].?/)
    .map((piece) => piece.replace(/^[^\p{L}]+/u, '').trim())
    .filter((piece) => /\p{L}{2}.*\s\p{L}{2}/u.test(piece))
    .sort((one, other) => other.length - one.length)
  return longest
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
