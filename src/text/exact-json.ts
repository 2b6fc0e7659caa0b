/**
 * JSON whose whole numbers are exact: one beyond 2^53 - 1, which a double would round, is a bigint (RFC 8259, section 6, warns of
 * them). Everything else is as `JSON.parse` and `JSON.stringify` have it.
 */

const tokens = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/g
const whole = /^-?\d+$/
/** Stands before the digits of a whole number while the rest is parsed. */
const tag = '\ue000whole number '

/** Throws what `JSON.parse` throws. */
export function parseJson(text: string): unknown {
  const parsed: unknown = JSON.parse(text)
  if (!/\d{16}/.test(text)) return parsed
  const tagged = text.replace(tokens, (token) =>
    whole.test(token) && !isExact(token) ? JSON.stringify(tag + token) : token,
  )
  if (tagged === text) return parsed
  return JSON.parse(tagged, (_key, value: unknown) =>
    typeof value === 'string' && value.startsWith(tag) && whole.test(value.slice(tag.length))
      ? BigInt(value.slice(tag.length))
      : value,
  )
}

/** The text of plain data, bigints among it. */
export function stringifyJson(value: unknown): string {
  if (typeof value === 'bigint') return String(value)
  if (Array.isArray(value)) return `[${value.map(stringifyJson).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const entries = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}:${stringifyJson(item)}`)
  return `{${entries.join(',')}}`
}

/** The number that the digits of a whole number stand for. */
export const exactNumber = (digits: string): number | bigint => (isExact(digits) ? Number(digits) : BigInt(digits))

const isExact = (digits: string): boolean => Number.isSafeInteger(Number(digits))
