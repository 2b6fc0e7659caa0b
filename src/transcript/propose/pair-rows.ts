import { changesBetween } from '../../text/changes.ts'

/** Which rows of one list stand for which of another, by their places, in order; and those that only one of them has. */
export interface Paired {
  readonly pairs: readonly (readonly [one: number, other: number])[]
  readonly onlyOne: readonly number[]
  readonly onlyOther: readonly number[]
}

/** A row as it is whatever the numbers, ids and times in it: rows are paired by this where they are not the same. */
export const outline = (text: string): string =>
  text.replaceAll(/[\p{L}\p{N}_]*\p{N}[\p{L}\p{N}_]*/gu, '0').replaceAll(/0(?:[-:./+]0)+/g, '0')

/** Rows that are the same are paired, in order; between them those that are alike; then what is left, where both have as many. */
export function pairRows(one: readonly string[], other: readonly string[]): Paired {
  const pairs: [number, number][] = []
  const onlyOne: number[] = []
  const onlyOther: number[] = []
  matched(one, other, range(one), range(other), pairs, (left, right) => {
    const outlines = [left.map((at) => outline(one[at] as string)), right.map((at) => outline(other[at] as string))]
    matched(outlines[0]!, outlines[1]!, left, right, pairs, (rest, otherRest) => {
      if (rest.length === otherRest.length) rest.forEach((at, index) => pairs.push([at, otherRest[index] as number]))
      else {
        onlyOne.push(...rest)
        onlyOther.push(...otherRest)
      }
    })
  })
  return { pairs: pairs.sort((a, b) => a[0] - b[0]), onlyOne, onlyOther }
}

/** Pairs what is equal in both lists, and hands on each stretch where they differ. `left` and `right` are the places of the texts. */
function matched(
  one: readonly string[],
  other: readonly string[],
  left: readonly number[],
  right: readonly number[],
  pairs: [number, number][],
  rest: (left: readonly number[], right: readonly number[]) => void,
): void {
  let [from, otherFrom] = [0, 0]
  const equal = (until: number) => {
    for (; from < until; from++, otherFrom++) pairs.push([left[from] as number, right[otherFrom] as number])
  }
  for (const { expected, received } of changesBetween(one, other)) {
    equal(expected[0])
    rest(left.slice(...expected), right.slice(...received))
    from = expected[1]
    otherFrom = received[1]
  }
  equal(one.length)
}

const range = (list: readonly unknown[]): number[] => list.map((_, at) => at)
