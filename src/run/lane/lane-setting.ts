import type { Event } from '../../model/event.ts'
import type { Live, ShownLane } from './live.ts'
import type { Stream } from './stream.ts'

/** What a lane needs of the run it belongs to. */
export interface LaneSetting<L extends ShownLane> {
  /** Microseconds since the scenario's start. */
  now(): number
  record(event: Event): void
  /** Called after anything came: the run looks at its expectations again. */
  changed(lane: L): void
  /** Called with each whole line when some pattern is forbidden anywhere; the main stream has no name. */
  watch: ((lane: L, line: string, stream: string) => void) | undefined
  /** Called with each row as it comes, before any step takes it, when the run is watched. */
  readonly live?: Live
  readonly limit: number
  /** A line that has more bytes is cut into pieces. */
  readonly longest?: number
  /** Called when more bytes or messages stand unread on a stream than are kept for a step that has not come yet. */
  readonly tooMuch?: (lane: L, stream: Stream) => void
  /** So many bytes of a stream are kept unread. */
  readonly unread?: number
  /** Gives volatile bytes their stable names, for what is left out and only hashed. */
  rename(bytes: Buffer): Uint8Array
}
