import type { Failure } from '../../model/result.ts'
import type { Transcript } from '../../model/transcript.ts'
import { pairRows } from '../../transcript/propose/pair-rows.ts'
import { wordBefore } from '../../transcript/propose/word-before.ts'
import { escapeRegex } from '../../text/regex.ts'
import { textOf } from '../draft-text.ts'
import type { Draft, DraftPiece, DraftText, DraftWanted } from '../draft.ts'
import { freeName, hasWord, wantedAt, withMask, withPiece, withWanted } from './edit-draft.ts'
import { mapSteps, mapTexts } from '../map-draft.ts'
import type { FailureRepair, Repaired } from './repair.ts'
import { changedText, nearness, withSameBeginning, type ChangedValue } from './changed-text.ts'

/**
 * An expected line never came, and the one that came instead differs in values: each becomes a fact or a free port, where it is one; a
 * capture, where a later step has the same value; else a pattern.
 */
export const volatileText: FailureRepair = (draft, { failure, place, transcript }) => {
  const found = wantedAt(draft, place)
  if (failure === undefined || place === undefined || found === undefined) return undefined
  const lines = linesIn(failure)
  const values = new Values(draft, place.step, transcript)
  const wanted = changedWanted(found.wanted, lines, (value) => values.pieceFor(value))
  if (wanted === undefined) return undefined
  return values.applied(withWanted(draft, place, wanted), found.target)
}

const linesIn = (failure: Failure): string[] => [
  ...(failure.received ?? []).flatMap(({ mark, text }) =>
    typeof text === 'string' && (mark === '|' || mark === '!' || mark === '~') ? [text] : [],
  ),
  ...(failure.nearest === undefined ? [] : [failure.nearest.text]),
]

function changedWanted(
  wanted: DraftWanted,
  lines: readonly string[],
  pieceFor: (value: ChangedValue) => DraftPiece,
): DraftWanted | undefined {
  if ('texts' in wanted) {
    const { pairs } = pairRows(wanted.texts.map(textOf), lines)
    const texts = wanted.texts.map((text, at) => {
      const line = lines[pairs.find(([one]) => one === at)?.[1] ?? -1]
      return (line === undefined ? undefined : changedText(text, line, false, pieceFor)) ?? text
    })
    return texts.every((text, at) => text === wanted.texts[at]) ? undefined : { ...wanted, texts }
  }
  if (!('text' in wanted)) return undefined
  const shown = textOf(wanted.text)
  const nearestFirst = [...new Set(lines)].sort((one, other) => nearness(shown, other) - nearness(shown, one))
  for (const line of nearestFirst) {
    const text = changedText(wanted.text, line, wanted.matcher !== 'line', pieceFor)
    if (text !== undefined) return { ...wanted, text }
  }
  return undefined
}

/** What the values of one expectation become, and what follows from it for the rest of the draft. */
class Values {
  readonly #draft: Draft
  readonly #step: number
  readonly #transcript: Transcript | undefined
  readonly #captured = new Map<string, string>()
  readonly #facts = new Map<string, string>()
  readonly #any: { readonly before: string; readonly source: string }[] = []
  readonly #findings: ((target: string) => string)[] = []

  constructor(draft: Draft, step: number, transcript: Transcript | undefined) {
    this.#draft = draft
    this.#step = step
    this.#transcript = transcript
  }

