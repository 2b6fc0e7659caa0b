import type { Captures, Compiled, CompiledBytes, TakenBytes } from '../../model/matcher.ts'
import type { Place } from '../../model/event.ts'
import type { Screen } from '../../model/screen.ts'
import type { ProblemCode } from '../../model/problem.ts'
import type { Effect } from '../../language/expectations/modifiers.ts'
import type { Expectation } from '../../language/expectations/read.ts'
import type { RunLane } from '../lane/lane.ts'
import type { LineItem } from '../lane/line-cutter.ts'
import type { Stream } from '../lane/stream.ts'
import { cut } from '../../text/cut.ts'
import { keyLine } from '../../text/stack-lines.ts'

/** One expectation while it is being waited for. */
export interface ExpectationRun {
  readonly expectation: Expectation
  readonly compiled: Compiled
  readonly lane: RunLane
  readonly stream: Stream
  /** What the modifiers beside it change. */
  readonly effect: Effect
  /** How its actor is strict, where only that makes it wait for what comes next: `strict`, `strict about stdout`. */
  readonly strictly?: string | undefined
  /** The bytes of the text that each match of a line is sure to contain, once they were needed. */
  needle?: Buffer
  /** How far looks in vain have come: an absolute offset, or the number of lines met so far. */
  scanned: number
  /** Of a `one-of`: the absolute offset up to which its lines have been looked at, and the options that no bytes can meet any more. */
  passed?: number
  hopeless?: Set<CompiledBytes>
  met: number
  /** How many of several came before this one. */
  came?: number
  /** Its time is over: the beginning of a line counts as one. */
  over?: boolean
  /** It is one of those before the `nth`, which are passed over. */
  passes?: boolean
  /** Its row stands already, whether it comes or not. */
  hasRow?: boolean
  /** Of an `any-order`: the lines that have come for it. */
  setLines?: SetLines
  captures: Record<string, string>
  /** Where the values of variables stand in the bytes that it takes, of those that masks name or an expectation left open. */
  readonly places?: readonly Place[] | undefined
  /** Of one for a screen: what it has looked at in vain. */
  seen?: Screen
}

/** Unread lines that can decide an `any-order`, with absolute offsets, and how far the stream has been looked through. */
export interface SetLines {
  until: number
  readonly lines: { readonly line: LineItem; readonly text: string }[]
  /** How many of them serve the same expectations. */
  readonly counts: Map<string, number>
}

interface Met {
  readonly state: 'met'
  readonly captures: Captures
  readonly text: string
  readonly at: number
  /** What was taken are bytes, so that what is kept of them stands as hexadecimal in `bytes`. */
  readonly binary: boolean
  /** Which bytes may be any: of all that was taken, and of each capture. */
  readonly any?: readonly number[] | undefined
  readonly open?: TakenBytes['open'] | undefined
}

/** An expectation is answered with one of three words: met, not yet, never. */
export type Look =
  | Met
  | { readonly state: 'not-yet' }
  | { readonly state: 'never'; readonly why: string; readonly code: ProblemCode }

export const notYet: Look = { state: 'not-yet' }

export const met = (text: string, captures: Captures, at: number, binary = false): Met => ({
  state: 'met',
  text,
  captures,
  at,
  binary,
})

export const violated = (why: string): Look => ({ state: 'never', why, code: 'expectation-violated' })

/** Cells of the last words that a failure quotes. */
const mostWords = 200

/** Nothing more comes where the expectation looks. */
export function impossible(run: ExpectationRun): Extract<Look, { state: 'never' }> {
  const { lane, stream } = run
  const printed = stream === lane.main ? lastOnStderr(lane) : undefined
  const why = `“${lane.name}” ${endOf(lane)}, so this can no longer come`
  return {
    state: 'never',
    why: printed === undefined ? why : `${why}; its last words on stderr: “${cut(printed, mostWords)}”`,
    code: 'expectation-impossible',
  }
}

/** How the lane has ended. A program may close its output and live on; only the kernel knows that. */
function endOf(lane: RunLane): string {
  const last = lane.history.findLast((item) => item.event.ends !== undefined)
  if (last !== undefined) return `has ended (${last.event.words ?? last.event.name})`
  return lane.over ? 'has ended' : 'has closed its output'
}

function lastOnStderr(lane: RunLane): string | undefined {
  const lines = lane.rows.recent.flatMap(({ mark, text }) => (mark === '!' && typeof text === 'string' ? [text] : []))
  const unread = [...lane.streams].filter((stream) => stream.name === 'stderr')
  return keyLine([...lines, ...unread.flatMap((stream) => stream.lastLines(200).map((line) => stream.text(line)))])
}
