import type { Row, Transcript } from '../../model/transcript.ts'
import type { Differing, PatternMask, ProposedMask } from '../../transcript/propose/proposal.ts'
import { builtinMasks } from '../../transcript/builtin-masks.ts'
import type { BuiltInMask } from '../../model/words.ts'
import { pairRows } from '../../transcript/propose/pair-rows.ts'
import { proposeMasks } from '../../transcript/propose/propose-masks.ts'
import type { Written } from '../../authoring/written.ts'
import { literalText } from '../../authoring/written.ts'
import type { Draft, DraftStep } from '../draft.ts'
import { withMask } from './edit-draft.ts'
import { mapSteps } from '../map-draft.ts'
import type { DifferenceRepair, Repaired } from './repair.ts'
import { rowKey } from '../../transcript/row-key.ts'

/** Rows that differ in values between runs get masks. */
export const masksForRows: DifferenceRepair = (draft, transcripts) => {
  const { differing, same } = comparedRows(transcripts)
  return withProposed(draft, differing, same)
}

/** `isOfNow`: the first text is what the row would be at another time; no run had it. */
export type Compared = Differing & { readonly isOfNow?: true }

/** The draft with masks for these rows; nothing where there are none that help. */
export function withProposed(
  draft: Draft,
  differing: readonly Compared[],
  same: readonly { readonly lane: string; readonly text: string }[],
): Repaired | undefined {
  const { masks } = proposeMasks(differing, same)
  if (masks.length === 0) return undefined
  const next = masks.reduce((one, mask) => withProposedMask(one, mask), draft)
  return { draft: next, findings: masks.map((mask) => masked(mask, differing)) }
}

const withProposedMask = (draft: Draft, mask: ProposedMask): Draft =>
  'step' in mask && mask.step !== undefined
    ? mapSteps(draft, (step, index) => [index === mask.step ? besideStep(step, writtenMask(mask)) : step])
    : withMask(draft, writtenMask(mask))

function besideStep(step: DraftStep, mask: Written): DraftStep {
  const before = step.modifiers?.['mask']
  const masks =
    before === undefined ? mask : [...(Array.isArray(before) ? (before as readonly Written[]) : [before]), mask]
  return { ...step, modifiers: { ...step.modifiers, mask: masks } }
}

/** A mask as the draft has it. */
const writtenMask = (mask: ProposedMask): Written =>
  'builtin' in mask
    ? mask.builtin
    : { match: literalText(`/${mask.match}/`), as: mask.as, ...(mask.lane === undefined ? {} : { lane: mask.lane }) }

/** The masks of a draft for all steps, those that stand for a capture left out. */
export const masksIn = ({ masks }: Draft): ProposedMask[] =>
  masks.flatMap((mask): ProposedMask[] => {
    if (typeof mask === 'string') return mask in builtinMasks ? [{ builtin: mask as BuiltInMask }] : []
    if (mask === null || typeof mask !== 'object' || !('match' in mask)) return []
    const { match, as, lane } = mask
    if (typeof match !== 'string' || typeof as !== 'string') return []
    return [{ match: match.slice(1, -1).replaceAll('$${', '${'), as, ...(typeof lane === 'string' && { lane }) }]
  })

function masked(mask: ProposedMask, differing: readonly Compared[]): string {
  if ('builtin' in mask) return `masked: ${mask.builtin}${example(mask.builtin, differing)}`
  return `masked: /${mask.match}/ as ${mask.as}${mask.step === undefined ? '' : ' at its step'}${exampleOf(mask, differing)}`
}

function example(builtin: BuiltInMask, differing: readonly Compared[]): string {
  const found = differing.flatMap((row) =>
    textsOfRuns(row).flatMap((text) => text.match(builtinMasks[builtin].pattern) ?? []),
  )
  return found[0] === undefined ? '' : `, such as “${found[0]}”`
}

function exampleOf({ match }: PatternMask, differing: readonly Compared[]): string {
  const pattern = new RegExp(match)
  const row = differing.find(({ texts }) => texts.some((text) => pattern.test(text)))
  const found = row === undefined ? [] : textsOfRuns(row).map((text) => pattern.exec(text)?.[1] ?? '')
  const values = [...new Set(found.filter((value) => value !== ''))]
  if (values.length === 0) return ''
  return values.length === 1 ? `, such as “${values[0]}”` : `, which was ${values.slice(0, 3).join(', then ')}`
}

const textsOfRuns = ({ texts, isOfNow }: Compared): readonly string[] => (isOfNow === true ? texts.slice(1) : texts)

/** Rows that stand for each other in all transcripts, lane by lane: those that differ, and those that do not. */
export function comparedRows(transcripts: readonly Transcript[]): {
  readonly differing: readonly Differing[]
  readonly same: readonly { readonly lane: string; readonly text: string }[]
} {
  const [first, ...others] = transcripts.map(byLane)
  const differing: Differing[] = []
  const same: { lane: string; text: string }[] = []
  for (const [lane, rows] of first ?? []) {
    // In another order they are no other values.
    if (others.every((other) => sameInAnyOrder(rows, other.get(lane) ?? []))) {
      same.push(...rows.map(({ text }) => ({ lane, text })))
      continue
    }
    const texts = rows.map(({ text }) => new Set([text]))
    for (const other of others) {
      const theirs = other.get(lane) ?? []
      const { pairs } = pairRows(rows.map(rowKey), theirs.map(rowKey))
      for (const [one, two] of pairs) {
        const [row, their] = [rows[one] as Row, theirs[two] as Row]
        // How something ended is no text to be renamed.
        if (row.mark === their.mark && row.mark !== '*') texts[one]!.add(their.text)
      }
    }
    for (const [index, set] of texts.entries()) {
      if (set.size > 1) differing.push({ lane, texts: [...set], ...stepOf(rows[index]) })
      else same.push({ lane, text: [...set][0] as string })
    }
  }
  return { differing, same }
}

/** The step of a row, where it has one. */
export const stepOf = (row: Row | undefined): { readonly step?: number } =>
  row?.step === undefined || row.step < 0 ? {} : { step: row.step }

export const sameInAnyOrder = (rows: readonly Row[], others: readonly Row[]): boolean =>
  rows.length === others.length && rows.map(rowKey).sort().join('\n') === others.map(rowKey).sort().join('\n')

export function byLane({ rows }: Transcript): Map<string, Row[]> {
  const lanes = new Map<string, Row[]>()
  for (const row of rows) {
    const lane = lanes.get(row.lane)
    if (lane === undefined) lanes.set(row.lane, [row])
    else lane.push(row)
  }
  return lanes
}
