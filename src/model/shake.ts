/** What one run of a shaken scenario is disturbed by. Plain JSON, so that a finding can be repeated and written down. */
export interface Plan {
  /** What wires do to the streams between actors. */
  readonly faults: readonly PlannedFault[]
  /** The seed by which independent actors of one `start` or `connect` are made ready in another order; as written when absent. */
  readonly order?: number
  /** The seed of random cuts in what lanes receive; none when absent. */
  readonly pieces?: number
}

/** `up` is to the actor that listens. */
export type StreamDirection = 'up' | 'down'

/** Which stream: one direction of a connection to this actor. Connections count from 1, in the order in which the wire accepts them. */
export interface StreamName {
  readonly actor: string
  readonly connection: number
  readonly direction: StreamDirection
}

/** What happens to one stream. All places are numbers of bytes that have gone by: 7 is between byte 7 and byte 8. */
export interface PlannedFault extends StreamName {
  /** Rising. Each piece is read before the next is sent. */
  readonly cuts?: readonly number[]
  /** Bytes from `from` up to `to` arrive in one piece: they are held until all are there, or the sender stops. */
  readonly joins?: readonly { readonly from: number; readonly to: number }[]
  /** What follows byte `at` comes so much later. */
  readonly delays?: readonly { readonly at: number; readonly milliseconds: number }[]
  readonly breaks?: { readonly at: number; readonly what: BreakKind }
}

/** How a connection is broken: `latency` only delays what follows. */
export type BreakKind = (typeof breakKinds)[number]
export const breakKinds = ['reset', 'half-close', 'stop', 'latency'] as const

/** What went over a stream. */
export interface Stream extends StreamName {
  /** In bytes. */
  readonly length: number
  /** The first 64 KiB of it. */
  readonly bytes: Uint8Array
  /** After so many bytes the other side spoke next: where messages end. Rising. */
  readonly messages?: readonly number[]
  /** Where secrets stand in `bytes`, which nothing may show. Rising. */
  readonly secrets?: readonly ByteRange[]
}

/** From byte `from` up to `to`, counted from 0. */
export interface ByteRange {
  readonly from: number
  readonly to: number
}

/** Something that actors send each other and no wire passes on. */
export interface NotLed {
  /** One sentence without its full stop. */
  readonly message: string
  /** What to do about it. */
  readonly hint: string
}

/** Runs that came to the same when a connection was broken. */
export interface CrashRow {
  /** From 1. */
  readonly runs: readonly number[]
  readonly what: BreakKind
  /** `server#1 up`. */
  readonly stream: string
  /** After so many bytes of it, one for each run. */
  readonly at: readonly number[]
  /** Of the stream in the run that nothing was done to, in bytes. */
  readonly length: number
  /** The bytes around these places, with `│` at each. */
  readonly excerpt: string
  /** The step that missed something, and so was the last of the steps; absent where all were run. */
  readonly endedAt?: { readonly line: number; readonly verb: string }
  /** What became of each actor, by its name: `running`, `exited 1`, `crashed: Error: read ECONNRESET`. Who has not been started is missing. */
  readonly became: Readonly<Record<string, string>>
  /** What should not be so: a sentence. */
  readonly wrong?: string
}

/** Where connections of a scenario were broken, and what became of each actor. */
export interface CrashMatrix {
  readonly actors: readonly string[]
  /** In the order of the conversation for each way to break it; equal ones that follow each other are one. */
  readonly rows: readonly CrashRow[]
}

/** How a scenario was shaken, of which the result is reported. */
export interface Shaken {
  /** So many runs with a plan of their own; those that confirm and shrink a finding are not counted. */
  readonly runs: number
  /** Absent where the plans were given. */
  readonly seed?: number
  /** Streams that were led through wires. */
  readonly streams: number
  /** The run that found something, from 1. */
  readonly found?: number
  /** What was found, shrunk. */
  readonly plan?: Plan
  /** Of connections that were broken. */
  readonly crashes?: CrashMatrix
  /** Flags with which `scenario shake` does the same to it again: `--seed`, `42`. */
  readonly again?: readonly string[]
}
