import type { Failure } from '../../model/result.ts'
import type { Transcript } from '../../model/transcript.ts'
import { isLiteral, textOf } from '../draft-text.ts'
import type { Draft, DraftWanted } from '../draft.ts'
import { captures, isOutput, wantedAt, withWanted } from './edit-draft.ts'
import { mapSteps } from '../map-draft.ts'
import type { FailureRepair } from './repair.ts'

/** What was expected of one stream of a program came on the other; where nothing at all came on the one, everything is expected there. */
export const otherStream: FailureRepair = (draft, { failure, place, transcript }) => {
  const found = wantedAt(draft, place)
  if (found === undefined || place === undefined || !isOutput(found.wanted)) return undefined
  const { wanted, target } = found
  const isOnStderr = wanted.beside?.['stream'] === 'stderr'
  const [mark, other] = isOnStderr ? ['!', '|'] : ['|', '!']
  const rows = rowsOn(transcript, failure)
  const name = `on ${isOnStderr ? 'stdout' : 'stderr'}`
  if (rows.some((row) => row.mark === other) && !rows.some((row) => row.mark === mark)) {
    const moved = (of: DraftWanted) =>
      isOutput(of) && (of.beside?.['stream'] === 'stderr') === isOnStderr ? onOtherStream(of) : of
    const next = mapSteps(draft, (step) => [
      step.verb === 'expect'
        ? { ...step, of: step.of.map((of) => (of.target === target ? { ...of, wanted: of.wanted.map(moved) } : of)) }
        : step,
    ])
    return { draft: next, findings: [`${target} prints ${name}`] }
  }
  const text = 'text' in wanted ? textOf(wanted.text) : undefined
  if (text === undefined || !rows.some((row) => row.mark === other && row.text.includes(text))) return undefined
  return { draft: withWanted(draft, place, onOtherStream(wanted)), findings: [`“${text}” of ${target} comes ${name}`] }
}

function onOtherStream({ beside, ...wanted }: DraftWanted): DraftWanted {
  const { stream, ...others } = beside ?? {}
  const besides = stream === 'stderr' ? others : { ...others, stream: 'stderr' }
  return Object.keys(besides).length === 0 ? wanted : { ...wanted, beside: besides }
}

/**
 * The line had come before the one that its step expects first, so the order is not always the same: both are expected in any order. Only
 * of lines that are whole in the transcript.
 */
export const anyOrder: FailureRepair = (draft, { failure, place, transcript }) => {
  const found = wantedAt(draft, place)
  const step = place && draft.steps[place.step]
  if (found === undefined || place?.target === undefined || step?.verb !== 'expect') return undefined
  const among = step.of[place.target]!.wanted
  const lines = rowsOn(transcript, failure).flatMap(({ mark, text }) => (mark === '|' ? [text] : []))
  const texts = among.map((wanted) => wholeLine(wanted, lines))
  const first = place.wanted ?? 0
  const earlier = texts.slice(0, first + 1)
  if (first === 0 || earlier.some((text) => text === undefined)) return undefined
  const wanted: DraftWanted = { matcher: 'any-order', texts: earlier.map((text) => [text as string]) }
  const next = mapSteps(draft, (each, index) => {
    if (index !== place.step || each.verb !== 'expect') return [each]
    const of = each.of.map((one, at) =>
      at === place.target ? { ...one, wanted: [wanted, ...one.wanted.slice(first + 1)] } : one,
    )
    return [{ ...each, of }]
  })
  return {
    draft: next,
    findings: [`${found.target}: ${earlier.map((text) => `“${text}”`).join(', ')} come in any order`],
  }
}

/** The one line that a plain text stands for. */
function wholeLine(wanted: DraftWanted, lines: readonly string[]): string | undefined {
  if (!('text' in wanted) || wanted.matcher === 'prompt' || wanted.beside !== undefined || !isLiteral(wanted.text))
    return undefined
  const text = textOf(wanted.text)
  return lines.find((line) => (wanted.matcher === 'line' ? line === text : line.includes(text)))
}

/** Other lines come between lines that were expected next to each other: each is expected alone. */
export const loosened: FailureRepair = (draft, { place }) => {
  const found = wantedAt(draft, place)
  if (found === undefined || place === undefined) return undefined
  const { wanted, target } = found
  if (wanted.beside?.['next'] !== undefined) {
    const { next: _next, ...beside } = wanted.beside
    return {
      draft: withWanted(draft, place, { ...wanted, beside }),
      findings: [`${target}: other lines may come before`],
    }
  }
  if (!('texts' in wanted) || wanted.matcher !== 'lines') return undefined
  const each = wanted.texts.map((text): DraftWanted => ({ matcher: 'line', text }))
  return { draft: withWanted(draft, place, ...each), findings: [`${target}: other lines may come between its lines`] }
}

/**
 * The last resort: what did not come again is not expected. Nothing where a later step needs what it captures, or nothing would be
 * expected of that lane any more.
 */
export const leftOut: FailureRepair = (draft, { failure, place }) => {
  const found = wantedAt(draft, place)
  if (found === undefined || place === undefined || failure === undefined) return undefined
  if (!failure.code.startsWith('expectation-') || captures(found.wanted)) return undefined
  const next = withWanted(draft, place)
  if (!isOutput(found.wanted) || !expectsOutput(next, found.target)) return undefined
  return {
    draft: next,
    findings: [`left out: ${failure.wanted ?? 'an expectation'} of ${found.target}, which did not come again`],
  }
}

const expectsOutput = ({ steps }: Draft, target: string): boolean =>
  steps.some((step) => step.verb === 'expect' && step.of.some((of) => of.target === target && of.wanted.some(isOutput)))

const rowsOn = (transcript: Transcript | undefined, failure: Failure | undefined) =>
  transcript?.rows.filter(({ lane }) => lane === failure?.lane) ?? []
