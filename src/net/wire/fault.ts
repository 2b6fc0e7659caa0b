/** `up` is from the client to the server. */
export type Direction = 'up' | 'down'

/** A fault in force, or waiting for its place. */
export interface Fault {
  readonly direction: Direction | 'both'
  /** Of this connection only, counted from 1. */
  readonly connection?: number | undefined
  readonly after?: Place | undefined
  /** Milliseconds. */
  readonly latency?: number | undefined
  /** Milliseconds by which a segment is at most earlier or later. */
  readonly jitter?: number | undefined
  /** Bytes a second. */
  readonly bandwidth?: number | undefined
  /** The longest piece in bytes. */
  readonly slice?: number | undefined
  /** Where to cut: behind so many bytes, counted from where the fault comes into force, rising. */
  readonly split?: readonly number[] | undefined
  /** How many of the next bytes have their lowest bit turned over. */
  readonly corrupt?: number | undefined
  readonly stop?: boolean | undefined
  readonly reset?: boolean | undefined
  readonly 'half-close'?: boolean | undefined
  readonly refuse?: boolean | undefined
  readonly clear?: boolean | undefined
  /** Receives what its place could not be found by. */
  readonly failed?: ((error: unknown) => void) | undefined
  /** What has become of it, over all connections. */
  readonly account?: FaultAccount | undefined
}

/** Who follows a fault from its step on: it has copies for connections and directions. */
export interface FaultAccount {
  /** A direction of a connection has it. */
  follow(followed: FollowedFault): void
  /** A step has cleared it, or a part of it. */
  clear(): void
}

/** A fault in one direction of one connection, as its account asks about it. */
export interface FollowedFault {
  readonly connection: number
  /** What is still to come, as in `6 of 200 bytes had passed up`; undefined when it has done everything that it is for. */
  missing(): string | undefined
  /** So many bytes or lines have passed on the way to it, so that the nearest of several is named. */
  readonly progress: number
}

/** Behind so many bytes of a connection in this direction (`from: now` counts from the step on), or behind the first line that matches. */
export interface Place {
  readonly bytes?: number | undefined
  readonly from?: 'start' | 'now' | undefined
  readonly line?: LinePattern | undefined
}

/** A regex as the author wrote it, tried on each line in bounded time: `RegexTooSlow` is thrown when one takes too long. */
export interface LinePattern {
  readonly shown: string
  test(line: string): boolean
}

/** What a fault does, in the order in which it is named. */
export const effects = [
  'latency',
  'jitter',
  'bandwidth',
  'slice',
  'split',
  'corrupt',
  'stop',
  'reset',
  'half-close',
  'refuse',
  'clear',
] as const
