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
  readonly harm?: { readonly at: number; readonly what: Harm }
}

export type Harm = 'reset' | 'half-close' | 'stop' | 'latency'

/** What went over a stream. */
export interface Stream extends StreamName {
  /** In bytes. */
  readonly length: number
  /** The first 64 KiB of it. */
  readonly bytes: Uint8Array
}

/** An actor that no wire leads to, or not everybody. */
export interface NotLed {
  readonly actor: string
  /** One sentence, and what to do about it. */
  readonly why: string
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
}
