import { closeSync, openSync, readSync } from 'node:fs'

type InternetTable = 'tcp' | 'tcp6' | 'udp' | 'udp6'

/** A row of a table of internet sockets (proc(5)). Addresses are as the kernel writes them: `0100007F:2328`. */
export interface InternetRow {
  readonly local: string
  readonly remote: string
  /** Bytes that were written and are not acknowledged, and bytes that were received and are not read. */
  readonly unsent: number
  readonly unread: number
  readonly inode: string
}

/** A row of the table of Unix sockets. An abstract name begins with `@`, and each zero byte in it is an `@`. */
export interface UnixRow {
  readonly path: string
  readonly inode: string
  readonly listens: boolean
}

/** TCP_LISTEN in include/net/tcp_states.h */
const listening = '0A'
/** __SO_ACCEPTCON in a row's flags, include/uapi/linux/net.h */
const acceptsConnections = 0x10000

/**
 * Sockets that listen, or for UDP those that are bound; undefined where there is no such table. The kernel writes listening sockets
 * first, and the thousands that may wait behind them (TIME_WAIT) would cost tens of milliseconds at every look.
 */
export function listeningIn(table: InternetTable): InternetRow[] | undefined {
  const rows: InternetRow[] = []
  const tcp = table.startsWith('tcp')
  const read = eachRow(table, (row) => {
    const words = wordsOf(row)
    if (tcp && words[3] !== listening) return false
    if (words.length > 6) rows.push(internetRow(words))
    return true
  })
  return read ? rows : undefined
}

/** The first row between each of these pairs of addresses (`0100007F:2328 0100007F:A1B2`), by the pair. */
export function connectionsIn(table: 'tcp' | 'tcp6', pairs: readonly string[]): ReadonlyMap<string, InternetRow> {
  const found = new Map<string, InternetRow>()
  eachRow(table, (row) => {
    const pair = pairs.find((each) => row.includes(` ${each} `))
    if (pair !== undefined && !found.has(pair)) found.set(pair, internetRow(wordsOf(row)))
    return true
  })
  return found
}

/** The first row of each pair of addresses, by the pair. */
export function allConnections(table: 'tcp' | 'tcp6'): ReadonlyMap<string, InternetRow> {
  const found = new Map<string, InternetRow>()
  eachRow(table, (row) => {
    const read = internetRow(wordsOf(row))
    const pair = `${read.local} ${read.remote}`
    if (!found.has(pair)) found.set(pair, read)
    return true
  })
  return found
}

/** All Unix sockets that have a name; undefined where there is no such table. */
export function unixSockets(): UnixRow[] | undefined {
  const rows: UnixRow[] = []
  const read = eachRow('unix', (row) => {
    // Num RefCount Protocol Flags Type St Inode Path
    const [, , , flags = '0', , , inode = '', ...path] = wordsOf(row)
    if (path.length > 0)
      rows.push({ path: path.join(' '), inode, listens: (Number.parseInt(flags, 16) & acceptsConnections) !== 0 })
    return true
  })
  return read ? rows : undefined
}

export const portIn = (address: string): number => Number.parseInt(address.split(':')[1] ?? '', 16)

const wordsOf = (row: string): string[] => row.trim().split(/\s+/)

// sl local_address rem_address st tx:rx tr:when retrnsmt uid timeout inode
function internetRow([, local = '', remote = '', , queues = '', , , , , inode = '']: readonly string[]): InternetRow {
  const [unsent = '', unread = ''] = queues.split(':')
  return { local, remote, unsent: Number.parseInt(unsent, 16), unread: Number.parseInt(unread, 16), inode }
}

/** A page is what the kernel makes at a time; one that has room for another row was the last. */
const page = 4096
const longestRow = 256
const buffer = Buffer.allocUnsafe(64 * 1024)

/**
 * Calls `look` with each row of a table under /proc/net until it answers false; false where there is no such table. It reads without
 * waiting in between: one page at a time on a busy event loop would take seconds.
 */
function eachRow(table: InternetTable | 'unix', look: (row: string) => boolean): boolean {
  let file: number | undefined
  const tcp = table.startsWith('tcp')
  try {
    file = openSync(`/proc/net/${table}`, 'r')
    let rest = ''
    for (let header = true; ;) {
      const length = readSync(file, buffer, 0, tcp ? page : buffer.length, null)
      const rows = (rest + buffer.toString('latin1', 0, length)).split('\n')
      rest = rows.pop() ?? ''
      for (const row of rows) {
        if (!header && !look(row)) return true
        header = false
      }
      // Asking once more would make the kernel walk through all its connections again.
      if (length === 0 || (tcp && length < page - longestRow)) return true
    }
  } catch {
    return false
  } finally {
    if (file !== undefined) closeSync(file)
  }
}
