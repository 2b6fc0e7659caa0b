import { bytesOf, viewOf } from './byte-feed.ts'

/** What a frame holds: an IP packet, and whether this machine sent it, where the link type says so. */
export interface Frame {
  readonly ip: Uint8Array
  readonly outgoing?: boolean
}

/** EtherTypes (IEEE 802 numbers, iana.org). */
const vlanTags = new Set([0x8100, 0x88a8, 0x9100])

/** Answers undefined for a frame without an IP packet. */
type Read = (view: DataView, bytes: Uint8Array) => Frame | undefined

/** By the numbers of tcpdump.org/linktypes.html. */
const links = new Map<number, { readonly name: string; readonly read: Read }>([
  [0, { name: 'BSD loopback', read: behind(4) }],
  [1, { name: 'Ethernet', read: ethernet }],
  [12, { name: 'raw IP', read: behind(0) }],
  [14, { name: 'raw IP', read: behind(0) }],
  [101, { name: 'raw IP', read: behind(0) }],
  [108, { name: 'OpenBSD loopback', read: behind(4) }],
  [113, { name: 'Linux cooked', read: cooked(16, 0) }],
  [228, { name: 'IPv4', read: behind(0) }],
  [229, { name: 'IPv6', read: behind(0) }],
  [276, { name: 'Linux cooked, version 2', read: cooked(20, 10) }],
])

export const knownLinks: readonly string[] = [...new Set([...links.values()].map(({ name }) => name))]

export const isKnownLink = (link: number): boolean => links.has(link)

/** The IP packet in a frame of a known link type; undefined when it holds something else, as ARP. */
export function frameOf(link: number, bytes: Uint8Array): Frame | undefined {
  return links.get(link)?.read(viewOf(bytes), bytes)
}

/** The header says only which version of IP follows, which the packet says as well. */
function behind(header: number): Read {
  return (_, bytes) => (bytes.byteLength > header ? { ip: bytes.subarray(header) } : undefined)
}

function ethernet(view: DataView): Frame | undefined {
  let at = 12
  while (at + 2 <= view.byteLength && vlanTags.has(view.getUint16(at))) at += 4
  if (at + 2 > view.byteLength || !isIp(view.getUint16(at))) return undefined
  return { ip: bytesOf(view, at + 2) }
}

/** `type`: where the packet type stands; 4 means that this machine sent it. In version 2 it is one byte, and the protocol comes first. */
function cooked(header: number, type: number): Read {
  return (view) => {
    if (view.byteLength < header) return undefined
    const isSecond = header === 20
    if (!isIp(view.getUint16(isSecond ? 0 : 14))) return undefined
    const direction = isSecond ? view.getUint8(type) : view.getUint16(type)
    return { ip: bytesOf(view, header), outgoing: direction === 4 }
  }
}

const isIp = (etherType: number): boolean => etherType === 0x0800 || etherType === 0x86dd
