/** A TCP segment or a UDP datagram to be written into a capture. */
export interface Wire {
  readonly from: readonly [string, number]
  readonly to: readonly [string, number]
  readonly bytes?: Uint8Array | string
  readonly sequence?: number
  readonly acknowledged?: number
  readonly flags?: string
}

/** A pcap file of raw IP packets (link type 101), a millisecond apart. */
export const pcapOf = (packets: readonly Wire[], link = 101): Buffer =>
  Buffer.concat([pcapHeader(link), ...packets.map((packet, index) => record(ipOf(packet), index))])

export function pcapHeader(link: number): Buffer {
  const header = Buffer.alloc(24)
  header.writeUInt32LE(0xa1b2c3d4, 0)
  header.writeUInt16LE(2, 4)
  header.writeUInt16LE(4, 6)
  header.writeUInt32LE(262_144, 16)
  header.writeUInt32LE(link, 20)
  return header
}

export function record(bytes: Buffer, index: number, length = bytes.length): Buffer {
  const head = Buffer.alloc(16)
  head.writeUInt32LE(1_700_000_000 + Math.floor(index / 1000), 0)
  head.writeUInt32LE((index % 1000) * 1000, 4)
  head.writeUInt32LE(bytes.length, 8)
  head.writeUInt32LE(length, 12)
  return Buffer.concat([head, bytes])
}

export function ipOf(packet: Wire): Buffer {
  const carried = packet.flags === undefined ? udp(packet) : tcp(packet)
  const ip = Buffer.alloc(20)
  ip[0] = 0x45
  ip.writeUInt16BE(20 + carried.length, 2)
  ip[9] = packet.flags === undefined ? 17 : 6
  for (const [index, byte] of [...packet.from[0].split('.'), ...packet.to[0].split('.')].entries())
    ip[12 + index] = Number(byte)
  return Buffer.concat([ip, carried])
}

function tcp({ from, to, bytes = '', sequence = 0, acknowledged, flags = '' }: Wire): Buffer {
  const header = Buffer.alloc(20)
  header.writeUInt16BE(from[1], 0)
  header.writeUInt16BE(to[1], 2)
  header.writeUInt32BE(sequence >>> 0, 4)
  header.writeUInt32BE((acknowledged ?? 0) >>> 0, 8)
  header[12] = 0x50
  header[13] =
    (flags.includes('S') ? 2 : 0) |
    (flags.includes('F') ? 1 : 0) |
    (flags.includes('R') ? 4 : 0) |
    (acknowledged === undefined ? 0 : 16)
  return Buffer.concat([header, Buffer.from(bytes)])
}

function udp({ from, to, bytes = '' }: Wire): Buffer {
  const content = Buffer.from(bytes)
  const header = Buffer.alloc(8)
  header.writeUInt16BE(from[1], 0)
  header.writeUInt16BE(to[1], 2)
  header.writeUInt16BE(8 + content.length, 4)
  return Buffer.concat([header, content])
}
