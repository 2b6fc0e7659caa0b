import type { Facts, Happening, Lane } from '../../../src/plugin.ts'
import type { Encoding } from './decoder.ts'

/** What makes one kind's connections differ from another's. */
export interface Manner {
  readonly allowHalfOpen?: boolean | undefined
  readonly timeout?: number | undefined
  readonly encoding?: Encoding | undefined
  readonly keepAliveDelay?: number | undefined
  /** It reads nothing before `resume`. */
  readonly paused?: boolean | undefined
  /** Facts that the address of its server or peer gives. */
  readonly facts?: Facts
  /** Ends of a Unix socket, which has no numbers. */
  readonly ends?: { readonly local?: string; readonly remote?: string } | undefined
  /** Stands in for `hear` on the lane: what came, chunk by chunk. */
  heard?(chunk: Buffer, connection: Talk): void
  /** The last byte has been heard. */
  heardAll?(connection: Talk): void
  /** What is queued has left after it had to be held back. */
  drained?(connection: Talk): void
  /** Bytes of a step, before they are sent. */
  encode?(bytes: Uint8Array, type: 'text' | 'binary'): Uint8Array
  /** What a failure report adds to the connection's state. */
  remark?(): string | undefined
  /** Gives something that happened the kind's own words. */
  telling?(event: Happening, connection: Talk): Happening
}

/** A connection as its manner sees it. */
export interface Talk {
  readonly lane: Lane
  /** True when our side has been ended, or is about to be. */
  readonly ending: boolean
  /** A step of ours leaves altogether. */
  readonly closing: boolean
  /** What the peer sent, to the lane, through the encoding if there is one. */
  hear(bytes: Buffer): void
  /** Sends without a step; false when the peer does not keep up. */
  write(bytes: Uint8Array): boolean
  /** Stops reading until the peer has taken what it was sent; a step's `pause` stands above it. */
  hold(held: boolean): void
  /** Ends this side behind what is queued, without a step's asking: nothing is told. */
  endAlong(): void
}
