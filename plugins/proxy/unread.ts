import { readFileSync } from 'node:fs'
import type { Socket } from 'node:net'

/**
 * How many bytes the program at the other end has not read yet, when it runs on this machine and this is Linux: the receive
 * queue of its socket in /proc/net/tcp or tcp6 (proc(5)). Undefined where nothing tells.
 */
export function unreadBehind(socket: Socket): number | undefined {
  const { localAddress, localPort, remoteAddress, remotePort } = socket
  const own = rowEnd(localAddress, localPort)
  const peer = rowEnd(remoteAddress, remotePort)
  if (own === undefined || peer === undefined) return undefined
  // In tcp6 the same address has a prefix, which \w* passes over.
  const queues = new RegExp(String.raw`${peer} \w*${own} \w\w \w+:(\w+)`)
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    const row = queues.exec(tableOf(table))
    if (row !== null) return Number.parseInt(row[1] ?? '0', 16)
  }
  return undefined
}

/** The kernel hands such a table out a page at a time: read without waiting in between, or a long one takes seconds on a busy loop. */
function tableOf(path: string): string {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    return ''
  }
}

/** An IPv4 address and a port as these tables write them: the address in the machine's byte order. */
function rowEnd(address: string | undefined, port: number | undefined): string | undefined {
  const bytes = address?.replace('::ffff:', '').split('.').map(Number)
  if (bytes?.length !== 4 || port === undefined) return undefined
  return `${bytes
    .toReversed()
    .map((byte) => hex(byte, 2))
    .join('')}:${hex(port, 4)}`
}

const hex = (number: number, width: number) => number.toString(16).toUpperCase().padStart(width, '0')
