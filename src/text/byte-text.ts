/**
 * The text of bytes[start, end). Valid UTF-8 is decoded; otherwise each byte 0xNN that is not part of a character becomes the
 * lone surrogate U+DCNN, so that a transcript can write it as `\xNN` and nothing is lost.
 */
export function decodeText(bytes: Buffer, start: number, end: number): string {
  const text = bytes.toString('utf8', start, end)
  if (!text.includes('\uFFFD') || isUtf8(bytes.subarray(start, end))) return text
  return decodeInvalid(bytes.subarray(start, end))
}

function decodeInvalid(bytes: Buffer): string {
  const parts: string[] = []
  let valid = 0
  for (let at = 0; at < bytes.length;) {
    const length = characterLength(bytes, at)
    if (length === 0) {
      if (at > valid) parts.push(bytes.toString('utf8', valid, at))
      parts.push(String.fromCharCode(0xdc00 + (bytes[at] as number)))
      valid = at + 1
    }
    at += Math.max(1, length)
  }
  parts.push(bytes.toString('utf8', valid))
  return parts.join('')
}

/** The least and the greatest second byte behind some first bytes: no overlong forms, no surrogates (RFC 3629, section 4). */
const second: Readonly<Record<number, readonly [number, number]>> = {
  0xe0: [0xa0, 0xbf],
  0xed: [0x80, 0x9f],
  0xf0: [0x90, 0xbf],
  0xf4: [0x80, 0x8f],
}

/** Whatever was no UTF-8 does not come back from a text. */
const isUtf8 = (bytes: Buffer): boolean => Buffer.from(bytes.toString('utf8')).equals(bytes)

/** How many bytes the valid character at `at` has; 0 when there is none. */
function characterLength(bytes: Buffer, at: number): number {
  const first = bytes[at] as number
  if (first < 0x80) return 1
  if (first < 0xc2 || first > 0xf4) return 0
  const length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
  if (at + length > bytes.length) return 0
  for (let index = 1; index < length; index++) {
    const [least, greatest] = (index === 1 ? second[first] : undefined) ?? [0x80, 0xbf]
    const byte = bytes[at + index] as number
    if (byte < least || byte > greatest) return 0
  }
  return length
}

/** How many bytes at the end are the beginning of a character that is not whole: 0 to 3. */
export function unfinishedBytes(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] as number
    if (byte < 0x80) return 0
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? back : 0
  }
  return 0
}

/** Short texts are ASCII for the most part, which a loop finds sooner than a regex. */
const few = 64

function isShortAscii(text: string): boolean {
  if (text.length > few) return false
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 0x7f) return false
  return true
}

/** A lone surrogate that stands for a byte; half of a pair is none. */
const byteStandIn = /(?<![\uD800-\uDBFF])[\uDC80-\uDCFF]/

/** True when the text holds bytes that are not UTF-8. */
export const holdsBytes = (text: string): boolean => byteStandIn.test(text)

/** The inverse of `decodeText`: each stand-in U+DCNN becomes its byte 0xNN again, everything else is UTF-8. */
export function encodeText(text: string): Buffer {
  if (isShortAscii(text) || !byteStandIn.test(text)) return Buffer.from(text)
  const pieces: Buffer[] = []
  let from = 0
  for (const { index } of text.matchAll(new RegExp(byteStandIn, 'g'))) {
    if (index > from) pieces.push(Buffer.from(text.slice(from, index)))
    pieces.push(Buffer.of(text.charCodeAt(index) - 0xdc00))
    from = index + 1
  }
  pieces.push(Buffer.from(text.slice(from)))
  return Buffer.concat(pieces)
}
