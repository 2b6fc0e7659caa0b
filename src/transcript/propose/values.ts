import { differingRegions, type Region } from './regions.ts'
import { shapeOf, wholeAround, type Shape } from './shapes.ts'

/** What differs in a line, as one value: where it stands in each text, and what fits all of them. */
export interface DifferingValue extends Region {
  readonly shape: Shape
}

/** An id may have such characters inside; a value on both sides of one is one value. */
const inside = /^[-._:/+=~]?$/

/** The values that differ between several texts of one line, in order. */
export function differingValues(texts: readonly string[]): DifferingValue[] {
  const regions = differingRegions(texts).map(({ places }) => wholeAround(texts, places) ?? { places })
  const values: (Region & { readonly shape?: Shape })[] = []
  for (const region of regions) {
    const last = values.at(-1)
    const apart = last === undefined ? undefined : texts.map((text, at) => between(text, last, region, at))
    if (last === undefined || apart?.some((text) => !inside.test(text))) values.push(region)
    else if (!covers(last, region))
      values[values.length - 1] = { places: last.places.map(([start], at) => [start, region.places[at]![1]]) }
  }
  return values.map(({ places, shape }) => ({
    places,
    shape: shape ?? shapeOf(texts.map((text, at) => text.slice(...(places[at] as [number, number])))),
  }))
}

const between = (text: string, { places }: Region, next: Region, at: number): string =>
  text.slice(places[at]![1], Math.max(places[at]![1], next.places[at]![0]))

/** The same whole was found from both. */
const covers = ({ places }: Region, other: Region): boolean =>
  places.every(([, end], at) => (other.places[at] as readonly [number, number])[1] <= end)
