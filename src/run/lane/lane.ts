import type { LaneEvent } from '../../model/actor.ts'
import type { Screen } from '../../model/screen.ts'
import type { Mark } from '../../model/event.ts'
import type { Framer } from '../../model/framer.ts'
import { encodeText } from '../../text/byte-text.ts'
import { LaneEscapes } from './escapes.ts'
import { itemOf, Stream, type EventItem } from './stream.ts'
import { LineWatch } from './line-watch.ts'
import { wordsOf } from './in-row.ts'
import type { LaneSetting } from './lane-setting.ts'
import { keepIgnored } from './ignored.ts'
import { LaneRows } from './lane-rows.ts'

/** Sees what the expectations of a step pass over. */
export interface Witness {
  skipped(stream: Stream, text: string, at: number): void
  passed(item: EventItem): void
}

/** So many messages of a stream are kept unread, however small they are. */
export const mostMessages = 50_000

/**
 * Everything one actor (or one connection) prints or sends in one life, from its first byte. Expectations look at it and move its
 * cursors; rows are made as the cursors move.
 */
export class RunLane {
  readonly name: string
  readonly framer: Framer
  readonly main: Stream
  readonly rows: LaneRows
  /** False for a connection that no step names while its server has its own output: it receives, and has no rows. */
  shown = true
  /** The group on whose lane the rows of an instance stand: `group`, or `server#group` for a connection of the instance. */
  group: { readonly lane: string; readonly instance: number } | undefined
  /** Its actor is declared with `tail: open`. */
  endless = false
  /** `rows: taken` or `sorted`: what expectations skip does not stand at their step. */
  skipped: 'shown' | 'dropped' | 'kept' = 'shown'
  /** How messages say that something came: a program prints it, over a connection it is received. */
  verb: 'printed' | 'received' = 'received'
  /** For `sorted`: skipped rows wait here for the end. */
  readonly leftovers: { mark: Mark; text: string | Uint8Array; at: number; after: number }[] = []
  /** Every event of this life that the final checks may ask about. */
  readonly history: EventItem[] = []
  /** Events whose place among received lines is random. */
  readonly outOfBand: EventItem[] = []
  /** They see what expectations pass over. A group has thousands of lanes, so what most do without is made when it is used. */
  witnesses: Set<Witness> | undefined
  /** Nothing can happen to the actor any more. */
  over = false
  /** This side was ended by a step or by its own rules before the peer's end came, which therefore is an answer. */
  ownEnd = false
  /** A step of ours sent the RST that this lane receives, or has left altogether: how the peer takes that is its own affair. */
  ownReset = false
  /** How a step ended this side, if one did. */
  ending: 'end' | 'close' | 'reset' | undefined
  /** Reading is stopped by a step. */
  paused = false
  /** A `run` has passed over all its output. */
  passed = false
  lastReceived = 0
  /** The expectations of a step that wait for changes of this lane. */
  waiter: (() => void) | undefined
  /** Who else waits for changes of this lane; made when the first does. */
  waiters: Set<() => void> | undefined
  /** What its actor's screen shows while its program is idle, for as long as its waiter looks at it. */
  screen: Screen | undefined
  frozen = false
  #passes: ((event: LaneEvent) => unknown) | undefined
  /** Absent where escape sequences stay. */
  #escapes: LaneEscapes | undefined
  #others: Map<string, Stream> | undefined
  readonly #setting: LaneSetting<RunLane>
  readonly #watch: LineWatch<RunLane>

  constructor(name: string, framer: Framer, setting: LaneSetting<RunLane>) {
    this.name = name
    this.framer = framer
    this.#setting = setting
    this.main = new Stream('', framer, setting.longest)
    this.rows = new LaneRows(name, setting.limit, setting.rename)
    this.#watch = new LineWatch<RunLane>(this, setting)
  }

  stream(name: string | undefined): Stream {
    if (name === undefined || name === '' || name === 'stdout') return this.main
    this.#others ??= new Map()
    let stream = this.#others.get(name)
    if (stream === undefined) this.#others.set(name, (stream = new Stream(name, this.framer, this.#setting.longest)))
    return stream
  }

  /** The main stream first, then the others in order of their first byte. */
  get streams(): readonly Stream[] {
    return this.#others === undefined ? [this.main] : [this.main, ...this.#others.values()]
  }

  now(): number {
    return this.#setting.now()
  }

  /** From now on escape sequences are left out of what is received as text; the recording has them. */
  stripEscapes(): void {
    if (this.framer.shows !== 'bytes') this.#escapes = new LaneEscapes()
  }

  get stripsEscapes(): boolean {
    return this.#escapes !== undefined
  }

