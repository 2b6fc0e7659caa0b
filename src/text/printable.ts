/**
 * Characters that would move the cursor, hide text or turn its direction: C0 and C1 controls, invisible and bidi controls,
 * line separators, lone surrogates.
 */
const unprintable =
  // oxlint-disable-next-line no-control-regex -- control characters are what it looks for.
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** Text that is safe to show on a terminal; ranges into it belong to the text returned, so mark after calling. */
export function printable(text: string): string {
  return text.replace(unprintable, escape)
}

/** The same for bytes: a short hex dump, `de ad be ef … (1024 bytes)` beyond `limit` bytes. */
export function printableBytes(bytes: Uint8Array, limit = 24): string {
  const shown = Array.from(bytes.subarray(0, limit), (byte) => byte.toString(16).padStart(2, '0')).join(' ')
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
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`
}
