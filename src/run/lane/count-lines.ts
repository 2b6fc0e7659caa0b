import { countInBulk } from '../../text/bulk-scan.ts'

/** How many lines these bytes are, which end with the terminator; of one that is longer than `longest` each piece is a line. */
export function countLines(bytes: Buffer, terminator: number, longest: number): number {
  if (bytes.length <= longest) return countInBulk(bytes, terminator) ?? countByte(bytes, terminator)
  let found = 0
  let from = 0
  // Of short lines there are so many that a search for each takes far longer than a look at every byte.
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at] !== terminator) continue
    found += at + 1 - from > longest ? Math.ceil((at + 1 - from) / longest) : 1
    from = at + 1
  }
  return found
}

/** So many words are counted before a byte of the counters could overflow. */
const mostWords = 255
const none = new Int32Array(0)

/** How often a byte stands there: four bytes at a time, each with a counter of its own in one number. */
function countByte(bytes: Buffer, byte: number): number {
  const { buffer, byteOffset, length } = bytes
  const unaligned = -byteOffset & 3
  const words = length > unaligned ? new Int32Array(buffer, byteOffset + unaligned, (length - unaligned) >>> 2) : none
  let found = 0
  for (let at = 0; at < Math.min(unaligned, length); at++) if (bytes[at] === byte) found += 1
  for (let at = unaligned + 4 * words.length; at < length; at++) if (bytes[at] === byte) found += 1
  const pattern = byte * 0x01010101
  for (let at = 0; at < words.length;) {
    let counters = 0
    for (const end = Math.min(words.length, at + mostWords); at < end; at++) {
      // The byte is zero in here, and the highest bit of each byte is set below where it is not.
      const word = words[at]! ^ pattern
      counters += ~(((word & 0x7f7f7f7f) + 0x7f7f7f7f) | word | 0x7f7f7f7f) >>> 7
    }
    found += (counters & 0xff) + ((counters >>> 8) & 0xff) + ((counters >>> 16) & 0xff) + (counters >>> 24)
  }
  return found
}
