import { readFileSync } from 'node:fs'
import { endianness } from 'node:os'
import type { Actor } from '../../model/actor.ts'

/** Bytes of one direction of a TCP connection that are on their way. */
export interface TcpQueues {
  /** Written here, and not acknowledged by the other end's kernel. */
  readonly unsent: number
  /** Received by the other end's kernel, and not read by its program; undefined when that is on another machine. */
  readonly unread: number | undefined
}

/**
 * The queues between two ends (`tcp:127.0.0.1:9000`), as /proc/net/tcp and tcp6 tell them (proc(5)); undefined where there are no
 * such tables, or no such connection.
 */
export function tcpQueues(ends: Actor['ends']): TcpQueues | undefined {
  const own = placeOf(ends?.local)
  const peer = placeOf(ends?.remote)
  if (own === undefined || peer === undefined) return undefined
  let unsent: number | undefined
  let unread: number | undefined
  for (const table of tables) {
    const text = tableOf(table)
    unsent ??= columnOf(text, own, peer, 1)
    unread ??= columnOf(text, peer, own, 2)
    // The kernel walks through all its connections for each table, which takes it milliseconds.
    if (unsent !== undefined && unread !== undefined) break
  }
  return unsent === undefined ? undefined : { unsent, unread }
}

const tables = ['/proc/net/tcp', '/proc/net/tcp6'] as const

/** The kernel hands such a table out a page at a time: read without waiting in between, or a long one takes seconds on a busy loop. */
function tableOf(path: string): string {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    return ''
  }
}

/** The length of the send queue (1) or of the receive queue (2) of the socket between these two places. */
function columnOf(
  table: string,
  local: readonly string[],
  remote: readonly string[],
  column: 1 | 2,
): number | undefined {
  for (const one of local) {
    for (const other of remote) {
      const row = new RegExp(` ${one} ${other} \\w\\w (\\w+):(\\w+) `).exec(table)
      if (row !== null) return Number.parseInt(row[column] as string, 16)
    }
  }
  return undefined
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
