import { printable, printableRanges } from './printable.ts'

type Ranges = readonly (readonly [number, number])[]

/**
 * The path and text of a file: positions count in the text, and the path finds it. Excerpts of it are made printable. And a transcript,
 * which is printable since it was made, and long.
 */
const asTheyAre: ReadonlySet<string> = new Set(['span', 'includedFrom', 'sources', 'transcript'])

/**
 * The same plain data with every text in it printable, on one line each; ranges (`marked`) of a `text` move with it. Data that is
 * printable already is answered as it is. Whatever is reported goes through here, so that nothing which a peer, a file or a
 * plugin has written reaches a reader raw because an escape was forgotten.
 */
export function allPrintable<T>(data: T): T {
  return shown(data) as T
}

function shown(value: unknown): unknown {
  if (typeof value === 'string') return printable(value)
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array || value instanceof Map) return value
  if (Array.isArray(value)) {
    let items: unknown[] | undefined
    for (let index = 0; index < value.length; index++) {
      const item: unknown = value[index]
      const changed = shown(item)
      if (changed !== item) (items ??= [...value])[index] = changed
    }
    return items ?? value
  }
  return shownRecord(value as Readonly<Record<string, unknown>>)
}

function shownRecord(record: Readonly<Record<string, unknown>>): object {
  let changes: Record<string, unknown> | undefined
  for (const key of Object.keys(record)) {
    const value = record[key]
    if (typeof value === 'number' || asTheyAre.has(key)) continue
    const changed = shown(value)
    if (changed !== value) (changes ??= {})[key] = changed
  }
  if (changes === undefined) return record
  const { text, marked } = record
  if (typeof text === 'string' && Array.isArray(marked)) changes['marked'] = printableRanges(text, marked as Ranges)
  moveExpected(record, changes)
  return { ...record, ...changes }
}

/** What differs in what was `wanted` stands beside the nearest miss: ranges, and where the compared text begins. */
function moveExpected(record: Readonly<Record<string, unknown>>, changes: Record<string, unknown>): void {
  const { wanted, nearest } = record
  if (typeof wanted !== 'string' || typeof nearest !== 'object' || nearest === null) return
  const { expected, lead } = nearest as { readonly expected?: Ranges; readonly lead?: number }
  changes['nearest'] = {
    ...(changes['nearest'] ?? nearest),
    ...(Array.isArray(expected) ? { expected: printableRanges(wanted, expected as Ranges) } : {}),
    ...(typeof lead === 'number' ? { lead: printable(wanted.slice(0, lead)).length } : {}),
  }
}
