import type { Event, Status, TerminalEvent } from './event.ts'
import type { Transcript } from './transcript.ts'

/**
 * One run as a plain value: what it looked like at each moment, and what passed between its actors. The report's page and the pictures
 * that move are made from this and nothing else. Rows are named by their index in `transcript.rows`, steps by theirs in the order in which
 * they ran.
 */
export interface Replay {
  /** Rows of a recording are in their true order of arrival, those of a transcript in script order. */
  readonly transcript: Transcript
  /** Microseconds since the start, for each row; never less than that of the row before. */
  readonly times: readonly number[]
  /** True for a recording; the times of a transcript are whole seconds. */
  readonly exact: boolean
  /** The steps that ran, in their order; none of a transcript. */
  readonly steps: readonly ReplayStep[]
  /** What was received and sent, as it came, in order of arrival; none of a transcript. */
  readonly chunks: readonly Chunk[]
  /** How many bytes of further chunks a report has not taken, where they were too many for it. */
  readonly bytesLeftOut?: number
  /** Events of connections and programs, whether or not they have a row; absent of a transcript. */
  readonly events?: readonly ReplayEvent[]
  /** What programs wrote to their terminals, in order of arrival; absent of a transcript, and of a run that has secrets. */
  readonly terminals?: readonly TerminalEvent[]
  /** How the run ended; absent of a transcript, and where the recording ends before. */
  readonly verdict?: ReplayVerdict
  /** Microseconds from the start to the last event. */
  readonly duration: number
}

/** A step of a run: when it began, and where it is written (a line from 1; `file` where that is not the scenario's own). */
export type ReplayStep = Omit<Extract<Event, { type: 'step' }>, 'type'>

/** An event, in words as transcripts have them (`FIN sent`); `teardown` where the runner did it at the end. */
export type ReplayEvent = Omit<Extract<Event, { type: 'event' }>, 'type'>

/** Bytes that a lane received, or sent, at once. */
export interface Chunk {
  /** Microseconds since the start. */
  readonly at: number
  readonly lane: string
  readonly direction: 'received' | 'sent'
  /** Such as `stderr`, where it is not the lane's only one. */
  readonly stream?: string
  readonly bytes: Uint8Array
  /** How often in a row, where it was sent more than once. */
  readonly times?: number
}

/** The end of a run: of a failure its message, whose it is, the line it points at (from 1), and the verb of its step. */
export interface ReplayVerdict {
  readonly at: number
  readonly status: Status
  readonly message?: string
  readonly lane?: string
  readonly line?: number
  readonly verb?: string
}
