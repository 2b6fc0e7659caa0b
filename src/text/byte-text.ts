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
  let text = ''
  for (let at = 0; at < bytes.length;) {
    const length = characterLength(bytes, at)
    text += length === 0 ? String.fromCharCode(0xdc00 + (bytes[at] as number)) : bytes.toString('utf8', at, at + length)
    at += Math.max(1, length)
  }
  return text
}

/** Whatever was no UTF-8 does not come back from a text. */
const isUtf8 = (bytes: Buffer): boolean => Buffer.from(bytes.toString('utf8')).equals(bytes)

/** How many bytes the valid character at `at` has; 0 when there is none. */
function characterLength(bytes: Buffer, at: number): number {
  for (let length = 1; length <= 4 && at + length <= bytes.length; length++) {
    if (isUtf8(bytes.subarray(at, at + length))) return length
  }
  return 0
}

/** A lone surrogate that stands for a byte; half of a pair is none. */
const byteStandIn = /(?<![\uD800-\uDBFF])[\uDC80-\uDCFF]/

/** True when the text holds bytes that are not UTF-8. */
export const holdsBytes = (text: string): boolean => byteStandIn.test(text)

/** The inverse of `decodeText`: each stand-in U+DCNN becomes its byte 0xNN again, everything else is UTF-8. */
export function encodeText(text: string): Buffer {
  if (!byteStandIn.test(text)) return Buffer.from(text)
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
