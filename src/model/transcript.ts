import type { LaneInfo, Mark } from './event.ts'
import type { StyledRun } from './screen.ts'

/** What people read, commit and compare. Equal conversations give equal rows; times and header never count. */
export interface Transcript {
  readonly title: string
  /** The scenario's path as the header shows it. */
  readonly source: string
  /** `2026-11-22 18:25:37 UTC`. */
  readonly recorded: string
  readonly lanes: readonly LaneInfo[]
  readonly rows: readonly Row[]
  /** Actors whose unread tail never ends, also on the lanes of their connections: both sides agree as far as the shorter one goes. */
  readonly open?: readonly string[]
}

export interface Row {
  /** Whole seconds since the start. */
  readonly at: number
  readonly lane: string
  readonly mark: Mark
  /** Printable: escaped, masked and renamed already. */
  readonly text: string
  /** How a row of a screen looks, for pictures of this run; no transcript has it. */
  readonly styles?: readonly StyledRun[]
  /** True for unmatched output; only that may differ in length when the lane's tail is open. */
  readonly tail?: boolean
  /** How a run that failed ended, for pictures of this run; no transcript has it. */
  readonly verdict?: true
  /** The step that it belongs to, in the order in which steps ran; of a row of this run, not one that was read. */
  readonly step?: number
}

/** How two transcripts differ, lane by lane; empty `lanes` means they are the same. */
export interface Difference {
  readonly lanes: readonly LaneDifference[]
  /** The received row at the first difference, in script order. */
  readonly parts?: { readonly lane: string; readonly expected?: Row; readonly received?: Row; readonly step?: number }
}

export interface LaneDifference {
  readonly lane: string
  readonly hunks: readonly Hunk[]
}

export interface Hunk {
  readonly lines: readonly HunkLine[]
}

export interface HunkLine {
  readonly side: 'same' | 'expected' | 'received'
  readonly mark: Mark
  readonly text: string
  /** Ranges [start, end) of text that differ from its counterpart. */
  readonly marked?: readonly (readonly [number, number])[]
}
