import { changesBetween, type Change } from '../../text/changes.ts'
import { whenUsed } from '../../text/when-used.ts'

/** A stretch in which texts differ, as what stands there in each of them. Empty where one of them has nothing there. */
export interface Region {
  /** [start, end) in UTF-16 units, for each text. */
  readonly places: readonly (readonly [start: number, end: number])[]
}

const word = whenUsed(() => /[\p{L}\p{N}_]+|\s+|./gsu)

/** Where several texts differ, word by word, in order; what stands between two of the stretches is the same in all texts. */
export function differingRegions(texts: readonly string[]): Region[] {
  const [first = [], ...others] = texts.map((text) => text.match(word()) ?? [])
  const changes = others.map((other) => changesBetween(first, other))
  const offsets = [first, ...others].map(offsetsOf)
  return joined(changes.flat()).map(([from, to]) => ({
    places: [
      [offsets[0]![from] as number, offsets[0]![to] as number],
      ...changes.map((of, at) => {
        const there = offsets[at + 1] as readonly number[]
        return [there[placeIn(of, from, 'start')] as number, there[placeIn(of, to, 'end')] as number] as const
      }),
    ],
  }))
}

/** Stretches of the first text's words that have changed in any of the others; those that touch are one. */
function joined(changes: readonly Change[]): [number, number][] {
  const stretches: [number, number][] = []
  for (const [from, to] of changes.map(({ expected }) => expected).sort((one, other) => one[0] - other[0])) {
    const last = stretches.at(-1)
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to)
    else stretches.push([from, to])
  }
  return stretches
}

/** The same place in another text: what is inserted right there belongs to the stretch. */
function placeIn(changes: readonly Change[], at: number, side: 'start' | 'end'): number {
  let moved = at
  for (const { expected, received } of changes) {
    const isBefore = expected[1] < at || (expected[1] === at && (side === 'end' || expected[0] < at))
    if (isBefore) moved += received[1] - received[0] - (expected[1] - expected[0])
  }
  return moved
}

function offsetsOf(words: readonly string[]): number[] {
  const offsets = [0]
  for (const each of words) offsets.push((offsets.at(-1) as number) + each.length)
  return offsets
}
