import type { Failure } from '../model/result.ts'
import type { Problem, ProblemCode } from '../model/problem.ts'
import type { Span } from '../model/span.ts'
import type { Told } from '../model/event.ts'
import { lastWords } from '../text/stack-lines.ts'
import { actorStates } from './actor-states.ts'
import { markOf, wordsOf, type RunLane } from './lane/lane.ts'
import type { HappeningItem, Stream } from './lane/stream.ts'
import type { Party } from './stage/role.ts'
import type { Stage } from './stage/stage.ts'

/** A failure keeps so many rows of a lane, and looks at so many unread ones for those that say most. */
const remembered = 40
const looked = 200

/** A failure of the present step, with what every actor is doing; `more` says what the verb knows. */
export function failing(stage: Stage, code: ProblemCode, message: string, more: Partial<Failure> = {}): Failure {
  const { step } = stage
  return {
    code,
    message,
    ...(step === undefined ? {} : { span: step.span, verb: step.verb === 'own' ? step.name : step.verb }),
    ...(step?.includedFrom === undefined ? {} : { includedFrom: step.includedFrom }),
    ...(stage.rounds.length === 0 ? {} : { round: stage.rounds.join(', in ') }),
    ...more,
    actors: actorStates(stage, more.lane),
  }
}

/** A problem that a kind or a schema reported, at the place of the step unless it has its own. */
export function failingWith(stage: Stage, problem: Problem, span?: Span): Failure {
  return failing(stage, problem.code, problem.message, { ...problem, span: problem.span ?? span ?? stage.step?.span })
}

/** What the lane had said, and what had happened to it, since its last wish; as bytes when a wish for bytes asks. */
export function heardOn(
  { lane }: Pick<Party, 'lane'>,
  shows: 'text' | 'bytes' = 'text',
): Pick<Failure, 'lane' | 'heard' | 'heardOmitted'> {
  const all = [...lane.telling.recent, ...withHeld(lane, unreadOn(lane, [...lane.streams], shows))]
  const heard = chosen(all, remembered)
  return {
    lane: lane.name,
    heard,
    heardOmitted: Math.max(0, lane.telling.since - lane.telling.recent.length) + all.length - heard.length,
  }
}

/** Deeds whose rows are held back, in their place among what stands unread. */
function withHeld({ telling }: RunLane, unread: readonly Told[]): Told[] {
  const rows = [...unread]
  for (const held of telling.held) {
    const next = rows.findIndex(({ at }) => at > held.at)
    rows.splice(next === -1 ? rows.length : next, 0, held)
  }
  return rows
}

/** The same of one stream alone, for an expectation that looks nowhere else: what stands on others is not what came instead. */
export function heardOnStream(
  lane: RunLane,
  stream: Stream,
): Pick<Failure, 'lane' | 'stream' | 'heard' | 'heardOmitted'> {
  const own = lane.telling.recent.filter(({ mark }) => stream.name === 'stderr' && mark === '!')
  const rows = [...own, ...unreadOn(lane, [stream])]
  const heard = chosen(rows, remembered)
  return { lane: lane.name, stream: stream.name, heard, heardOmitted: rows.length - heard.length }
}

/** What stands unread on these streams of a lane, the actor's end behind all of it. */
export function unreadOn(lane: RunLane, streams: readonly Stream[], shows: 'text' | 'bytes' = 'text'): Told[] {
  const found = streams.flatMap((stream) => unreadOf(stream, shows))
  const ordered = [...found.filter((row) => row.last !== true), ...found.filter((row) => row.last === true)]
  return ordered.map(({ mark, text, at }) => ({ lane: lane.name, mark, text, at, step: -1 }))
}

/** At most so many rows: of a long stack the error's message rather than what surrounds it. */
export function chosen(rows: readonly Told[], limit: number): Told[] {
  if (rows.length <= limit) return [...rows]
  const printed = rows.map(({ mark, text }) => (typeof text === 'string' && '|!~'.includes(mark) ? text : undefined))
  return lastWords(printed, limit).map((index) => rows[index] as Told)
}

/** `last`: the actor's end stands behind everything, whichever stream it was told on. */
type Unread = Pick<Told, 'mark' | 'text' | 'at'> & { readonly last?: boolean }

/** Of a long line that stands unread, a failure has the beginning. */
const mostBytes = 4096

/** The newest unread lines of a stream, an unfinished rest, and events without a row, each in its place. */
function unreadOf(stream: Stream, shows: 'text' | 'bytes'): Unread[] {
  const { window } = stream
  const found: Unread[] = []
  const events = stream.events.filter((item) => !item.told && !item.silent)
  const happenedBefore = (index: number): void => {
    while (events[0] !== undefined && events[0].offset <= window.offset + (index - window.start))
      found.push(...rowsOf(events.shift() as HappeningItem))
  }
  const asBytes = shows === 'bytes' || stream.shows === 'bytes'
  const whole = asBytes ? [] : stream.lastLines(looked)
  for (const line of whole) {
    happenedBefore(line.from)
    const end = Math.min(line.end, line.start + mostBytes)
    found.push({ mark: markOf(stream, line), text: stream.text({ ...line, end }), at: stream.arrival(line.next) })
  }
  const last = whole.at(-1)
  const from = last?.next ?? window.start
  if (from < window.end && last?.unfinished !== true) {
    happenedBefore(from)
    const end = Math.min(window.end, from + 2000)
    const rest = { kind: 'line', from, start: from, end, next: window.end, unfinished: true } as const
    found.push({
      mark: asBytes ? '|' : '~',
      text: asBytes ? Buffer.from(window.bytes.subarray(from, end)) : stream.text(rest),
      at: stream.arrival(end),
    })
  }
  happenedBefore(window.end)
  return found
}

function rowsOf({ event, at }: HappeningItem): Unread[] {
  if (event.says !== undefined) return event.says.map((text) => ({ mark: '|', text, at }))
  return [{ mark: event.name === 'replied' ? '>' : '*', text: wordsOf(event), at, last: event.ends === 'all' }]
}
