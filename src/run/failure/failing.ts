import { writtenVerb } from '../../language/steps/traits.ts'
import type { Failure } from '../../model/result.ts'
import type { Problem } from '../../model/problem.ts'
import type { Span } from '../../model/span.ts'
import type { RawRow } from '../../model/event.ts'
import { lastWords } from '../../text/stack-lines.ts'
import { actorStates } from './actor-states.ts'
import { markOf, markOfEvent, shownOf } from '../lane/in-row.ts'
import type { RunLane } from '../lane/lane.ts'
import type { EventItem, Stream } from '../lane/stream.ts'
import type { Endpoint } from '../context/actor-instance.ts'
import type { FailureContext, StepPosition } from '../context/run-context.ts'

/** A failure keeps so many rows of a lane, and looks at so many unread ones to choose the most useful. */
const remembered = 40
const looked = 200

/** A failure of the present step, with what every actor is doing; `more` is what the verb knows. */
export function failing(
  context: FailureContext,
  code: Problem['code'],
  message: string,
  more: Partial<Failure> = {},
): Failure {
  return { code, message, ...placeOfStep(context), ...more, actors: actorStates(context, more.lane) }
}

/** Where the present step stands, if there is one. */
export function placeOfStep({ step, rounds }: StepPosition): Pick<Failure, 'span' | 'verb' | 'includedFrom' | 'round'> {
  return {
    ...(step === undefined ? {} : { span: step.span, verb: writtenVerb(step) }),
    ...(step?.includedFrom === undefined ? {} : { includedFrom: step.includedFrom }),
    ...(rounds.length === 0 ? {} : { round: rounds.join(', in ') }),
  }
}

/** A problem that a kind or a schema reported, at the place of the step unless it has its own. */
export function failingWith(context: FailureContext, problem: Problem, span?: Span): Failure {
  return failing(context, problem.code, problem.message, {
    ...problem,
    span: problem.span ?? span ?? context.step?.span,
  })
}

/** The same with the first of the problems that a value has. */
export const failingWithFirst = (context: FailureContext, [first]: readonly Problem[], span: Span): Failure =>
  failingWith(context, first!, span)

/** The lane's output and events since its last expectation; as bytes when an expectation for bytes asks. */
export function receivedOn(
  { lane }: Pick<Endpoint, 'lane'>,
  shows: 'text' | 'bytes' = 'text',
): Pick<Failure, 'lane' | 'received' | 'receivedOmitted'> {
  const all = [...lane.rows.recent, ...withHeld(lane, unreadOn(lane, [...lane.streams], shows))]
  const received = chosen(all, remembered)
  return {
    lane: lane.name,
    received,
    receivedOmitted: Math.max(0, lane.rows.since - lane.rows.recent.length) + all.length - received.length,
  }
}

/** Actions whose rows are held back, in their place among unread output. */
function withHeld({ rows }: RunLane, unread: readonly RawRow[]): RawRow[] {
  const merged = [...unread]
  for (const held of rows.held) {
    const next = merged.findIndex(({ at }) => at > held.at)
    merged.splice(next === -1 ? merged.length : next, 0, held)
  }
  return merged
}

/** The same of one stream alone, for an expectation that looks nowhere else: what stands on others is not what came instead. */
export function receivedOnStream(
  lane: RunLane,
  stream: Stream,
): Pick<Failure, 'lane' | 'stream' | 'received' | 'receivedOmitted'> {
  const own = lane.rows.recent.filter(({ mark }) => stream.name === 'stderr' && mark === '!')
  const merged = [...own, ...unreadOn(lane, [stream])]
  const received = chosen(merged, remembered)
  return { lane: lane.name, stream: stream.name, received, receivedOmitted: merged.length - received.length }
}

/** What stands unread on these streams of a lane, the actor's end behind all of it. */
export function unreadOn(lane: RunLane, streams: readonly Stream[], shows: 'text' | 'bytes' = 'text'): RawRow[] {
  const found = streams.flatMap((stream) => unreadOf(stream, shows))
  const ordered = [...found.filter((row) => row.last !== true), ...found.filter((row) => row.last === true)]
  return ordered.map(({ mark, text, at }) => ({ lane: lane.name, mark, text, at, step: -1 }))
}

/** At most so many rows: of a long stack the error's message rather than what surrounds it. */
export function chosen(merged: readonly RawRow[], limit: number): RawRow[] {
  if (merged.length <= limit) return [...merged]
  const printed = merged.map(({ mark, text }) => (typeof text === 'string' && '|!~'.includes(mark) ? text : undefined))
  return lastWords(printed, limit).map((index) => merged[index] as RawRow)
}

/** `last`: the actor's end stands behind everything, on whichever stream its row is. */
type Unread = Pick<RawRow, 'mark' | 'text' | 'at'> & { readonly last?: boolean }

/** Of a long line that stands unread, a failure has the beginning. */
const mostBytes = 4096

/** The newest unread lines of a stream, an unfinished rest, and events without a row, each in its place. */
function unreadOf(stream: Stream, shows: 'text' | 'bytes'): Unread[] {
  const { window } = stream
  const found: Unread[] = []
  const events = stream.events.filter((item) => !item.hasRow && !item.silent)
  const eventsBefore = (index: number): void => {
    while (events[0] !== undefined && events[0].offset <= window.offset + (index - window.start))
      found.push(...rowsOf(events.shift() as EventItem))
  }
  const asBytes = shows === 'bytes' || stream.shows === 'bytes'
  const whole = asBytes ? [] : stream.lastLines(looked)
  for (const line of whole) {
    eventsBefore(line.from)
    const end = Math.min(line.end, line.start + mostBytes)
    found.push({ mark: markOf(stream, line), text: stream.text({ ...line, end }), at: stream.arrival(line.next) })
  }
  const last = whole.at(-1)
  const from = last?.next ?? window.start
  if (from < window.end && last?.unfinished !== true) {
    eventsBefore(from)
    const end = Math.min(window.end, from + 2000)
    const rest = { kind: 'line', from, start: from, end, next: window.end, unfinished: true } as const
    found.push({
      mark: asBytes ? '|' : '~',
      text: asBytes ? Buffer.from(window.bytes.subarray(from, end)) : stream.text(rest),
      at: stream.arrival(end),
    })
  }
  eventsBefore(window.end)
  return found
}

function rowsOf({ event, at }: EventItem): Unread[] {
  if (event.prints !== undefined) return event.prints.map((text) => ({ mark: '|', text, at }))
  return [{ mark: markOfEvent(event), text: shownOf(event), at, last: event.ends === 'all' }]
}
