import { isOfTerminal, type Event, type LaneInfo, type RawRow, type TerminalEvent } from '../../../model/event.ts'
import { isOnLane } from '../../../text/lane-names.ts'
import { isReadable } from '../../framing/text.ts'
import type { SeenActor, SeenEvent, TimelessEvent } from '../../session.ts'
import { Connections, type End } from './connections.ts'
import { leftOutSteps } from './left-out.ts'
import { roleOf, type Role } from './role.ts'
import { startsOf } from './starts.ts'

type OnLane = Exclude<Extract<Event, { readonly lane: string; readonly at: number }>, TerminalEvent>
type Step = Extract<Event, { type: 'step' }>

/** Verbs of steps that neither send nor end anything. */
const passive = new Set(['expect', 'check', 'wait', 'note', 'start'])

/** Turns the events of a recording into those of a session, in their order. */
export class Happened {
  readonly #kinds: ReadonlyMap<string, string>
  readonly #events: readonly Event[]
  readonly #connections = new Connections((lane, after) => this.#sendsLater(lane, after))
  /** Places of what a step sent, ended or reset. */
  readonly #sentByStep: ReadonlySet<string>
  #step: Step | undefined

  constructor(lanes: readonly LaneInfo[], events: readonly Event[]) {
    this.#kinds = new Map(lanes.map(({ lane, kind }) => [lane, kind]))
    this.#events = events
    const verbs = new Map(
      events.flatMap((event) => (event.type === 'step' ? [[event.index, event.verb] as const] : [])),
    )
    const isSent = ({ mark, step, text }: RawRow): boolean =>
      (mark === '>' || (mark === '*' && /^(?:FIN|RST) sent/.test(String(text)))) &&
      !passive.has(verbs.get(step) ?? 'expect')
    this.#sentByStep = new Set(
      events.flatMap((event) => (event.type === 'row' && isSent(event.row) ? [placeOf(event.row)] : [])),
    )
  }

  #sendsLater(lane: string, after: number): boolean {
    return this.#events.some(
      (event) =>
        event.type === 'sent' && event.lane === lane && event.at > after && this.#sentByStep.has(placeOf(event)),
    )
  }

  of(event: Event): readonly SeenEvent[] {
    if (event.type === 'step') this.#step = event
    const timeless =
      event.type === 'row'
        ? this.#row(event.row)
        : 'lane' in event && event.type !== 'verdict' && !isOfTerminal(event)
          ? this.#onLane(event)
          : []
    // A proxy may be in front of a program of the same step.
    const isStart = event.type === 'event' && event.name === 'listening' && this.#kinds.get(event.lane) !== 'proxy'
    const at = event.type === 'row' ? event.row.at : isStart ? (this.#step?.at ?? event.at) : event.at
    return timeless.map((each) => ({ at, ...each }))
  }

  starts(): readonly SeenEvent[] {
    const programs = [...this.#kinds].filter(([, kind]) => roleOf(kind) === 'program').map(([lane]) => lane)
    return startsOf(programs, this.#events)
  }

  /** Ends of connections that the run did not play, or that are played as another connection. */
  strangers(): readonly SeenActor[] {
    return this.#connections.strangers()
  }

  get leftOut(): readonly string[] {
    return leftOutSteps(this.#events)
  }

  /** It was typed into as a terminal is: with Enter. */
  hasTerminal(lane: string): boolean {
    return this.#events.some(
      (event) => event.type === 'sent' && event.lane === lane && Buffer.from(event.bytes).toString().endsWith('\r'),
    )
  }

  listens(lane: string): boolean {
    return this.#events.some((event) => event.type === 'event' && event.lane === lane && event.name === 'listening')
  }

  /** All that went over the connections of an actor. */
  bytesOf(actor: string): { readonly sent: Uint8Array; readonly received: Uint8Array } {
    const of = (type: 'sent' | 'received'): Uint8Array =>
      Buffer.concat(
        this.#events.flatMap((event) => (event.type === type && isOnLane(event.lane, actor) ? [event.bytes] : [])),
      )
    return { sent: of('sent'), received: of('received') }
  }

  #row({ mark, text, lane, at }: RawRow): readonly TimelessEvent[] {
    if (typeof text !== 'string') return []
    if (mark === '#' && this.#step?.verb === 'note') return [{ type: 'note', text }]
    const signal = mark === '*' ? /^(SIG[A-Z0-9]+) sent$/.exec(text)?.[1] : undefined
    if (signal !== undefined) return [{ type: 'signal', actor: lane, name: signal }]
    if (mark === '*' && text === 'ready for TLS')
      return this.#connections.event({ lane, name: 'ready', at }, { actor: lane, isServer: true, isOwn: true })
    return mark === '*' && text === 'screen' ? [{ type: 'screen', actor: lane }] : []
  }

  #onLane(event: OnLane): readonly TimelessEvent[] {
    const actor = event.lane.split('#')[0] as string
    const kind = this.#kinds.get(actor) ?? ''
    const role = roleOf(kind)
    if (event.type === 'event' && event.name === 'listening') return [{ type: 'started', actor }]
    if (role === 'proxy' || event.type === 'printed') return []
    if (role === 'program') return this.#ofProgram(event)
    const isServer = this.#isServer(actor, role)
    const isByStep = this.#sentByStep.has(placeOf(event))
    if (event.type === 'event')
      // The end that telnet prints is in its own words.
      return this.#eventOf(event, { actor, isServer, isOwn: isByStep || (kind === 'telnet' && this.#isActive()) })
    if (event.type === 'sent' && !isByStep) return []
    const isMessage = role === 'udp' || kind.startsWith('websocket')
    const message = isMessage ? { message: isReadable(event.bytes) ? ('text' as const) : ('binary' as const) } : {}
    return this.#connections.bytes(event, { actor, isServer, isOwn: event.type === 'sent' }, message)
  }

  #isServer(actor: string, role: Role): boolean {
    return role === 'server' || (role === 'udp' && this.listens(actor))
  }

  /** The step of now sends something, or ends it. */
  #isActive(): boolean {
    return this.#step !== undefined && !passive.has(this.#step.verb)
  }

  #eventOf(event: Extract<OnLane, { type: 'event' }>, end: End): readonly TimelessEvent[] {
    return event.teardown === true ? [] : this.#connections.event(event, end)
  }

  #ofProgram(event: Exclude<OnLane, { type: 'printed' }>): readonly TimelessEvent[] {
    const { lane: actor } = event
    // A program has no rules that would answer.
    if (event.type === 'sent') return [{ type: 'input', actor, bytes: event.bytes }]
    if (event.type === 'received') {
      const { stream, bytes } = event
      // What a recording has of a terminal are its rows.
      if (this.hasTerminal(actor))
        return [{ type: 'output', actor, bytes: Buffer.from(Buffer.from(bytes).toString().replaceAll('\n', '\r\n')) }]
      return [{ type: 'output', actor, ...(stream === 'stderr' && { stream }), bytes }]
    }
    if (event.teardown === true) return []
    if (event.name === 'input-ended') return [{ type: 'input-ended', actor }]
    return event.name === 'exit' ? [{ type: 'exit', actor, ...endingOf(event.words) }] : []
  }
}

const placeOf = ({ lane, at }: { readonly lane: string; readonly at: number }): string => `${lane} ${at}`

/** How a program ended, by its words: `exited 0`, `killed by SIGTERM`. */
function endingOf(words: string): { readonly code?: number; readonly signal?: string } {
  const code = /^exited (\d+)/.exec(words)?.[1]
  const signal = /\bSIG[A-Z0-9]+/.exec(words)?.[0]
  if (code !== undefined) return { code: Number(code) }
  return signal === undefined ? {} : { signal }
}
