import { isUtf8 } from 'node:buffer'

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

/** How many bytes the valid character at `at` has; 0 when there is none. */
function characterLength(bytes: Buffer, at: number): number {
  for (let length = 1; length <= 4 && at + length <= bytes.length; length++) {
    if (isUtf8(bytes.subarray(at, at + length))) return length
  }
  return 0
}
