import type { Socket } from 'node:net'
import type { Lane } from '../model/actor.ts'
import type { ByteQueue } from './byte-queue.ts'
import { codeOf } from './errors.ts'

interface Side {
  readonly lane: Lane
  readonly ends: { readonly local?: string; readonly remote?: string }
  readonly socket: Socket
  /** The TCP socket: `socket` itself, or the one below TLS. */
  readonly below: Socket
}

/** By run: the connections that a step or a rule of ours has reset, from the side that did. */
const resets = new WeakMap<object, Set<string>>()

const pair = (from: string | undefined, to: string | undefined): string => `${from} ${to}`

/** This side sends an RST: to a peer in this run it is a real one, whenever it comes. */
export function noteReset({ lane, ends }: Side): void {
  let known = resets.get(lane.run)
  if (known === undefined) resets.set(lane.run, (known = new Set()))
  known.add(pair(ends.local, ends.remote))
}

/**
 * Whether an RST is only how a peer's kernel answers our end over TLS. The end is a record of its own there (close_notify, RFC 8446
 * section 6.1), and many programs leave without reading it: those unread bytes make their kernel send an RST instead of a FIN, or
 * answer with one what comes too late. Nothing is lost by it when all our data had left before. Without `error` an end was an RST.
 */
export function answersOurEnd({ lane, ends, socket, below }: Side, queue: ByteQueue, error?: Error): boolean {
  if (below === socket || !queue.sentAll) return false
  if (error !== undefined && !['ECONNRESET', 'EPIPE'].includes(codeOf(error))) return false
  return resets.get(lane.run)?.has(pair(ends.remote, ends.local)) !== true
}