  receive(bytes: Uint8Array, streamName: string | undefined, message?: 'text' | 'binary'): void {
    const at = this.#setting.now()
    const stream = this.stream(streamName)
    this.#setting.record(
      stream === this.main
        ? { type: 'received', at, lane: this.name, bytes }
        : { type: 'received', at, lane: this.name, stream: stream.name, bytes },
    )
    if (this.frozen) return
    this.lastReceived = at
    this.#take(stream, message === 'binary' ? bytes : (this.#escapes?.feed(stream, bytes) ?? bytes), at, message)
  }

  /** Bytes that do not count (rules with `ignore`): the recording has them, and nothing else. */
  ignore(bytes: Uint8Array): void {
    this.#setting.record({ type: 'received', at: this.#setting.now(), lane: this.name, bytes })
    keepIgnored(this, bytes)
    this.#setting.changed(this)
  }

  #take(stream: Stream, bytes: Uint8Array, at: number, message?: 'text' | 'binary'): void {
    // Behind the end nothing is the actor's any more: it stands in the recording, and what is forbidden is forbidden still.
    if (!this.over) stream.receive(bytes, at, message)
    this.#bound(stream)
    this.#watch.receive(stream, bytes, at, message)
    this.#setting.changed(this)
  }

  /** Memory does not grow with unread output. */
  #bound(stream: Stream): void {
    const { unread, tooMuch } = this.#setting
    if (unread !== undefined && (stream.window.length > unread || stream.messages.length > mostMessages))
      tooMuch?.(this, stream)
  }

  /** `of` is the name of an event that has just happened out of band and that this line stands for. */
  print(line: string, of?: string): void {
    const at = this.#setting.now()
    this.#setting.record({ type: 'printed', at, lane: this.name, line })
    if (this.frozen) return
    this.lastReceived = at
    this.main.receive(this.framer.encode(encodeText(line)), at)
    this.#bound(this.main)
    const announced = of === undefined ? undefined : this.outOfBand.findLast(({ event }) => event.name === of)
    if (announced !== undefined) this.main.announces(announced)
    this.#setting.watch?.(this, line, this.main.name)
    this.#setting.live?.line(this, this.main, line, at)
    this.#setting.changed(this)
  }

  event(event: LaneEvent): EventItem | undefined {
    const at = this.#setting.now()
    const teardown = this.frozen
    this.#setting.record({
      type: 'event',
      at,
      lane: this.name,
      name: event.name,
      words: wordsOf(event),
      ...(teardown ? { teardown } : {}),
    })
    const stream = this.stream(event.stream)
    const ended = event.ends === 'all' ? undefined : stream
    if (event.ends !== undefined && !teardown) this.#takeRests(ended, at)
    if (event.ends === 'all') this.over = true
    if (teardown) return undefined
    const item = event.outOfBand === true ? itemOf(event, at) : stream.addEvent(event, at)
    if (event.outOfBand === true) this.outOfBand.push(item)
    this.#noteEnd(event, stream)
    if (event.silent !== true) this.history.push(item)
    this.#passEnd(item)
    for (const printed of event.prints ?? []) this.#setting.watch?.(this, printed, stream.name)
    this.#setting.live?.event(this, item)
    if (event.ends !== undefined) this.#watch.end(ended)
    this.#setting.changed(this)
    return item
  }

  /** What an escape sequence at the end has held back belongs to the text: of one stream, or of all. */
  #takeRests(stream: Stream | undefined, at: number): void {
    for (const [each, rest] of this.#escapes?.end(stream) ?? []) this.#take(each, rest, at)
  }

  #noteEnd({ did, ends }: LaneEvent, stream: Stream): void {
    if (did === 'end' && !this.main.ended) this.ownEnd = true
    if (ends === 'stream') stream.ended = true
    if (ends === 'all') for (const each of this.streams) each.ended = true
  }

  /**
   * An expectation that several ends meet (`closed`) has been met by one of them. Which of them came, and whether another follows, is
   * a race: those that it would be met by, too, are expected with it and have no rows.
   */
  passEnds(test: (event: LaneEvent) => unknown): void {
    this.#passes = test
    for (const stream of this.streams) for (const item of stream.events) this.#passEnd(item)
  }

  #passEnd(item: EventItem): void {
    if (item.event.ends === undefined || this.#passes?.(item.event) === undefined) return
    item.expected = true
    item.silent = true
  }

  /** True when there is unread output that a reader would notice. */
  get unread(): boolean {
    for (const stream of this.streams) if (!stream.empty) return true
    return false
  }

  /** The same of one stream, without what this side has done itself, and ends that answer one of its own. */
  hasUnanswered(stream: Stream): boolean {
    return !stream.emptyBut((item) => isCustom(item) || this.answers(item))
  }

  /** True for an end that is the peer's answer to our own. */
  answers({ event }: EventItem): boolean {
    if (event.name === 'reset') return this.ownReset
    return (event.name === 'end' || event.name === 'close') && this.ownEnd
  }

  /** No more is received, so that an unfinished rest is watched as a line. */
  watchRest(): void {
    this.#watch.end()
  }

  /** The first whole line that stands unread. */
  get firstUnread(): string | undefined {
    for (const stream of this.streams) {
      const line = stream.firstLine()
      if (line !== undefined) return stream.text(line)
    }
    return undefined
  }
}

/** What this side does: a rule's reply, and its own ends. */
const isCustom = ({ event: { did, name } }: EventItem): boolean =>
  did === 'end' || did === 'reset' || name === 'replied'
