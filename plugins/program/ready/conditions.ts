import type { processes } from '../../../src/plugin.ts'
import type { Ready, WrittenCondition } from './option.ts'
import { readPattern, type Pattern } from './pattern.ts'

/** A text or regex in the output. */
export interface Sought {
  readonly is: 'output'
  readonly pattern: Pattern
  /** As its author wrote it. */
  readonly written: string
  readonly stream?: 'stdout' | 'stderr' | undefined
  /** How often it must come. */
  readonly times: number
}

/** One of the conditions of `ready`, which all must hold. */
export type Condition =
  | Sought
  | { readonly is: 'place'; readonly place: processes.Listening }
  | { readonly is: 'third' }
  | { readonly is: 'input' }

/** All conditions of a `ready`, in their order; of one map, output stands before places. */
export function conditionsIn(ready: Ready | undefined): readonly Condition[] {
  if (ready === undefined) return []
  return [ready].flat().flatMap((item) => (typeof item === 'string' ? [lone(item)] : conditionsOf(item)))
}

/** A lone text that looks like a regex is one. */
function lone(written: string): Condition {
  return { is: 'output', pattern: readPattern(written) ?? { text: written }, written, times: 1 }
}

function conditionsOf(map: WrittenCondition): Condition[] {
  const { text, regex, fd, input, stream, times = 1 } = map
  const how = { is: 'output', stream, times } as const
  return [
    ...(text === undefined ? [] : [{ ...how, pattern: { text }, written: text }]),
    ...(regex === undefined ? [] : [{ ...how, pattern: readPattern(regex) ?? { text: regex }, written: regex }]),
    ...placesOf(map).map((place) => ({ is: 'place', place }) as const),
    ...(fd === undefined ? [] : [{ is: 'third' } as const]),
    ...(input === undefined ? [] : [{ is: 'input' } as const]),
  ]
}

/** Where it must listen, for a server. */
export const placesIn = (ready: Ready | undefined): readonly processes.Listening[] => mapsIn(ready).flatMap(placesOf)

/** Whether some condition has this key. */
export const asksFor = (ready: Ready | undefined, key: keyof WrittenCondition): boolean =>
  mapsIn(ready).some((map) => map[key] !== undefined)

const mapsIn = (ready: Ready | undefined): readonly WrittenCondition[] =>
  [ready].flat().filter((item) => typeof item === 'object')

const placesOf = ({ port, udp, path }: WrittenCondition): readonly processes.Listening[] => [
  ...(port === undefined ? [] : [{ port }]),
  ...(udp === undefined ? [] : [{ udp }]),
  ...(path === undefined ? [] : [{ path }]),
]

/** A condition in words, for a message: `it listens on port 9000`. */
export function inWords(condition: Condition): string {
  switch (condition.is) {
    case 'output': {
      const { pattern, written, stream, times } = condition
      const shown = 'text' in pattern ? `“${written}”` : written
      return `it says ${shown}${times === 1 ? '' : ` ${times} times`}${stream === 'stderr' ? ' on stderr' : ''}`
    }
    case 'place':
      return `it listens on ${placeInWords(condition.place)}`
    case 'third':
      return 'it writes a line to descriptor 3'
    case 'input':
      return 'it waits for input'
  }
}

export function placeInWords(place: processes.Listening): string {
  if ('port' in place) return `port ${place.port}`
  return 'udp' in place ? `UDP port ${place.udp}` : place.path
}
