import type { Row, Transcript } from '../../model/transcript.ts'
import { pairRows, outline } from '../../transcript/propose/pair-rows.ts'
import type { Differing } from '../../transcript/propose/proposal.ts'
import { maskedText } from '../../transcript/propose/propose-masks.ts'
import { differingValues } from '../../transcript/propose/values.ts'
import type { Draft } from '../draft.ts'
import { byLane, masksIn, stepOf, withProposed } from './differing-rows.ts'
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
  const expected = somethingExpected(draft, transcript)
  if (expected !== undefined) yield expected
  yield* withoutTerminals(draft)
}

/** Masks for values that were others when the conversation was recorded, and for times of now. */
function masksSinceRecorded(draft: Draft, transcript: Transcript, seen: SeenLines): Repaired | undefined {
  const differing: Differing[] = []
  const same: { lane: string; text: string }[] = []
  const now = Date.parse(transcript.recorded)
  const masks = masksIn(draft)
  for (const [lane, rows] of byLane(transcript)) {
    const lines = (seen.get(lane) ?? []).map(({ text }) => maskedText(masks, lane, text))
    const { pairs } = pairRows(lines, rows.map(textOf))
    const partners = new Map(pairs.map(([one, other]) => [other, lines[one] as string]))
    for (const [index, row] of rows.entries()) {
      const { text, mark } = row
      const other = earlier(partners.get(index), text) ?? otherTime(text, now)
      if (mark !== '*' && other !== undefined) differing.push({ lane, texts: [other, text], ...stepOf(row) })
      else same.push({ lane, text })
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

/** The same row at another time, where it has a time of today. `now` in milliseconds since 1970. */
function otherTime(text: string, now: number): string | undefined {
  const isOfNow = (date: string): boolean => Math.abs(Date.parse(date) - now) < twoDays
  const other = text
    .replaceAll(/\d{4}-\d\d-\d\d(?=[T ]\d\d:\d\d)/g, (day) => (isOfNow(day) ? '1999-12-31' : day))
    .replaceAll(/(?<![\d:])\d\d:\d\d:\d\d(?![\d:])/g, (clock) => (isClockOfNow(clock, now) ? '23:59:58' : clock))
    .replaceAll(/[A-Z][a-z]{2}, (\d\d [A-Z][a-z]{2} \d{4}) (?=\d\d:\d\d:\d\d GMT)/g, (day, date: string) =>
      isOfNow(date) ? 'Fri, 31 Dec 1999 ' : day,
    )
  return other === text ? undefined : other
}

/** Within ten minutes of now, here or in UTC. */
function isClockOfNow(clock: string, now: number): boolean {
  const [hours, minutes, seconds] = clock.split(':').map(Number) as [number, number, number]
  const at = new Date(now)
  return [at.getHours() * 60 + at.getMinutes(), at.getUTCHours() * 60 + at.getUTCMinutes()].some(
    (minute) => Math.abs(hours * 60 + minutes + seconds / 60 - minute) < 10,
  )
}

const twoDays = 2 * 24 * 3600 * 1000
