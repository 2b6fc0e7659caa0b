import type { Hunk, HunkLine, Row } from '../model/transcript.ts'
import { differingRanges } from '../text/diff-words.ts'
import { changesBetween } from '../text/changes.ts'
import type { Change } from '../text/changes.ts'
import { pushAll } from '../text/push-all.ts'
import { rowKey } from './row-key.ts'

const context = 2
/** More lines than this are too many to read word by word. */
const markedPairs = 500

/** The lines of a lane that differ, with two lines around them; neighbouring changes share a hunk. */
export function diffLane(expected: readonly Row[], received: readonly Row[]): Hunk[] {
  const changes = changesBetween(expected.map(rowKey), received.map(rowKey))
  let pairs = markedPairs
  return grouped(changes).map((group) => {
    const lines: HunkLine[] = []
    const first = group[0] as Change
    let at = Math.max(0, first.received[0] - context)
    for (const change of group) {
      pushAll(lines, received.slice(at, change.received[0]).map(sameLine))
      pushAll(lines, changedLines(expected.slice(...change.expected), received.slice(...change.received), pairs > 0))
      pairs -= Math.min(change.expected[1] - change.expected[0], change.received[1] - change.received[0])
      at = change.received[1]
    }
    pushAll(lines, received.slice(at, at + context).map(sameLine))
    return { lines }
  })
}

const sameLine = ({ mark, text }: Row): HunkLine => ({ side: 'same', mark, text })

function grouped(changes: readonly Change[]): Change[][] {
  const groups: Change[][] = []
  for (const change of changes) {
    const group = groups.at(-1)
    const last = group?.at(-1)
    if (group !== undefined && last !== undefined && change.received[0] - last.received[1] <= 2 * context)
      group.push(change)
    else groups.push([change])
  }
  return groups
}

/** What was expected, then what was received; the first of one is paired with the first of the other, and so on. */
function changedLines(expected: readonly Row[], received: readonly Row[], marking: boolean): HunkLine[] {
  const left: HunkLine[] = expected.map(({ mark, text }) => ({ side: 'expected', mark, text }))
  const right: HunkLine[] = received.map(({ mark, text }) => ({ side: 'received', mark, text }))
  const pairs = marking ? Math.min(left.length, right.length, markedPairs) : 0
  for (let index = 0; index < pairs; index++) {
    const [one, other] = [left[index] as HunkLine, right[index] as HunkLine]
    const ranges = differingRanges(one.text, other.text)
    left[index] = { ...one, marked: ranges.expected }
    right[index] = { ...other, marked: ranges.received }
  }
  return [...left, ...right]
}
