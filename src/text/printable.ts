import { spacedHex } from './spaced-hex.ts'
import { whenUsed } from './when-used.ts'

/**
 * The characters that would move the cursor, hide text, turn its direction or break a document, as the inside of a regex's
 * class (flag `u`): C0 and C1 controls, invisible and bidi controls (Unicode UAX #9), line separators, tags, what XML 1.0
 * does not have, and lone surrogates, since with `u` a pair is one character.
 */
export const unprintableClass =
  String.raw`\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff` +
  String.raw`\ufff0-\ufffb\ufffe\uffff\ud800-\udfff\u{e0000}-\u{e007f}`

const plain = /^[\x20-\x7e]*$/
const everyUnprintable = whenUsed(() => new RegExp(`[${unprintableClass}]`, 'gu'))

/**
 * Text that is safe to show on a terminal, on one line; what is printable already stays as it is. Ranges into it belong to the
 * text returned, so mark after calling.
 */
export function printable(text: string): string {
  return plain.test(text) ? text : text.replace(everyUnprintable(), escape)
}

/** The same for bytes: a short hex dump, `de ad be ef … (1024 bytes)` beyond `limit` bytes. */
export function printableBytes(bytes: Uint8Array, limit = 24): string {
  const shown = spacedHex(bytes.subarray(0, limit))
  return bytes.length > limit ? `${shown} … (${bytes.length} bytes)` : shown
}

/** Where offsets of `text` come to stand in `printable(text)`. */
export function printableRanges(text: string, ranges: readonly (readonly [number, number])[]): [number, number][] {
  return ranges.map(([start, end]) => {
    const before = printable(text.slice(0, start)).length
    return [before, before + printable(text.slice(start, end)).length]
  })
}

function escape(character: string): string {
  const code = character.charCodeAt(0)
  if (code === 9) return '\\t'
  if (code === 10) return '\\n'
  if (code === 13) return '\\r'
  // A byte that is no character was decoded to this (docs/transcripts.md).
  if (code >= 0xdc80 && code <= 0xdcff) return `\\x${(code - 0xdc00).toString(16)}`
  const point = character.codePointAt(0) as number
  if (point > 0xffff) return `\\u{${point.toString(16)}}`
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`
}
