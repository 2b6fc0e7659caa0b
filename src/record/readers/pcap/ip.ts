import { bytesOf, viewOf } from './byte-feed.ts'

/** A TCP segment or a UDP datagram between two places. */
export interface Carried {
  readonly protocol: 'tcp' | 'udp'
  readonly from: string
  readonly to: string
  /** From its own header on. */
  readonly bytes: Uint8Array
  /** How many bytes it had on the wire. */
  readonly length: number
}

export type InIp = Carried | 'fragment' | undefined

/** What an IP packet carries; undefined for other protocols and for what is too short. */
export function carriedBy(ip: Uint8Array, length: number): InIp {
  if (ip.byteLength < 20) return undefined
  const view = viewOf(ip)
  const version = view.getUint8(0) >> 4
  if (version === 4) return inVersion4(view, length)
  return version === 6 && ip.byteLength >= 40 ? inVersion6(view, length) : undefined
}

/** RFC 791, section 3.1. */
function inVersion4(view: DataView, length: number): InIp {
  const header = (view.getUint8(0) & 0x0f) * 4
  const protocol = protocolOf(view.getUint8(9))
  if (header < 20 || protocol === undefined) return undefined
  // More fragments follow, or this is not the first.
  if ((view.getUint16(6) & 0x3fff) !== 0) return 'fragment'
  // A length of 0 is that of a segment which the network card will cut (TCP segmentation offload): all of it is there.
  const total = view.getUint16(2) === 0 ? length : view.getUint16(2)
  return {
    protocol,
    from: address4(view, 12),
    to: address4(view, 16),
    bytes: bytesOf(view, header, total),
    length: total - header,
  }
}

const hopByHop = 0
const routing = 43
const fragment = 44
const destination = 60

/** RFC 8200, sections 3 and 4. */
function inVersion6(view: DataView, length: number): InIp {
  const payload = view.getUint16(4)
  const end = payload === 0 ? length : 40 + payload
  let next = view.getUint8(6)
  let at = 40
  while ((next === hopByHop || next === routing || next === destination) && at + 8 <= view.byteLength) {
    next = view.getUint8(at)
    at += (view.getUint8(at + 1) + 1) * 8
  }
  if (next === fragment) return 'fragment'
  const protocol = protocolOf(next)
  if (protocol === undefined || at > view.byteLength) return undefined
  return { protocol, from: address6(view, 8), to: address6(view, 24), bytes: bytesOf(view, at, end), length: end - at }
}

const protocolOf = (number: number): Carried['protocol'] | undefined =>
  number === 6 ? 'tcp' : number === 17 ? 'udp' : undefined

const address4 = (view: DataView, at: number): string => [0, 1, 2, 3].map((byte) => view.getUint8(at + byte)).join('.')

/** In the short form of RFC 5952: the longest stretch of zeros is `::`. */
function address6(view: DataView, at: number): string {
  const groups = Array.from({ length: 8 }, (_, group) => view.getUint16(at + group * 2).toString(16)).join(':')
  const zeros = [...groups.matchAll(/(?<![\da-f])0(?::0)+(?![\da-f])/g)].map(([stretch]) => stretch)
  const longest = zeros.sort((one, other) => other.length - one.length)[0]
  return longest === undefined ? groups : groups.replace(new RegExp(`:?\\b${longest}\\b:?`), '::')
}
