import { diffArrays } from 'diff'

/** expected[from, to) was replaced by received[from, to); either may be empty. */
export interface Change {
  readonly expected: readonly [from: number, to: number]
  readonly received: readonly [from: number, to: number]
}

/** How much is compared: so many changed entries, for so many milliseconds. */
interface Limits {
  readonly maxEditLength: number
  readonly timeout: number
}

/** Of lines a person can read so many. Beyond this a coarse answer is given. */
const limitsOfLines: Limits = { maxEditLength: 2000, timeout: 1000 }
/** How far ahead the coarse answer looks for a place where both agree again. */
const window = 64

/** What changed between two lists of lines, in order. Exact for what a person would read; coarse for what is all different. */
export function changesBetween(expected: readonly string[], received: readonly string[]): Change[] {
  return betweenEnds(expected, received, (one, other) => exact(one, other, limitsOfLines) ?? coarse(one, other))
}

/** The same within other limits; beyond them the whole middle has changed. */
export function changesWithin(limits: Limits, expected: readonly string[], received: readonly string[]): Change[] {
  return betweenEnds(expected, received, (one, other) => exact(one, other, limits) ?? [whole(one, other)])
}

/** Common ends are trimmed: they cost next to nothing here. */
function betweenEnds(
  expected: readonly string[],
  received: readonly string[],
  compare: (expected: readonly string[], received: readonly string[]) => Change[],
): Change[] {
  let start = 0
  const shorter = Math.min(expected.length, received.length)
  while (start < shorter && expected[start] === received[start]) start++
  let end = 0
  while (end < shorter - start && expected.at(-1 - end) === received.at(-1 - end)) end++
  const middle = [expected.slice(start, expected.length - end), received.slice(start, received.length - end)] as const
  if (middle[0].length === 0 && middle[1].length === 0) return []
  return compare(...middle).map((change) => shifted(change, start))
}

const whole = (expected: readonly string[], received: readonly string[]): Change => ({
  expected: [0, expected.length],
  received: [0, received.length],
})

function exact(expected: readonly string[], received: readonly string[], limits: Limits): Change[] | undefined {
  // The edit length is at least the difference of the lengths, and one side alone needs no search.
  if (expected.length === 0 || received.length === 0) return [whole(expected, received)]
  const parts = diffArrays([...expected], [...received], limits)
  if (parts === undefined) return undefined
  const changes: Change[] = []
  let [one, other] = [0, 0]
  let [oneFrom, otherFrom] = [0, 0]
  const close = (): void => {
    if (one > oneFrom || other > otherFrom) changes.push({ expected: [oneFrom, one], received: [otherFrom, other] })
  }
  for (const { added, removed, count } of parts) {
    if (removed) one += count
    else if (added) other += count
    else {
      close()
      one += count
      other += count
      oneFrom = one
      otherFrom = other
    }
  }
  close()
  return changes
}

/** Goes through both lists once; where they part it takes the nearest place at which two lines in a row agree again. */
function coarse(expected: readonly string[], received: readonly string[]): Change[] {
  const changes: Change[] = []
  let [one, other] = [0, 0]
  while (one < expected.length || other < received.length) {
    if (one < expected.length && expected[one] === received[other]) {
      one++
      other++
      continue
    }
    const [ahead, otherAhead] = agreement(expected, one, received, other)
    const next: Change = {
      expected: [one, Math.min(one + ahead, expected.length)],
      received: [other, Math.min(other + otherAhead, received.length)],
    }
    const last = changes.at(-1)
    if (last !== undefined && last.expected[1] === one && last.received[1] === other) {
      changes[changes.length - 1] = {
        expected: [last.expected[0], next.expected[1]],
        received: [last.received[0], next.received[1]],
      }
    } else changes.push(next)
    one = next.expected[1]
    other = next.received[1]
  }
  return changes
}

function agreement(
  expected: readonly string[],
  one: number,
  received: readonly string[],
  other: number,
): [number, number] {
  if (one >= expected.length || other >= received.length) return [expected.length - one, received.length - other]
  for (let sum = 1; sum <= window; sum++) {
    for (let ahead = 0; ahead <= sum; ahead++) {
      const [a, b] = [one + ahead, other + sum - ahead]
      if (
        a < expected.length &&
        b < received.length &&
        expected[a] === received[b] &&
        expected[a + 1] === received[b + 1]
      ) {
        return [ahead, sum - ahead]
      }
    }
  }
  return [window, window]
}

const shifted = ({ expected, received }: Change, by: number): Change => ({
  expected: [expected[0] + by, expected[1] + by],
  received: [received[0] + by, received[1] + by],
})
