import type { Row } from '../model/transcript.ts'
import { pairLanes, type LanePair } from '../transcript/lanes.ts'
import { pairRows, type Paired } from '../transcript/propose/pair-rows.ts'
import { proposeMasks } from '../transcript/propose/propose-masks.ts'
import type { Differing as DifferingRow, ProposedMask } from '../transcript/propose/proposal.ts'
import type { Differing } from './difference.ts'
import { renaming } from './with-masks.ts'
import { rowKey } from '../transcript/row-key.ts'

/** Masks that make both conversations the same, or why there are none. */
export type Proposal =
  | { readonly masks: readonly ProposedMask[]; readonly renamed: readonly Renamed[] }
  | { readonly why: string }

/** A row that they rename, in both conversations. */
export interface Renamed {
  readonly lane: string
  readonly expected: string
  readonly received: string
  readonly as: string
}

/** The smallest masks that make two conversations the same. */
export function proposeFor({ expected, received }: Pick<Differing, 'expected' | 'received'>): Proposal {
  const differing: DifferingRow[] = []
  const same: { lane: string; text: string }[] = []
  for (const pair of pairLanes(expected, received)) {
    const paired = pairRows(pair.expected.map(rowKey), pair.received.map(rowKey))
    const why = obstacleIn(pair, paired)
    if (why !== undefined) return { why }
    for (const [one, other] of paired.pairs) {
      const texts = [(pair.expected[one] as Row).text, (pair.received[other] as Row).text] as const
      if (texts[0] === texts[1]) same.push({ lane: pair.lane, text: texts[0] })
      else differing.push({ lane: actorOf(pair.lane), texts })
    }
  }
  const { masks, left } = proposeMasks(differing, same)
  const [open] = left
  if (open !== undefined) return { why: `“${open.texts[0]}” and “${open.texts[1]}” have too little in common` }
  if (masks.some(isForAnything)) return { why: 'a mask that fits both would hide any other text, too' }
  const rename = renaming(masks)
  const renamed = differing.map(({ lane, texts: [one = '', other = ''] }) => {
    return { lane, expected: one, received: other, as: rename(one, lane) }
  })
  return { masks, renamed }
}

/** A mask is for an actor, not for the first of its connections alone. */
const actorOf = (lane: string): string => lane.split('#')[0] as string

const isForAnything = (mask: ProposedMask): boolean => 'match' in mask && /\(\.[*+]\)/.test(mask.match)

/** Sixteen bytes at the most, and their characters. */
const dump = /^(?: {2})?(?:[\da-f]{2} )+ /

/** Why no mask can make this lane the same. */
function obstacleIn({ lane, expected, received }: LanePair, { pairs, onlyOne, onlyOther }: Paired): string | undefined {
  if (isReordered(expected, received)) return `at ${lane} the same rows stand in another order`
  const [gone, come] = [onlyOne.length, onlyOther.length]
  if (gone + come > 0) {
    const [first, what] =
      come > 0
        ? [received[onlyOther[0] as number], `${rows(come)} more, which no mask leaves out`]
        : [expected[onlyOne[0] as number], `${rows(gone)} missing, which no mask makes up for`]
    return `at ${lane} there ${what}: “${(first as Row).text}”`
  }
  for (const [one, other] of pairs) {
    const [before, now] = [expected[one] as Row, received[other] as Row]
    if (before.mark !== now.mark) return `at ${lane} “${rowKey(now)}” is something else than “${rowKey(before)}”`
    if (before.text !== now.text && dump.test(before.text)) return `at ${lane} bytes differ, which stand in hexadecimal`
  }
  return undefined
}

const rows = (count: number): string => (count === 1 ? 'is 1 row' : `are ${count} rows`)

function isReordered(expected: readonly Row[], received: readonly Row[]): boolean {
  const [before, now] = [expected.map(rowKey), received.map(rowKey)]
  if (before.length !== now.length || before.every((key, at) => key === now[at])) return false
  before.sort()
  now.sort()
  return before.every((key, at) => key === now[at])
}
