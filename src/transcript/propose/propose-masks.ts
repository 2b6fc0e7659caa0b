import type { BuiltInMask } from '../../model/words.ts'
import type { MaskRule } from '../../model/scenario.ts'
import { compileMask, type Mask } from '../masks.ts'
import { beginningMasks } from './beginning-masks.ts'
import { patternMasks } from './pattern-mask.ts'
import type { Differing, Proposal, ProposedMask } from './proposal.ts'
import { differingValues } from './values.ts'

/** What is never the same text twice. */
const volatile: readonly BuiltInMask[] = ['iso-time', 'http-date', 'uuid']
/** What may stand in other rows as well, where it is the same in all runs and should be compared. */
const doubtful: readonly BuiltInMask[] = ['fingerprint', 'duration', 'size', 'address', 'path']

/**
 * The fewest masks that make rows of several runs the same: the built-in ones first, then patterns with the words around what differs.
 * `same` are rows that are the same in all runs, in which a mask should find nothing.
 */
export function proposeMasks(
  differing: readonly Differing[],
  same: readonly { readonly lane: string; readonly text: string }[],
): Proposal {
  const masks: ProposedMask[] = []
  let left = differing.filter(isOpen)
  const take = (mask: ProposedMask) => {
    masks.push(mask)
    left = left.map((row) => maskedBy(mask, row)).filter(isOpen)
  }
  for (const builtin of [...volatile, ...doubtful]) {
    const mask = { builtin }
    const helps = left.some((row) => isNearer(maskedBy(mask, row), row))
    const isSafe = volatile.includes(builtin) || !same.some(({ text }) => masked(compiled(mask), text) !== text)
    if (helps && isSafe) take(mask)
  }
  for (const mask of beginningMasks(left, same)) take(mask)
  const touchesOthers = (lane?: string) => (pattern: RegExp) =>
    same.some((row) => (lane === undefined || isOn(row.lane, lane)) && pattern.test(row.text))
  for (const row of left) {
    const now = maskedByAll(masks, row)
    if (!isOpen(now)) continue
    for (const mask of patternMasks(now, touchesOthers)) take(mask)
  }
  const needed = withoutCovered(masks, differing)
  return { masks: needed, left: differing.filter((row) => isOpen(maskedByAll(needed, row))) }
}

/** More of them are what a person has to look at anyway. */
const many = 50

/** A mask that was found first may rename only what a wider one, which another row needs, renames as well. */
function withoutCovered(masks: readonly ProposedMask[], differing: readonly Differing[]): readonly ProposedMask[] {
  if (masks.length < 2 || masks.length > many) return masks
  const closed = differing.filter((row) => !isOpen(maskedByAll(masks, row)))
  return masks.reduce((needed, mask) => {
    const others = needed.filter((each) => each !== mask)
    return closed.some((row) => isOpen(maskedByAll(others, row))) ? needed : others
  }, masks)
}

const maskedByAll = (masks: readonly ProposedMask[], row: Differing): Differing =>
  masks.reduce((one, mask) => maskedBy(mask, one), row)

/** A row's text as these masks leave it. */
export const maskedText = (masks: readonly ProposedMask[], lane: string, text: string): string =>
  maskedByAll(masks, { lane, texts: [text] }).texts[0] as string

const isOpen = ({ texts }: Differing): boolean => texts.some((text) => text !== texts[0])

const isNearer = (one: Differing, other: Differing): boolean =>
  !isOpen(one) || differingValues(one.texts).length < differingValues(other.texts).length

function maskedBy(mask: ProposedMask, row: Differing): Differing {
  if ('lane' in mask && mask.lane !== undefined && !isOn(row.lane, mask.lane)) return row
  if ('step' in mask && mask.step !== row.step) return row
  const rule = compiled(mask)
  return { ...row, texts: row.texts.map((text) => masked(rule, text)) }
}

const isOn = (lane: string, of: string): boolean => lane === of || lane.startsWith(`${of}#`)

const masked = (mask: Mask | undefined, text: string): string => mask?.rename(text, (name) => name) ?? text

const nowhere = { file: '', start: 0, end: 0 }

function compiled(mask: ProposedMask): Mask | undefined {
  const match: MaskRule['match'] =
    'builtin' in mask
      ? { builtin: mask.builtin }
      : { kind: 'regex', template: { parts: [mask.match], span: nowhere }, flags: '', span: nowhere }
  return compileMask({ match, as: 'builtin' in mask ? `<${mask.builtin}>` : mask.as, span: nowhere }, () => [])
}
