import type { Span } from './span.ts'
import type { Alias, LaneInfo, RawRow } from './event.ts'

/** The rows of one run, in script order; the transcript is made from this and nothing else. */
/** Whole numbers, as texts, that can be asked for. */
export type Numbers = Pick<ReadonlySet<string>, 'has'>

export interface RawTranscript {
  readonly title: string
  readonly source: string
  /** ISO 8601, UTC: the wall clock at the scenario's start. */
  readonly startedAt: string
  readonly lanes: readonly LaneInfo[]
  /** Rows in script order; rows of step -1 (unmatched output) last. */
  readonly rows: readonly RawRow[]
  /** Rows that the transcript leaves out, where somebody has asked for them. */
  readonly unshown?: readonly RawRow[]
  readonly aliases: readonly Alias[]
  /** Every value of each variable that masks name, in order. */
  readonly captured: ReadonlyMap<string, readonly string[]>
  /** Whole numbers that the scenario itself has written, and that a drawn port may equal by accident. */
  readonly numbers?: Numbers
  /** The place of each step that ran, by its index. */
  readonly places?: readonly Span[]
  /** Actors with `tail: open`. */
  readonly open: readonly string[]
  /** Lanes with `rows: sorted`: rows of step -1 are written sorted. */
  readonly sorted: readonly string[]
}