  pieceFor(value: ChangedValue): DraftPiece {
    const { recorded, now, shape, before } = value
    const fact = factFor(value, this.#transcript)
    const shown = `${lastWords(before)}${now}`
    if (fact !== undefined) {
      this.#findings.push((target) => `“${shown}” of ${target}: ${now} is \${${fact}}`)
      this.#facts.set(recorded, fact)
      return { variable: fact }
    }
    if (mayBeCaptured(value) && isUsedLater(this.#draft, this.#step, recorded)) {
      const known = this.#captured.get(recorded)
      if (known !== undefined) return { variable: known }
      const name = freeName(this.#draft, behindHost.test(before) ? 'port' : (wordBefore(before) ?? 'id'))
      this.#captured.set(recorded, name)
      this.#findings.push((target) => `“${shown}” of ${target}: captured as \${${name}}, since it is used later`)
      return { capture: name, pattern: shape.source }
    }
    const change =
      recorded.trim() === '' ? `${now} is new` : now.trim() === '' ? `${recorded} is missing` : `${now} was ${recorded}`
    this.#findings.push((target) => `“${shown}” of ${target}: ${change}, so any ${named(shape.name)} is expected`)
    return { any: shape.source }
  }

  applied(draft: Draft, target: string): Repaired {
    let next = draft
    for (const [recorded, name] of this.#captured) {
      next = withMask(next, name)
      next = mapSteps(next, (step, index) => [
        index > this.#step ? mapTexts(step, (text) => withPiece(text, recorded, { variable: name })) : step,
      ])
    }
    for (const [recorded, fact] of this.#facts)
      next = mapSteps(next, (step) => [
        step.verb === 'expect' ? mapTexts(step, (text) => withPiece(text, recorded, { variable: fact })) : step,
      ])
    for (const { before, source } of this.#any)
      next = mapExpectedOf(next, target, (text) => withSameBeginning(text, before, source, { any: source }))
    return { draft: next, findings: this.#findings.map((finding) => finding(target)) }
  }
}

const mapExpectedOf = (draft: Draft, name: string, map: (text: DraftText) => DraftText): Draft =>
  mapSteps(draft, (step) => {
    if (step.verb !== 'expect') return [step]
    const mapped = mapTexts(step, map)
    if (mapped.verb !== 'expect') return [mapped]
    return [{ ...step, of: step.of.map((of, at) => (of.target === name ? (mapped.of[at] ?? of) : of)) }]
  })

/** What stands before a port. */
const behindHost = /(?:\d\.\d+|\blocalhost|\]):$/

/** The same time twice is chance. */
const mayBeCaptured = ({ recorded, shape }: ChangedValue): boolean =>
  recorded.length > 1 && !['time', 'date', 'duration'].includes(shape.name)

const named = (shape: string): string => ({ n: 'number', id: 'word', text: 'text' })[shape] ?? shape

/** The end of what stands before a value, from a word on. */
function lastWords(before: string): string {
  const text = before.replaceAll(/[\uE000-\uF7FF]/g, '…')
  return text.length <= 24 ? text : `…${text.slice(-24).replace(/^\S*\s/, '')}`
}

/** A later step sends or expects the value as a word. */
function isUsedLater(draft: Draft, step: number, value: string): boolean {
  let found = false
  for (const later of draft.steps.slice(step + 1))
    mapTexts(later, (text: DraftText) => {
      found ||= hasWord(text, value)
      return text
    })
  return found
}

/** `server.port` or `free-port.web`, where the transcript has that name in the place of the value. */
function factFor({ line, at: [start, end] }: ChangedValue, transcript: Transcript | undefined): string | undefined {
  for (const { text } of transcript?.rows ?? []) {
    // The blanks at the end of a row are written so that they can be seen.
    const parts = text.replaceAll('\\x20', ' ').split(/(<[\w. #-]+>)/)
    if (parts.length === 1) continue
    const pattern = parts.map((part, at) => (at % 2 === 0 ? escapeRegex(part) : '(.+?)')).join('')
    const places = new RegExp(`^${pattern}$`, 'd').exec(line)?.indices ?? []
    const index = places.findIndex(
      (place: readonly [number, number] | undefined, at) => at > 0 && place?.[0] === start && place[1] === end,
    )
    const fact = /^<([\w-]+\.[\w.-]+)>$/.exec(parts[2 * index - 1] ?? '')
    if (fact !== null) return fact[1]
  }
  return undefined
}
