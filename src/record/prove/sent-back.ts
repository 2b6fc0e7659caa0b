import type { Transcript } from '../../model/transcript.ts'
import { pairRows } from '../../transcript/propose/pair-rows.ts'
import { wordBefore } from '../../transcript/propose/word-before.ts'
import type { Draft, DraftWanted } from '../draft.ts'
import { changedText, type ChangedValue } from './changed-text.ts'
import { byLane } from './differing-rows.ts'
import { expectStep, freeName, hasWord, insertStep, withMask, withPiece } from './edit-draft.ts'
import { mapSteps, mapTexts } from '../map-draft.ts'
import type { Repaired } from './repair.ts'
import type { SeenLine, SeenLines } from './seen-lines.ts'

/**
 * A value that somebody received, that is another one now, and that a step sends: the line that has it is expected, with the value
 * captured, and what was captured is sent.
 */
export function sentBack(draft: Draft, transcript: Transcript, seen: SeenLines): Repaired | undefined {
  for (const [lane, rows] of byLane(transcript)) {
    const lines = seen.get(lane) ?? []
    const texts = rows.map(({ mark, text }) => (mark === '|' || mark === '!' ? text : ''))
    const { pairs } = pairRows(
      lines.map(({ text }) => text),
      texts,
    )
    for (const [one, other] of pairs) {
      const line = lines[one] as SeenLine
      const text = texts[other] as string
      if (line.text === text) continue
      const repaired = capturedFrom(draft, lane, line, text, lines)
      if (repaired !== undefined) return repaired
    }
  }
  return undefined
}

function capturedFrom(
  draft: Draft,
  lane: string,
  line: SeenLine,
  now: string,
  lines: readonly SeenLine[],
): Repaired | undefined {
  let found: { readonly value: ChangedValue; readonly name: string; readonly send: number } | undefined
  const text = changedText([line.text], now, false, (value) => {
    const send = value.recorded.length < 3 ? -1 : firstSend(draft, value.recorded)
    if (found !== undefined || send === -1) return { any: value.shape.source }
    const name = freeName(draft, wordBefore(value.before) ?? 'id')
    found = { value, name, send }
    return { capture: name, pattern: value.shape.source }
  })
  if (text === undefined || found === undefined) return undefined
  const { name, send, value } = found
  if (isCaptured(draft, lane, value.recorded)) return undefined
  const expected = withExpected(draft, lane, line, { matcher: 'text', text }, send, lines)
  const sent = mapSteps(expected, (step) => [
    mapTexts(step, (of) => (of === text ? of : withPiece(of, value.recorded, { variable: name }))),
  ])
  const finding = `“${line.text}” of ${lane}: ${value.recorded} is sent back, so it is captured as \${${name}}`
  return { draft: withMask(sent, name), findings: [finding] }
}

/** The first step that sends the value. */
const firstSend = (draft: Draft, value: string): number =>
  draft.steps.findIndex(
    (step) =>
      step.verb === 'send' &&
      step.of.some(({ messages }) => messages.some((message) => 'text' in message && hasWord(message.text, value))),
  )

/** An expectation of the line is there, and is repaired where it fails. */
const isCaptured = (draft: Draft, lane: string, value: string): boolean =>
  draft.steps.some(
    (step) =>
      step.verb === 'expect' &&
      step.of.some(
        ({ target, wanted }) => target === lane && wanted.some((of) => 'text' in of && hasWord(of.text, value)),
      ),
  )

/** The draft with an expectation of a line at its place among those of its lane, before a step. */
function withExpected(
  draft: Draft,
  lane: string,
  line: SeenLine,
  wanted: DraftWanted,
  send: number,
  lines: readonly SeenLine[],
): Draft {
  const at = draft.steps.findLastIndex(
    (step, index) =>
      index < send &&
      step.verb === 'expect' &&
      (step.seen ?? 0) <= line.seen &&
      step.of.some(({ target }) => target === lane),
  )
  if (at === -1) return insertStep(draft, send, { ...expectStep(lane, [wanted]), seen: line.seen })
  const place = lines.indexOf(line)
  return mapSteps(draft, (step, index) => {
    if (index !== at || step.verb !== 'expect') return [step]
    const of = step.of.map((each) => {
      if (each.target !== lane) return each
      const later = each.wanted.findIndex(
        (other) => placeIn(lines, other) > place || !('text' in other || 'texts' in other),
      )
      return { ...each, wanted: each.wanted.toSpliced(later === -1 ? each.wanted.length : later, 0, wanted) }
    })
    return [{ ...step, of }]
  })
}

/** Which line an expectation was made of. */
function placeIn(lines: readonly SeenLine[], wanted: DraftWanted): number {
  const text = 'text' in wanted ? wanted.text : 'texts' in wanted ? wanted.texts[0] : undefined
  const [first] = text ?? []
  return typeof first === 'string' ? lines.findIndex((line) => line.text.includes(first)) : -1
}
