import type { Captures, Compiled } from '../../model/matcher.ts'
import type { ProblemCode } from '../../model/problem.ts'
import type { Wish } from '../../model/scenario.ts'
import type { RunLane } from '../lane/lane.ts'
import type { Stream } from '../lane/stream.ts'

/** One wish while it is being waited for. */
export interface WishRun {
  readonly wish: Wish
  readonly compiled: Compiled
  readonly lane: RunLane
  readonly stream: Stream
  readonly without: ((line: string) => boolean) | undefined
  /** The bytes of the text that each match of a line is sure to contain, once they were needed. */
  needle?: Buffer
  /** How far looks in vain have come: an absolute offset, or the number of lines met so far. */
  scanned: number
  met: number
  captures: Record<string, string>
}

/** A wish is answered in three words: met, not yet, never. */
export type Look =
  | { readonly state: 'met'; readonly captures: Captures; readonly text: string; readonly at: number }
  | { readonly state: 'not-yet' }
  | { readonly state: 'never'; readonly why: string; readonly code: ProblemCode }

export const notYet: Look = { state: 'not-yet' }

export const met = (text: string, captures: Captures, at: number): Look => ({ state: 'met', text, captures, at })

export const violated = (why: string): Look => ({ state: 'never', why, code: 'expectation-violated' })

/** The lane has ended; its last words say how. */
export function impossible(run: WishRun): Look {
  const { lane } = run
  const last = [...lane.history].reverse().find((item) => item.event.ends !== undefined)
  const how = last === undefined ? 'has ended' : `has ended (${last.event.words ?? last.event.name})`
  return { state: 'never', why: `“${lane.name}” ${how}, so this can no longer come`, code: 'expectation-impossible' }
}
