import { bytesOf, viewOf } from './byte-feed.ts'
import type { Carried } from './ip.ts'

/** One end of a conversation. */
export interface Place {
  readonly host: string
  readonly port: number
}

/** A TCP segment or a UDP datagram, read. */
export interface Segment {
  readonly from: Place
  readonly to: Place
  readonly bytes: Uint8Array
  /** How many of its bytes the capture has cut off. */
  readonly cut: number
  readonly tcp?: {
    readonly sequence: number
    readonly acknowledged?: number
    readonly syn: boolean
    readonly fin: boolean
    readonly rst: boolean
  }
}

export const written = ({ host, port }: Place): string => (host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`)

/** Undefined when even the header was cut off. */
export function segmentOf(carried: Carried): Segment | undefined {
  const view = viewOf(carried.bytes)
  const isTcp = carried.protocol === 'tcp'
  if (view.byteLength < (isTcp ? 20 : 8)) return undefined
  const from = { host: carried.from, port: view.getUint16(0) }
  const to = { host: carried.to, port: view.getUint16(2) }
  // The header of UDP has eight bytes (RFC 768); that of TCP says how many words it has (RFC 9293, section 3.1).
  const header = isTcp ? (view.getUint8(12) >> 4) * 4 : 8
  const length = isTcp ? carried.length : Math.min(view.getUint16(4) || carried.length, carried.length)
  const bytes = bytesOf(view, header, length)
  const segment = { from, to, bytes, cut: Math.max(0, length - header - bytes.byteLength) }
  return isTcp ? { ...segment, tcp: flagsOf(view) } : segment
}

function flagsOf(view: DataView): Segment['tcp'] {
  const flags = view.getUint8(13)
  const acknowledges = (flags & 0x10) !== 0
  return {
    sequence: view.getUint32(4),
    ...(acknowledges ? { acknowledged: view.getUint32(8) } : {}),
    syn: (flags & 0x02) !== 0,
    fin: (flags & 0x01) !== 0,
    rst: (flags & 0x04) !== 0,
  }
}
