/**
 * Plain data as one line of ASCII, and back: JSON, with the maps, sets, bytes and numbers that JSON does not have as objects of one key
 * that begins with `$`. Lone surrogates and invisible characters come back as they were. `undefined` in an object is left out.
 */
export function dataText(value: unknown): string {
  return JSON.stringify(encoded(value)).replace(/[\u007f-\uffff]/g, escapedUnit)
}

/** A UTF-16 unit as JSON, YAML and regexes escape it: `\u001b`. */
export const escapedUnit = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`

/** Throws what `JSON.parse` throws. */
export const dataFrom = (text: string): unknown => decoded(JSON.parse(text))

function encoded(value: unknown): unknown {
  if (Object.is(value, -0)) return { $number: '-0' }
  if (typeof value === 'number') return Number.isFinite(value) ? value : { $number: String(value) }
  if (typeof value === 'bigint') return { $bigint: String(value) }
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(encoded)
  if (value instanceof Uint8Array) return { $bytes: Buffer.from(value).toString('base64') }
  if (value instanceof Map) return { $map: [...value].map(encoded) }
  if (value instanceof Set) return { $set: [...value].map(encoded) }
  const entries = Object.entries(value).filter(([, one]) => one !== undefined)
  const inside = entries.map(([key, one]) => [key, encoded(one)] as const)
  return entries.length === 1 && entries[0]?.[0].startsWith('$') === true
    ? { $object: inside }
    : Object.fromEntries(inside)
}

function decoded(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(decoded)
  const entries = Object.entries(value)
  const [first] = entries
  if (entries.length === 1 && first !== undefined && Object.hasOwn(decoders, first[0]))
    return decoders[first[0]]!(first[1])
  return Object.fromEntries(entries.map(([key, one]) => [key, decoded(one)]))
}

const pairs = (value: unknown): [never, unknown][] => (value as readonly unknown[]).map(decoded) as [never, unknown][]

const decoders: Readonly<Record<string, (value: unknown) => unknown>> = {
  $number: Number,
  $bigint: (value) => BigInt(value as string),
  $bytes: (value) => new Uint8Array(Buffer.from(value as string, 'base64')),
  $map: (value) => new Map(pairs(value)),
  $set: (value) => new Set((value as readonly unknown[]).map(decoded)),
  $object: (value) => Object.fromEntries(pairs(value)),
}
