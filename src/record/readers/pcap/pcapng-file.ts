import { bytesOf, viewOf, type ByteFeed } from './byte-feed.ts'
import { longestPacket, type Packet, type Read } from './packet.ts'

/** What an interface description block says, as far as packets need it. */
interface Interface {
  readonly link: number
  /** How many microseconds one unit of its times is. */
  readonly unit: number
  /** Seconds to add to its times. */
  readonly offset: number
  readonly snapshot: number
}

/** One section: its order of bytes, and its interfaces in the order in which they are described. */
interface Section {
  readonly little: boolean
  readonly interfaces: Interface[]
}

const sectionHeader = 0x0a0d0d0a
const interfaceDescription = 1
const simplePacket = 3
const enhancedPacket = 6
/** Room for a packet and its options and comments. */
const longestBlock = longestPacket + 0x100000

/** The packets of a pcapng file (draft-ietf-opsawg-pcapng): blocks, each with its type, its length, its body and its length again. */
export function* pcapngPackets(feed: ByteFeed): Generator<Read> {
  let section: Section = { little: true, interfaces: [] }
  for (;;) {
    const offset = feed.offset
    const next = blockFrom(feed, section.little)
    if (next === undefined) return
    if ('why' in next) {
      yield { unreadable: { offset, ...next } }
      return
    }
    const { type, body, little } = next
    if (type === sectionHeader) section = { little, interfaces: [] }
    else if (type === interfaceDescription) {
      if (body.byteLength >= 8) section.interfaces.push(interfaceOf(body, little))
    } else if (type === enhancedPacket || type === simplePacket) {
      const packet = type === enhancedPacket ? enhanced(body, section) : simple(body, section)
      if (packet === undefined) {
        yield { unreadable: { offset, why: 'a packet does not fit into its block, or its interface is not described' } }
        return
      }
      yield { packet }
    }
  }
}

interface Block {
  readonly type: number
  readonly body: DataView
  readonly little: boolean
}

function blockFrom(feed: ByteFeed, littleBefore: boolean): Block | { why: string; cutOff?: boolean } | undefined {
  const start = feed.peek(12)
  if (start.byteLength === 0) return undefined
  if (start.byteLength < 12) return { why: 'the file ends in the header of a block', cutOff: true }
  const head = viewOf(start)
  const isSection = head.getUint32(0) === sectionHeader
  const little = isSection ? head.getUint32(8, true) === 0x1a2b3c4d : littleBefore
  if (isSection && !little && head.getUint32(8) !== 0x1a2b3c4d)
    return { why: 'the order of bytes of a section is unknown' }
  const length = head.getUint32(4, little)
  if (length < 12 || length % 4 !== 0 || length > longestBlock) return { why: `a block claims to have ${length} bytes` }
  const whole = feed.take(length)
  if (whole === undefined) return { why: 'the file ends in a block', cutOff: true }
  if (whole.getUint32(length - 4, little) !== length) return { why: 'the two lengths of a block differ' }
  return { type: whole.getUint32(0, little), body: viewOf(bytesOf(whole, 8, length - 4)), little }
}

const resolutionOption = 9
const offsetOption = 14

function interfaceOf(body: DataView, little: boolean): Interface {
  let unit = 1
  let offset = 0
  for (let at = 8; at + 4 <= body.byteLength;) {
    const code = body.getUint16(at, little)
    const length = body.getUint16(at + 2, little)
    if (code === 0 || at + 4 + length > body.byteLength) break
    if (code === resolutionOption && length === 1) unit = unitOf(body.getUint8(at + 4))
    if (code === offsetOption && length === 8) offset = Number(body.getBigInt64(at + 4, little))
    at += 4 + Math.ceil(length / 4) * 4
  }
  return { link: body.getUint16(0, little), unit, offset, snapshot: body.getUint32(4, little) }
}

/** A negative power of 10, or of 2 when the highest bit is set. */
const unitOf = (resolution: number): number =>
  resolution >= 0x80 ? 1_000_000 / 2 ** (resolution & 0x7f) : 1_000_000 / 10 ** resolution

function enhanced(body: DataView, { little, interfaces }: Section): Packet | undefined {
  if (body.byteLength < 20) return undefined
  const { link, unit, offset } = interfaces[body.getUint32(0, little)] ?? {}
  const captured = body.getUint32(12, little)
  if (link === undefined || unit === undefined || offset === undefined || 20 + captured > body.byteLength)
    return undefined
  const ticks = body.getUint32(4, little) * 2 ** 32 + body.getUint32(8, little)
  const at = Math.floor(ticks * unit) + offset * 1_000_000
  return { at, link, bytes: bytesOf(body, 20, 20 + captured), length: body.getUint32(16, little) }
}

/** It has no time: packets stand in their order all the same. */
function simple(body: DataView, { little, interfaces }: Section): Packet | undefined {
  const [first] = interfaces
  if (first === undefined || body.byteLength < 4) return undefined
  const length = body.getUint32(0, little)
  const captured = Math.min(length, first.snapshot === 0 ? length : first.snapshot, body.byteLength - 4)
  return { at: 0, link: first.link, bytes: bytesOf(body, 4, 4 + captured), length }
}
