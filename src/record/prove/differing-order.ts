import type { Row, Transcript } from '../../model/transcript.ts'
import { outline } from '../../transcript/propose/pair-rows.ts'
import { sameTranscript } from '../../transcript/compare.ts'
import { textOf } from '../draft-text.ts'
import type { Draft } from '../draft.ts'
import { literalText } from '../../authoring/written.ts'
import { actorOf, expectStep, insertStep, withOption } from './edit-draft.ts'
import { mapSteps } from '../map-draft.ts'
import { byLane, sameInAnyOrder } from './differing-rows.ts'
import type { DifferenceRepair } from './repair.ts'
import { rowKey } from '../../transcript/row-key.ts'

/** The rows of one lane, in two runs that differ there. */
interface DifferingLane {
  readonly lane: string
  readonly rows: readonly Row[]
  readonly others: readonly Row[]
}

const outlineOf = (row: Row): string => outline(rowKey(row))
const isOutput = ({ mark }: Row): boolean => mark === '|' || mark === '!' || mark === '~'

function differingLanes([first, ...others]: readonly Transcript[]): DifferingLane[] {
  const other = others.find((each) => first !== undefined && !sameTranscript(first, each))
  if (first === undefined || other === undefined) return []
  const [one, two] = [byLane(first), byLane(other)]
  return [...new Set([...one.keys(), ...two.keys()])].flatMap((lane) => {
    const [rows, theirs] = [one.get(lane) ?? [], two.get(lane) ?? []]
    return rows.map(rowKey).join('\n') === theirs.map(rowKey).join('\n') ? [] : [{ lane, rows, others: theirs }]
  })
}

/** What came before a message was sent, or behind it, as it happened: it is waited for first. */
export const waitBeforeSending: DifferenceRepair = (draft, transcripts) => {
  for (const lane of differingLanes(transcripts)) {
    if (!sameInAnyOrder(lane.rows, lane.others)) continue
    const at = lane.rows.findIndex((row, index) => rowKey(row) !== rowKey(lane.others[index] as Row))
    const pair = [lane.rows[at] as Row, lane.others[at] as Row]
    const sent = pair.find(({ mark }) => mark === '>')
    const line = pair.find(({ mark }) => mark === '|')
    if (sent?.step === undefined || line === undefined || /[<\\]/.test(line.text)) continue
    const wanted = { matcher: 'line', text: [line.text] } as const
    const next = insertStep(
      withoutLater(draft, lane.lane, line.text, sent.step),
      sent.step,
      expectStep(lane.lane, [wanted]),
    )
    return { draft: next, findings: [`${lane.lane}: “${line.text}” is waited for before “${sent.text}” is sent`] }
  }
  return undefined
}

/** The draft without the first later expectation of a line. */
function withoutLater(draft: Draft, lane: string, line: string, step: number): Draft {
  let isDone = false
  return mapSteps(draft, (each, index) => {
    if (isDone || index < step || each.verb !== 'expect') return [each]
    const of = each.of
      .map((one) => {
        if (isDone || one.target !== lane) return one
        const at = one.wanted.findIndex((of) => 'text' in of && literalText(line).includes(textOf(of.text)))
        if (at === -1) return one
        isDone = true
        return { ...one, wanted: one.wanted.toSpliced(at, 1) }
      })
      .filter(({ wanted }) => wanted.length > 0)
    return of.length === 0 ? [] : [{ ...each, of }]
  })
}

/** Lines of a lane that come in another order each time are sorted, also such as have other values each time. */
export const sortedRows: DifferenceRepair = (draft, transcripts) => {
  for (const lane of differingLanes(transcripts)) {
    const [ours, theirs] = [lane.rows.map(outlineOf), lane.others.map(outlineOf)]
    if (ours.join('\n') === theirs.join('\n') && !sameInAnyOrder(lane.rows, lane.others)) continue
    if (ours.sort().join('\n') !== theirs.sort().join('\n')) continue
    const actor = actorOf(lane.lane)
    const finding = `${actor}: its lines come in another order each time, so they are sorted (rows: sorted)`
    return { draft: withOption(draft, actor, 'rows', 'sorted'), findings: [finding] }
  }
  return undefined
}

/** One run has more of what nothing waits for. */
export const openTail: DifferenceRepair = (draft, transcripts) => {
  for (const { lane, rows, others } of differingLanes(transcripts)) {
    const at = firstDifference(rows, others)
    if (![...rows.slice(at), ...others.slice(at)].every(({ tail }) => tail === true)) continue
    if (at < Math.min(rows.length, others.length)) continue
    const actor = actorOf(lane)
    const finding = `${actor}: its output ends at another line each time, so it is compared as far as both have it (tail: open)`
    return { draft: withOption(draft, actor, 'tail', 'open'), findings: [finding] }
  }
  return undefined
}

function firstDifference(rows: readonly Row[], others: readonly Row[]): number {
  const length = Math.min(rows.length, others.length)
  for (let at = 0; at < length; at++) if (rowKey(rows[at] as Row) !== rowKey(others[at] as Row)) return at
  return length
}

/** Other lines each time: only what steps expect stands in the transcript. */
export const takenRows: DifferenceRepair = (draft, transcripts) => {
  for (const { lane, rows, others } of differingLanes(transcripts)) {
    const [ours, theirs] = [new Set(rows.map(rowKey)), new Set(others.map(rowKey))]
    const differing = [
      ...rows.filter((row) => !theirs.has(rowKey(row))),
      ...others.filter((row) => !ours.has(rowKey(row))),
    ]
    if (!differing.every(isOutput)) continue
    const actor = actorOf(lane)
    const example = differing[0] === undefined ? '' : `, such as “${differing[0].text}”`
    const finding = `${actor}: its transcript has only what is expected, since other lines differ${example} (rows: taken)`
    return { draft: withOption(draft, actor, 'rows', 'taken'), findings: [finding] }
  }
  return undefined
}
