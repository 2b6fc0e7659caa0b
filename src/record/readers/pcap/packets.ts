import { ByteFeed } from './byte-feed.ts'
import type { Read } from './packet.ts'
import { pcapPackets } from './pcap-file.ts'
import { pcapngPackets } from './pcapng-file.ts'

/** The packets of a pcap or pcapng file, which comes in chunks; ends with what cannot be read. */
export function* packetsIn(chunks: Iterable<Uint8Array>): Generator<Read> {
  const feed = new ByteFeed(chunks)
  const isPcapng = isPcapngStart(feed.peek(4))
  yield* isPcapng ? pcapngPackets(feed) : pcapPackets(feed)
}

/** The type of a section header block, a palindrome (draft-ietf-opsawg-pcapng, section 4.1). */
export const isPcapngStart = (bytes: Uint8Array): boolean => startsWith(bytes, [0x0a, 0x0d, 0x0d, 0x0a])

const pcapMagics = [
  [0xa1, 0xb2, 0xc3, 0xd4],
  [0xd4, 0xc3, 0xb2, 0xa1],
  [0xa1, 0xb2, 0x3c, 0x4d],
  [0x4d, 0x3c, 0xb2, 0xa1],
]
/** Either order of bytes, with microseconds or nanoseconds (draft-ietf-opsawg-pcap). */
export const isPcapStart = (bytes: Uint8Array): boolean => pcapMagics.some((magic) => startsWith(bytes, magic))

const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean =>
  bytes.byteLength >= start.length && start.every((byte, index) => bytes[index] === byte)
