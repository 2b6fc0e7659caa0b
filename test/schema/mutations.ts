/** A source of numbers in [0, below) that are the same for a seed each time (a linear congruential generator). */
export function numbers(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

type Place = readonly (string | number)[]

const values: readonly unknown[] = [
  5,
  0,
  -1,
  1.5,
  true,
  '',
  'text',
  '${hole}',
  '/re/',
  '7s',
  [],
  {},
  ['a'],
  { a: 'b' },
  { text: 'x' },
  { event: 'close', code: 1 },
]
const keys = [
  'next',
  'within',
  'strict',
  'framing',
  'text',
  'event',
  'times',
  'port',
  'to',
  'nonsense',
  'send',
  'count',
]

/** A document with one thing changed: a value replaced, an entry left out, a key misspelt, added or taken from elsewhere. */
export function mutated(document: unknown, draw: (below: number) => number): unknown {
  const copy = structuredClone(document)
  const places = placesIn(copy)
  const place = places[draw(places.length)]
  const last = place?.at(-1)
  if (place === undefined || last === undefined) return copy
  const parent = at(copy, place.slice(0, -1)) as Record<string | number, unknown>
  const other = at(document, placesIn(document)[draw(places.length)]!)
  switch (draw(6)) {
    case 0:
      parent[last] = values[draw(values.length)]
      break
    case 1:
      parent[last] = structuredClone(other)
      break
    case 2:
      if (Array.isArray(parent)) parent.splice(Number(last), 1)
      else delete parent[last]
      break
    case 3:
      rename(parent, last, draw)
      break
    default:
      if (!Array.isArray(parent))
        parent[keys[draw(keys.length)]!] = draw(2) === 0 ? values[draw(values.length)] : structuredClone(other)
  }
  return copy
}

function rename(parent: Record<string | number, unknown>, key: string | number, draw: (below: number) => number): void {
  if (Array.isArray(parent) || typeof key !== 'string' || key.length < 2) return
  const at = draw(key.length - 1)
  const misspelt = key.slice(0, at) + key.charAt(at + 1) + key.charAt(at) + key.slice(at + 2)
  const value = parent[key]
  delete parent[key]
  parent[misspelt] = value
}

function placesIn(value: unknown, place: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) return [place]
  const inside = Array.isArray(value) ? [...value.entries()] : Object.entries(value)
  return [place, ...inside.flatMap(([key, item]) => placesIn(item, [...place, key]))]
}

const at = (value: unknown, place: Place): unknown =>
  place.reduce((inside, key) => (inside as Record<string | number, unknown>)[key], value)
