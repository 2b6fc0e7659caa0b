import { closeSync, openSync, readSync } from 'node:fs'

const buffer = Buffer.allocUnsafe(64 * 1024)
/** TCP_LISTEN in include/net/tcp_states.h */
const listens = '0A'
/** A page is what the kernel makes at a time; one that has room for another row was the last. */
const page = 4096
const longestRow = 256

/**
 * The rows of a table under /proc/net, split into words; undefined where there is none. Of `tcp` and `tcp6` only the sockets
 * that listen: the kernel writes them first, and the thousands that may wait behind them (TIME_WAIT) would cost tens of
 * milliseconds at every look.
 */
export function socketsIn(table: 'tcp' | 'tcp6' | 'udp' | 'udp6' | 'unix'): string[][] | undefined {
  let file: number
  try {
    file = openSync(`/proc/net/${table}`, 'r')
  } catch {
    return undefined
  }
  const rows: string[][] = []
  const tcp = table.startsWith('tcp')
  try {
    let rest = ''
    let header = true
    for (;;) {
      const length = readSync(file, buffer, 0, tcp ? page : buffer.length, null)
      const lines = (rest + buffer.toString('latin1', 0, length)).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) {
        const row = line.trim().split(/\s+/)
        if (header) header = false
        else if (tcp && row[3] !== listens) return rows
        else if (row.length > 6) rows.push(row)
      }
      // Asking once more would make the kernel walk through all its connections again.
      if (length === 0 || (tcp && length < page - longestRow)) return rows
    }
  } catch {
    return undefined
  } finally {
    closeSync(file)
  }
}
