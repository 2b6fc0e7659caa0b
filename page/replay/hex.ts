/** One line of a hex dump: so many bytes as a line holds, or what is left. */
export interface HexLine {
  /** Of the first byte, four hex digits or more. */
  readonly offset: string
  readonly bytes: readonly HexByte[]
}

export interface HexByte {
  readonly hex: string
  /** As ASCII; a dot for what cannot be seen. */
  readonly character: string
  readonly marked: boolean
}

/** Bytes as a hex dump, of which [start, end) are marked; only so many lines, from that with the first marked byte. */
export function hexLines(
  bytes: Uint8Array,
  { start, end }: { readonly start: number; readonly end: number },
  { perLine, limit }: { readonly perLine: number; readonly limit: number },
): { readonly lines: readonly HexLine[]; readonly before: number; readonly after: number } {
  const all = Math.ceil(bytes.length / perLine)
  const first = all <= limit ? 0 : Math.min(Math.floor(start / perLine), all - limit)
  const last = Math.min(all, first + limit)
  const lines = Array.from({ length: last - first }, (_, index) => {
    const from = (first + index) * perLine
    return {
      offset: from.toString(16).padStart(4, '0'),
      bytes: Array.from(bytes.subarray(from, from + perLine), (byte, at) => ({
        hex: byte.toString(16).padStart(2, '0'),
        character: byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.',
        marked: from + at >= start && from + at < end,
      })),
    }
  })
  return { lines, before: first * perLine, after: Math.max(0, bytes.length - last * perLine) }
}
