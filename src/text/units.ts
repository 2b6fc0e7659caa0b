/** A duration as it is written; `parseDuration` checks whether it can be one. */
export const durationPattern = /^(\d+(?:\.\d+)?)(ms|s|m)$/
const milliseconds = { ms: 1, s: 1000, m: 60_000 } as const

/** `250ms`, `5s`, `2m` in milliseconds; undefined when it is none. */
export function parseDuration(text: string): number | undefined {
  const match = durationPattern.exec(text)
  if (match === null) return undefined
  const duration = Number(match[1]) * milliseconds[match[2] as keyof typeof milliseconds]
  return duration > 2 ** 31 - 1 ? undefined : duration
}

const sizePattern = /^(\d+(?:\.\d+)?)(B|kB|MB|GB|KiB|MiB|GiB)$/
const bytes = { B: 1, kB: 1e3, MB: 1e6, GB: 1e9, KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3 } as const

/** `64KiB`, `10MB` in bytes; undefined when it is none. */
export function parseSize(text: string): number | undefined {
  const match = sizePattern.exec(text)
  return match === null ? undefined : Math.round(Number(match[1]) * bytes[match[2] as keyof typeof bytes])
}

/** Milliseconds as a scenario writes them: `250ms`, `4.8s`. */
export const showDuration = (milliseconds: number): string =>
  milliseconds >= 1000 && milliseconds % 100 === 0 ? `${milliseconds / 1000}s` : `${Math.round(milliseconds)}ms`

/** A file mode as chmod takes it (`755`, `0600`, `0o644`); undefined when it is none. */
export function parseMode(text: string): number | undefined {
  const match = /^(?:0o?)?([0-7]{3,4})$/.exec(text)
  return match === null ? undefined : Number.parseInt(match[1]!, 8)
}

/** True for `de ad BE EF`: pairs of hex digits, with or without blanks between pairs. */
export const isHex = (text: string): boolean => /^\s*(?:[0-9a-fA-F]{2}\s*)*$/.test(text)

/** Where a text stops being pairs of hex digits: the place of the first pair that is none, and what is wrong with it. */
export function mistakeInHex(text: string): HexMistake | undefined {
  if (isHex(text)) return undefined
  const good = /^(?:\s*[0-9a-fA-F]{2})*\s*/.exec(text)![0].length
  const word = text.slice(good, good + 2).trimEnd()
  const odd = /[^0-9a-fA-F\s]/.exec(word)?.[0]
  const why = odd === undefined ? `“${word}” is half a byte` : `“${odd}” is not a hex digit`
  return { start: good, end: good + Math.max(1, word.length), why }
}

interface HexMistake {
  readonly start: number
  readonly end: number
  readonly why: string
}

/** True for standard base64 with its padding; blanks and line breaks count for nothing. */
export function isBase64(text: string): boolean {
  const dense = text.replace(/\s+/g, '')
  return dense.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(dense)
}
