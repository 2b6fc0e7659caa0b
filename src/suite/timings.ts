import { own } from '../text/own.ts'

/** Milliseconds of the last runs of each entry, oldest first, by its id. */
export type Timings = ReadonlyMap<string, readonly number[]>

const version = 1
/** So many runs of an entry are kept. */
const most = 5

/** The timings in a file; undefined when it is damaged, or of another version. */
export function parseTimings(text: string): Timings | undefined {
  let read: unknown
  try {
    read = JSON.parse(text)
  } catch {
    return undefined
  }
  if (!isRecord(read) || own(read, 'version') !== version) return undefined
  const timings = own(read, 'timings')
  if (!isRecord(timings)) return undefined
  const entries = Object.entries(timings)
  return entries.every((entry): entry is [string, number[]] => areTimes(entry[1])) ? new Map(entries) : undefined
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const areTimes = (value: unknown): value is readonly number[] =>
  Array.isArray(value) && value.length > 0 && value.every((time) => Number.isInteger(time) && time >= 0)

/** Sorted, an entry on each line, so that the same timings are the same file. */
export function timingsText(timings: Timings): string {
  const lines = [...timings]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([id, times]) => `${JSON.stringify(id)}: ${JSON.stringify(times)}`)
  return `{"version": ${version}, "timings": {\n${lines.join(',\n')}\n}}\n`
}

/**
 * With what a run took. The same timings where it teaches nothing: all of its entries are known well, and took as long as before; a
 * file need not be written then.
 */
export function learned(known: Timings, run: ReadonlyMap<string, number>): Timings {
  const changed = [...run].filter(([id, time]) => !isKnown(known.get(id) ?? [], Math.round(time)))
  if (changed.length === 0) return known
  const all = new Map(known)
  for (const [id, time] of run) all.set(id, [...(known.get(id) ?? []), Math.round(time)].slice(-most))
  return all
}

const isKnown = (times: readonly number[], time: number): boolean =>
  times.length === most && Math.min(...times) <= time && time <= Math.max(...times)

/** The median of each entry's timings. */
export const mediansOf = (timings: Timings): ReadonlyMap<string, number> =>
  new Map([...timings].map(([id, times]) => [id, median(times)]))

/** The lower of the two in the middle, so that it is one of them. */
function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other)
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0
}

/** How long each entry probably takes: one that is not known as long as the median of the others. Undefined where none is known. */
export function durationsOf(ids: readonly string[], medians: ReadonlyMap<string, number>): number[] | undefined {
  const known = ids.flatMap((id) => medians.get(id) ?? [])
  if (known.length === 0) return undefined
  const usual = median(known)
  return ids.map((id) => medians.get(id) ?? usual)
}

/** Milliseconds that all take together when so many run at once: not less than the longest. */
export const together = (durations: readonly number[], jobs: number): number =>
  Math.max(
    durations.reduce((sum, one) => sum + one, 0) / jobs,
    durations.reduce((most, one) => Math.max(most, one), 0),
  )
