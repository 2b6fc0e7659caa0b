import { endianness } from 'node:os'
import { socketsOf } from './listening.ts'
import { allConnections, connectionsIn, type InternetRow } from './tables.ts'

/** The two ends of a connection, such as `tcp:127.0.0.1:9000`. */
export interface Ends {
  readonly local?: string
  readonly remote?: string
}

/** Bytes of one direction of a TCP connection that are on their way. */
export interface TcpQueues {
  /** Written here, and not acknowledged by the other end's kernel. */
  readonly unsent: number
  /** Received by the other end's kernel, and not read by its program; undefined when that is on another machine. */
  readonly unread: number | undefined
  /** The other end's socket, as a descriptor's link names it; undefined like that, and while nobody has accepted it. */
  readonly inode: string | undefined
}

/** Rows of a table by their pair of addresses, at least those of the pairs that are asked for. */
type Connections = typeof connectionsIn

/** Connections as they are now: each table is read once, when it is first asked for. For who asks for many of them at once. */
export function connectionsNow(): Connections {
  const tables = new Map<string, ReturnType<Connections>>()
  return (table) => {
    const known = tables.get(table) ?? allConnections(table)
    tables.set(table, known)
    return known
  }
}

/** The queues between two ends, from the kernel's tables; undefined where there are no tables, or no such connection. */
export function tcpQueues(ends: Ends | undefined, connections: Connections = connectionsIn): TcpQueues | undefined {
  const own = placeOf(ends?.local)
  const peer = placeOf(ends?.remote)
  if (own === undefined || peer === undefined) return undefined
  const out = own.flatMap((local) => peer.map((remote) => `${local} ${remote}`))
  const back = peer.flatMap((local) => own.map((remote) => `${local} ${remote}`))
  let unsent: number | undefined
  let other: InternetRow | undefined
  for (const table of ['tcp', 'tcp6'] as const) {
    const rows = connections(table, [...out, ...back])
    const rowOf = (pairs: readonly string[]) => pairs.map((pair) => rows.get(pair)).find((row) => row !== undefined)
    unsent ??= rowOf(out)?.unsent
    other ??= rowOf(back)
    // The kernel walks through all its connections for each table, which takes it milliseconds.
    if (unsent !== undefined && other !== undefined) break
  }
  return unsent === undefined ? undefined : { unsent, ...receiver(other) }
}

/** A connection that nobody has accepted has no inode. */
const receiver = (row: InternetRow | undefined): Pick<TcpQueues, 'unread' | 'inode'> => ({
  unread: row?.unread,
  inode: row?.inode === '0' ? undefined : row?.inode,
})

/**
 * Bytes that TCP sockets of these processes have written, and that the kernel of the other end has not acknowledged: such a one may hold
 * more back until then (RFC 896). 0 where the system does not show it.
 */
export function unsentBy(pids: readonly number[]): number {
  const held = new Set(pids.flatMap((pid) => [...(socketsOf(pid) ?? [])]))
  if (held.size === 0) return 0
  const rows = (['tcp', 'tcp6'] as const).flatMap((table) => [...allConnections(table).values()])
  return rows.reduce((sum, { inode, unsent }) => sum + (held.has(inode) ? unsent : 0), 0)
}

/** An end as the tables may write it: each 32 bits of the address in the machine's byte order; IPv4 also inside IPv6. */
function placeOf(end: string | undefined): readonly string[] | undefined {
  const [, v6, v4, port] = /^tcp:(?:\[(.*)\]|(.*)):(\d+)$/.exec(end ?? '') ?? []
  if (port === undefined) return undefined
  const suffix = `:${hex(Number(port), 4)}`
  if (v4 !== undefined) {
    const word = wordOf(v4.split('.').map((byte) => hex(Number(byte), 2)))
    return [word + suffix, `${'0'.repeat(16)}${wordOf(['00', '00', 'FF', 'FF'])}${word}${suffix}`]
  }
  const groups = groupsOf(v6 ?? '')
  let address = ''
  for (let at = 0; at < 8; at += 2) {
    const four = `${groups[at]}${groups[at + 1]}`
    address += wordOf([0, 2, 4, 6].map((from) => four.slice(from, from + 2)))
  }
  return [address + suffix]
}

/** The eight groups of an IPv6 address, four digits each. */
function groupsOf(address: string): string[] {
  const [head = '', tail] = address.replace(/%.*$/, '').split('::')
  const split = (part: string | undefined) => (part === undefined || part === '' ? [] : part.split(':'))
  const [before, after] = [split(head), split(tail)]
  const between = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0')
  return [...before, ...between, ...after].map((group) => group.toUpperCase().padStart(4, '0'))
}

const wordOf = (bytes: readonly string[]): string => (endianness() === 'LE' ? bytes.toReversed() : bytes).join('')

const hex = (number: number, width: number): string => number.toString(16).toUpperCase().padStart(width, '0')
