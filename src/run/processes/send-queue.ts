import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import type { Actor } from '../../model/actor.ts'

/** Milliseconds after which a peer that is no actor of ours has read what its kernel has (measured: FIN and RST are then told apart always). */
const grace = 30

/** Resolves when nothing is queued in the program, nothing in the kernel's send queue, and the peer has had time to read. */
export async function sentHasLeft(ends: Actor['ends'], busy: () => boolean): Promise<void> {
  while (busy() || queued(ends) > 0) await pause(1)
  await pause(grace)
}

/** Bytes in the kernel's send queue of a TCP socket, from /proc/net/tcp; 0 where there is no such table. */
function queued(ends: Actor['ends']): number {
  const [, address, port] = /^tcp:(.*):(\d+)$/.exec(ends?.local ?? '') ?? []
  if (address === undefined || port === undefined) return 0
  const suffix = `:${Number(port).toString(16).toUpperCase().padStart(4, '0')}`
  for (const table of ['tcp', 'tcp6']) {
    let text: string
    try {
      text = readFileSync(`/proc/net/${table}`, 'latin1')
    } catch {
      return 0
    }
    for (const row of text.split('\n').slice(1)) {
      const fields = row.trim().split(/\s+/)
      // State 0A is a listener, whose queue is its backlog.
      if (fields[1]?.endsWith(suffix) === true && fields[3] !== '0A')
        return Number.parseInt(fields[4]?.split(':')[0] ?? '0', 16)
    }
  }
  return 0
}
