import { Buffer } from 'node:buffer'
import { decodeText } from './byte-text.ts'

/** Bytes in hexadecimal, where `??` is any byte and `(?<name> …)` names some of them: `(?<id> ?? ??) 01 00`. */
export interface BytePattern {
  /** Undefined for any byte. */
  readonly bytes: readonly (number | undefined)[]
  /** Where each named group stands; one without an end takes the rest. */
  readonly groups: readonly BytesGroup[]
  /** It ends with `*`: whatever else comes belongs to it. */
  readonly rest: boolean
}

interface BytesGroup {
  readonly name: string
  readonly start: number
  readonly end?: number
}

const token = /\s*(?:([0-9a-f]{2})|(\?\?)|\(\?<([A-Za-z_]\w*)>|(\))|(\*))\s*/iy

/** Reads a pattern of bytes; answers what is wrong with one, and where (UTF-16 offsets of the text). */
export function parseBytePattern(
  written: string,
): BytePattern | { readonly mistake: string; readonly start: number; readonly end: number } {
  const bytes: (number | undefined)[] = []
  const groups: BytesGroup[] = []
  const open: { readonly name: string; readonly start: number; readonly at: number }[] = []
  let rest = false
  const from = /^\s*/.exec(written)![0].length
  token.lastIndex = from
  const wrong = (mistake: string, start: number, end: number) => ({ mistake, start, end })
  for (let at = from; at < written.length; at = token.lastIndex) {
    token.lastIndex = at
    const found = token.exec(written)
    if (found === null) {
      const odd = written.slice(at, at + 2).trimEnd()
      return wrong(`“${odd}” is none`, at, at + odd.length)
    }
    const [whole, hex, any, name, closes, star] = found
    const end = at + whole.trimEnd().length
    if (rest && closes === undefined) return wrong('“*” is the rest, and something stands behind it', at, end)
    if (hex !== undefined) bytes.push(Number.parseInt(hex, 16))
    else if (any !== undefined) bytes.push(undefined)
    else if (star !== undefined) rest = true
    else if (name !== undefined) open.push({ name, start: bytes.length, at })
    else {
      const group = open.pop()
      if (group === undefined) return wrong('“)” closes no group', at, end)
      groups.push({ name: group.name, start: group.start, ...(rest ? {} : { end: bytes.length }) })
    }
  }
  const [left] = open
  if (left !== undefined) return wrong(`the group “${left.name}” is never closed by a “)”`, left.at, written.length)
  return { bytes, groups, rest }
}

/** Names of the groups in a written pattern, also where placeholders keep it from being read. */
export const byteGroupNames = (written: string): string[] =>
  [...written.matchAll(/\(\?<([A-Za-z_]\w*)>/g)].map((match) => match[1]!)

/**
 * Whether bytes begin as the pattern has it: how many of them belong to it, `more` while too few have come, or `never`. The first
 * `scanned` are known to fit.
 */
export function fitBytes({ bytes, rest }: BytePattern, given: Uint8Array, scanned = 0): number | 'more' | 'never' {
  const known = Math.min(given.length, bytes.length)
  for (let at = scanned; at < known; at++) if (bytes[at] !== undefined && bytes[at] !== given[at]) return 'never'
  if (known < bytes.length) return 'more'
  return rest ? given.length : known
}

/** The bytes of each named group in bytes that fit, as text from which `encodeText` makes the same bytes. */
export function byteCaptures({ groups }: BytePattern, given: Uint8Array): Record<string, string> {
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength)
  return Object.fromEntries(
    groups.map(({ name, start, end = bytes.length }) => [name, decodeText(bytes, start, Math.min(end, bytes.length))]),
  )
}

/** Of each named group the places of its bytes that may be any (`??`), counted from where it begins. */
export function openInGroups({ bytes, groups }: BytePattern): Record<string, readonly number[]> {
  const openIn = ({ start, end = bytes.length }: BytesGroup): number[] =>
    bytes.slice(start, end).flatMap((byte, at) => (byte === undefined ? [at] : []))
  return Object.fromEntries(groups.map((group) => [group.name, openIn(group)]))
}

/** How many bytes this part of a written pattern stands for. */
export const sizeOfPattern = (written: string): number =>
  written.replaceAll(/\(\?<\w*>/g, ' ').match(/[0-9a-f]{2}|\?\?/gi)?.length ?? 0
