import { bytesOf, type ByteFeed } from './byte-feed.ts'
import { longestPacket, type Read } from './packet.ts'

const nanoseconds = 0xa1b23c4d

/** The packets of a pcap file (draft-ietf-opsawg-pcap): a header of 24 bytes, and before each packet one of 16. */
export function* pcapPackets(feed: ByteFeed): Generator<Read> {
  const header = feed.take(24)
  if (header === undefined) {
    yield { unreadable: { offset: feed.offset, why: 'the file ends in its header' } }
    return
  }
  const little = header.getUint8(0) === 0xd4 || header.getUint8(0) === 0x4d
  const inMicroseconds = header.getUint32(0, little) === nanoseconds ? 1000 : 1
  // The upper four bits say whether a checksum follows each frame, and how long it is.
  const link = header.getUint32(20, little) & 0x0fffffff
  for (;;) {
    const offset = feed.offset
    const head = feed.take(16)
    if (head === undefined) {
      if (feed.offset > offset)
        yield { unreadable: { offset, why: 'the file ends in the header of a packet', cutOff: true } }
      return
    }
    const captured = head.getUint32(8, little)
    if (captured > longestPacket) {
      yield { unreadable: { offset, why: `a packet claims to have ${captured} bytes` } }
      return
    }
    const body = feed.take(captured)
    if (body === undefined) {
      yield { unreadable: { offset, why: 'the file ends in a packet', cutOff: true } }
      return
    }
    const at = head.getUint32(0, little) * 1_000_000 + Math.floor(head.getUint32(4, little) / inMicroseconds)
    yield { packet: { at, link, bytes: bytesOf(body), length: head.getUint32(12, little) } }
  }
}
