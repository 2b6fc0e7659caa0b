import { setTimeout as pause } from 'node:timers/promises'
import type { TcpQueues } from '../../kernel/tcp-queues.ts'

/** Milliseconds after which a peer has read what its kernel has, where this cannot be measured (long enough to distinguish FIN and RST). */
const grace = 30
/** A peer in this process reads between two looks: a busy machine may let the whole grace pass in one. */
const leastLooks = 10

/**
 * Resolves when nothing is queued in the program, nothing in the kernel's send queue, and the peer has read it or has had time to;
 * or when the result is not wanted any more.
 */
export async function sentHasLeft(
  queues: () => TcpQueues | undefined,
  busy: () => boolean,
  wanted: () => boolean,
): Promise<void> {
  while (wanted() && (busy() || (queues()?.unsent ?? 0) > 0)) await pause(1)
  const patience = AbortSignal.timeout(grace)
  for (let looks = 0; wanted() && (looks < leastLooks || !patience.aborted); looks++) {
    if (queues()?.unread === 0) return
    await pause(1)
  }
}
