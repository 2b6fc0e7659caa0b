/** `up` is from the client to the server. */
export type Direction = 'up' | 'down'

/** A fault in force, or waiting for its place. */
export interface Fault extends Effects {
  readonly direction: Direction | 'both'
  /** Of these connections only, counted from 1; who has connections chooses. */
  readonly connection?: Connections | undefined
  /** It takes effect behind this place, or right before it. */
  readonly after?: Place | undefined
  readonly before?: Place | undefined
  /** How often it still takes effect, over all connections and directions; any number of times when absent. */
  readonly budget?: { left: number } | undefined
  /** It has been reported already. */
  readonly quiet?: boolean | undefined
  /** Receives what its place could not be found by. */
  readonly failed?: ((error: unknown) => void) | undefined
  /** What has become of it, over all connections. */
  readonly account?: FaultAccount | undefined
}

/** What a fault does. Those that affect a number of bytes or a moment are done then, the others last. */
export interface Effects {
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
  /** How many of the next bytes go on in one piece: as soon as all are there, or nothing more comes. */
  readonly join?: number | undefined
  /** Milliseconds by which the next byte, and all behind it, comes later. */
  readonly delay?: number | undefined
  /** How many of the next bytes have their lowest bit turned over. */
  readonly corrupt?: number | undefined
  /** How many of the next bytes are lost. */
  readonly lose?: number | undefined
  readonly stop?: boolean | undefined
  /** Milliseconds in which nothing arrives; then both sides get a FIN. */
  readonly timeout?: number | undefined
  /** Milliseconds by which a FIN comes later. */
  readonly 'slow-close'?: number | undefined
  readonly reset?: boolean | undefined
  readonly 'half-close'?: boolean | undefined
  /** FIN to both sides, whatever the direction. */
  readonly close?: boolean | undefined
  readonly refuse?: boolean | undefined
}

/** The names of what a fault does. */
export type Effect = keyof Effects

/** Connections by their numbers from 1, or a share of them (above 0, at most 1). */
export type Connections = { readonly numbers: readonly number[] } | { readonly share: number }

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

/** A fault whose place has come: in force from now on, wherever it was looked for. */
export function withoutPlace<F extends Fault>(fault: F): F {
  const { account } = fault
  return {
    ...fault,
    after: undefined,
    before: undefined,
    budget: undefined,
    quiet: true,
    // Who follows it follows its place.
    account: account && { follow() {}, clear: () => account.clear() },
  }
}

/** What is still to come of faults that one fault has brought about; undefined when something has. */
export function missingOf(brought: readonly FollowedFault[]): string | undefined {
  const missing = brought.map((each) => each.missing())
  return missing.includes(undefined) ? undefined : missing.join(', and ')
}

/** A place in one direction of a connection: by bytes (`from: now` counts from the step on) or by content. */
export interface Place {
  readonly bytes?: number | undefined
  readonly from?: 'start' | 'now' | undefined
  /** A line that matches, with its line feed. */
  readonly line?: LinePattern | undefined
  /** These bytes. */
  readonly sequence?: Sequence | undefined
  /** Which match of a line or sequence; the first when absent. */
  readonly match?: number | undefined
  /** Where it is looked for, when that is not where the fault is. */
  readonly direction?: Direction | undefined
}

/** A regex as the author wrote it, tried on each line in bounded time: `RegexTooSlow` is thrown when one takes too long. */
export interface LinePattern {
  readonly shown: string
  test(line: string): boolean
}

/** Bytes that follow each other; undefined for any byte. */
export interface Sequence {
  readonly shown: string
  readonly bytes: readonly (number | undefined)[]
}
