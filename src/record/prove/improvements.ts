import type { Row, Transcript } from '../../model/transcript.ts'
import { pairRows, outline } from '../../transcript/propose/pair-rows.ts'
import { atOtherTimes, momentsOfNow } from '../../transcript/propose/moments.ts'
import { maskedText } from '../../transcript/propose/propose-masks.ts'
import { differingValues } from '../../transcript/propose/values.ts'
import type { Draft } from '../draft.ts'
import { byLane, masksIn, stepOf, withProposed, type Compared } from './differing-rows.ts'
import { expectedOfNow } from '../expected-of-now.ts'
import type { Repaired } from './repair.ts'
import type { SeenLines } from './seen-lines.ts'
import { sentBack } from './sent-back.ts'
import { somethingExpected } from './something-expected.ts'
import { withoutTerminals } from './without-terminal.ts'

/**
 * What makes a draft better that passes: some of what did not differ in runs right after each other is another text tomorrow. The recorded
 * conversation was earlier, so it is compared too.
 */
export function* improvementsOf(draft: Draft, transcript: Transcript, seen: SeenLines): Iterable<Repaired> {
  const captured = sentBack(draft, transcript, seen)
  if (captured !== undefined) yield captured
  const masked = masksSinceRecorded(draft, transcript, seen)
  if (masked !== undefined) yield masked
  const timeless = expectedOfNow(draft, Date.parse(transcript.recorded))
  if (timeless !== undefined) yield timeless
  yield* somethingExpected(draft, transcript)
  yield* withoutTerminals(draft)
}

/** Masks for values that were others when the conversation was recorded, and for times of now. */
function masksSinceRecorded(draft: Draft, transcript: Transcript, seen: SeenLines): Repaired | undefined {
  const differing: Compared[] = []
  const same: { lane: string; text: string }[] = []
  const now = Date.parse(transcript.recorded)
  const masks = masksIn(draft)
  for (const [lane, rows] of byLane(transcript)) {
    const lines = (seen.get(lane) ?? []).map(({ text }) => maskedText(masks, lane, text))
    const { pairs } = pairRows(lines, rows.map(textOf))
    const partners = new Map(pairs.map(([one, other]) => [other, lines[one] as string]))
    for (const [index, row] of rows.entries()) {
      const { text, mark } = row
      const before = earlier(partners.get(index), text)
      const found = before === undefined ? momentsOfNow(text, now) : []
      if (mark === '*' || (before === undefined && found.length === 0)) same.push({ lane, text })
      else if (before !== undefined) differing.push({ lane, texts: [before, text], ...stepOf(row) })
      else differing.push({ lane, texts: [atOtherTimes(text, found), text], isOfNow: true, ...stepOf(row) })
    }
  }
  return withProposed(draft, differing, same)
}

const textOf = ({ mark, text }: Row): string => (mark === '|' || mark === '!' ? text : `${mark} ${text}`)

/** What stood there when it was recorded, where only numbers, ids and times differ; with the names that the transcript has now. */
function earlier(before: string | undefined, now: string): string | undefined {
  if (before === undefined || before === now || now.includes('\\')) return undefined
  if (outline(before) !== outline(now.replaceAll(/<[\w. -]+>/g, '0'))) return undefined
  let text = ''
  let from = 0
  for (const { places } of differingValues([before, now])) {
    const [[start, end], there] = places as [readonly [number, number], readonly [number, number]]
    const value = now.slice(...there)
    text += before.slice(from, start) + (/[<>]/.test(value) ? value : before.slice(start, end))
    from = end
  }
  text += before.slice(from)
  return text === now ? undefined : text
}
