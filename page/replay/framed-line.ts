import { unescapeText } from '../../src/text/unescape.ts'
import type { ByteStream, Stretch } from './byte-stream.ts'

/** Bytes of a delimiter that may still have been to come when a line was whole. */
const longestDelimiter = 8

/**
 * Where the last of these rows stands among bytes whose framing is not known: by a delimiter, a length, or none. The rows came at one time,
 * and `range` at that time: each ends in it, behind the row before. Undefined where one of them does not read as the bytes do.
 */
export function framedLine(stream: ByteStream, range: Stretch, rows: readonly string[]): Stretch | undefined {
  const texts = rows.map((row) => [bytesOfText(unescapeText(row)), bytesOfHex(row)])
  const longest = Math.max(...texts.flat().map((bytes) => bytes?.length ?? 0))
  const first = Math.max(0, range.start - longest - longestDelimiter)
  const bytes = stream.bytes(first, range.end)
  const came = range.start - first
  let cursor = 0
  let found: Stretch | undefined
  for (const forms of texts) {
    found = undefined
    for (const form of forms) found ??= form && next(bytes, form, cursor, came)
    cursor = found?.end ?? cursor
  }
  if (found === undefined) return undefined
  return { start: first + prefixed(bytes, found), end: first + found.end }
}

/** The first place behind `from` where these bytes stand whole and were not whole before; else where only their delimiter was missing. */
function next(bytes: Uint8Array, wanted: Uint8Array, from: number, came: number): Stretch | undefined {
  if (wanted.length === 0) return undefined
  let before: Stretch | undefined
  for (let start = from; start + wanted.length <= bytes.length; start++) {
    if (!wanted.every((byte, at) => bytes[start + at] === byte)) continue
    const found = { start, end: start + wanted.length }
    if (found.end > came) return found
    if (found.end > came - longestDelimiter) before = found
  }
  return before
}

/** Where a line begins that follows its length, in 4, 2 or 1 bytes. */
function prefixed(bytes: Uint8Array, { start, end }: Stretch): number {
  for (const width of [4, 2, 1]) {
    if (start < width) continue
    let length = 0
    for (const byte of bytes.subarray(start - width, start)) length = length * 256 + byte
    if (length === end - start) return start - width
  }
  return start
}

const encoder = new TextEncoder()

/** As it was received: a lone surrogate stands for a byte that was not UTF-8. */
function bytesOfText(text: string): Uint8Array {
  const parts = text.split(/([\udc80-\udcff])/u).map((part) => {
    const code = part.charCodeAt(0)
    return part.length === 1 && code >= 0xdc80 && code <= 0xdcff ? [code - 0xdc00] : [...encoder.encode(part)]
  })
  return Uint8Array.from(parts.flat())
}

/** A row of a hex dump: `30 03 01  0..`. */
const dump = /^ *((?:[0-9a-f]{2} )*[0-9a-f]{2})  /

function bytesOfHex(row: string): Uint8Array | undefined {
  const codes = dump.exec(row)?.[1]?.split(' ')
  return codes && Uint8Array.from(codes, (code) => Number.parseInt(code, 16))
}
