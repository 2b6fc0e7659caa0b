import type { Socket } from 'node:net'
import type { Facts, LaneEvent, Lane } from '../model/actor.ts'
import type { Encoding } from './decoder.ts'

/** What makes one kind's connections differ from another's. */
export interface Behaviour {
  readonly allowHalfOpen?: boolean | undefined
  /** Milliseconds of silence after which the event `timeout` comes. */
  readonly timeout?: number | undefined
  readonly encoding?: Encoding | undefined
  readonly keepAliveDelay?: number | undefined
  /** It reads nothing before `resume`. */
  readonly paused?: boolean | undefined
  /** Facts that do not change. */
  readonly facts?: Facts | undefined
  /** Ends of a Unix socket, which has no numbers. */
  readonly ends?: { readonly local?: string; readonly remote?: string } | undefined
  /** The TCP socket below a TLS socket: RST and the names of its ends are its business. */
  readonly below?: Socket | undefined
  /** What came, chunk by chunk, instead of `receive`. */
  received?(chunk: Buffer, connection: Talk): void
  /** The connection is up, and its event on the lane. */
  greet?(connection: Talk): void
  /** The last byte has been received. */
  receivedAll?(connection: Talk): void
  /** The peer has ended its side, and the event is on the lane; true when our side is ended here, or stays open. */
  ended?(connection: Talk): boolean
  /** It goes on over another socket, as one of TLS: hands over what it has kept of what came, which belongs to no line of what comes now. */
  upgraded?(): Uint8Array
  /** Nothing can happen to it any more. */
  gone?(): void
  /** Milliseconds until it does something by itself. */
  dueIn?(): number | undefined
  /** What is queued has left after it had to be held back. */
  drained?(connection: Talk): void
  /** Bytes of a step, before they are sent. */
  encode?(bytes: Uint8Array, type: 'text' | 'binary'): Uint8Array
  /** What a failure report adds to the connection's state. */
  remark?(): string | undefined
  /** Gives an event the kind's own words. */
  translate?(event: LaneEvent, connection: Talk): LaneEvent
}

/** A connection as its kind sees it. */
export interface Talk {
  readonly lane: Lane
  /** True when our side has been ended, or is about to be. */
  readonly ending: boolean
  /** A step of ours leaves altogether. */
  readonly closing: boolean
  /** What the peer sent, to the lane, through the encoding if there is one; `ignored` when it does not count. */
  receive(bytes: Buffer, ignored?: boolean): void
  /** Bytes that are about to be written, as the kind sends them. */
  encode(bytes: Uint8Array, type: 'text' | 'binary'): Uint8Array
  /** Sends without a step; false when the peer does not keep up. */
  write(bytes: Uint8Array): boolean
  /** Stops reading until the peer has taken what it was sent; a step's `pause` stands above it. */
  hold(held: boolean): void
  /** Ends this side behind what is queued, without a step: no row. */
  endAlong(): void
  /** Sends RST behind what is queued, without a step. */
  resetAlong(): void
}
