import { isReadable } from './text.ts'

/** How many bytes hold a length, in the order in which they are tried: a 4 byte length also reads as empty frames of a shorter one. */
const widths = [4, 2, 1] as const

export interface LengthPrefix {
  readonly width: 1 | 2 | 4
  readonly frames: number
  /** Every content is text, so that it can be written as lines. */
  readonly readable: boolean
}

/** The width of a big-endian length by which all of these streams divide into frames without a rest; undefined where there is none. */
export function lengthPrefixOf(streams: readonly Uint8Array[]): LengthPrefix | undefined {
  for (const width of widths) {
    const frames: Uint8Array[] = []
    if (!streams.every((stream) => divide(stream, width, frames)) || frames.length < 2) continue
    // Frames that hold nothing are zero bytes that say nothing about lengths.
    if (frames.filter(({ length }) => length > 0).length * 2 < frames.length) continue
    return { width, frames: frames.length, readable: frames.every(isReadable) }
  }
  return undefined
}

function divide(bytes: Uint8Array, width: number, frames: Uint8Array[]): boolean {
  let at = 0
  while (at < bytes.length) {
    const start = at + width
    if (start > bytes.length) return false
    let length = 0
    for (; at < start; at++) length = length * 256 + (bytes[at] as number)
    at = start + length
    if (at > bytes.length) return false
    frames.push(bytes.subarray(start, at))
  }
  return true
}
