import { Buffer } from 'node:buffer'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { line } from '../../plugins/core/framings/line.ts'
import type { Actor, ActorKind, ActorReference, LaneEvent, Lane, Screen, Verb } from '../../src/plugin.ts'

/** What a line is where a scenario says nothing. */
export const lineFramer = line.compile(undefined)

/** What a lane was given, in order. */
export type Kept =
  | { readonly received: Buffer; readonly stream?: string; readonly message?: 'text' | 'binary' }
  | { readonly printed: string }
  | { readonly replied: string }
  | { readonly event: LaneEvent }

/** Where a lane is: its folders, its environment, and what tells it that the run is over. */
export interface LanePlace {
  readonly tmp: string
  readonly signal: AbortSignal
  readonly dir?: string
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly holders?: Lane['holders']
}

/** The lane of all plugin tests: it keeps what it is given, in order, and wakes those who wait for it. */
export class FakeLane implements Lane {
  readonly kept: Kept[] = []
  readonly aliases: [string | number, string][] = []
  readonly connections: { readonly lane: FakeLane; readonly actor: Actor }[] = []
  /** Process groups that would be killed with the runner. */
  readonly guarded = new Set<number>()
  readonly name: string
  readonly tmp: string
  readonly dir: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly signal: AbortSignal
  readonly run: object
  readonly framer = lineFramer
  readonly isSentTo = true
  watched = false
  /** What was written to its terminal, and the sizes of that, in order. */
  readonly terminals: unknown[] = []
  /** What was shown, in order. */
  readonly screens: Screen[] = []
  readonly guard = {
    addGroup: (pid: number) => void this.guarded.add(pid),
    removeGroup: (pid: number) => void this.guarded.delete(pid),
  }
  readonly holders?: NonNullable<Lane['holders']>
  readonly #place: LanePlace
  readonly #waiting = new Set<() => void>()

  constructor(name: string, place: LanePlace) {
    this.name = name
    this.tmp = place.tmp
    this.dir = place.dir ?? place.tmp
    this.env = place.env ?? {}
    this.signal = place.signal
    this.run = place.signal
    if (place.holders !== undefined) this.holders = place.holders
    this.#place = place
  }

  receive(bytes: Uint8Array, how?: { readonly stream?: string; readonly message?: 'text' | 'binary' }): void {
    this.#keep({ received: Buffer.from(bytes), ...how })
  }
  print(printed: string): void {
    this.#keep({ printed })
  }
  sent(): void {}
  failed(error: unknown): void {
    throw error
  }
  replied(replied: string): void {
    this.#keep({ replied })
  }
  isWatched(): boolean {
    return this.watched
  }
  terminal(written: Parameters<NonNullable<Lane['terminal']>>[0]): void {
    this.terminals.push(written instanceof Uint8Array ? Buffer.from(written).toString() : written)
  }
  shows(screen: Screen): void {
    this.screens.push(screen)
    this.#wake()
  }
  event(event: LaneEvent): void {
    this.#keep({ event })
  }
  alias(volatile: string | number, fact: string): void {
    this.aliases.push([volatile, fact])
  }
  accept(build: (lane: Lane) => Actor): Lane {
    const lane = new FakeLane(`${this.name}#${this.connections.length + 1}`, this.#place)
    this.connections.push({ lane, actor: build(lane) })
    this.#wake()
    return lane
  }
  #keep(kept: Kept): void {
    this.kept.push(kept)
    this.#wake()
  }
  #wake(): void {
    for (const look of this.#waiting) look()
  }

  /** Each piece that was received on a stream; the main one when it has no name. */
  pieces(stream?: string): Buffer[] {
    return this.kept.flatMap((kept) => ('received' in kept && kept.stream === stream ? [kept.received] : []))
  }
  bytes(stream?: string): Buffer {
    return Buffer.concat(this.pieces(stream))
  }
  text(stream?: string): string {
    return this.bytes(stream).toString()
  }
  /** Each piece of the main stream as text: what one datagram or WebSocket message was. */
  get messages(): string[] {
    return this.pieces().map(String)
  }
  get printed(): string[] {
    return this.kept.flatMap((kept) => ('printed' in kept ? [kept.printed] : []))
  }
  get events(): LaneEvent[] {
    return this.kept.flatMap((kept) => ('event' in kept ? [kept.event] : []))
  }
  /** As a transcript would: what is received and printed as it is, `*` and `>` rows, and no silent ones. */
  get rows(): string[] {
    const rows: string[] = []
    for (const kept of this.kept) {
      if ('received' in kept) rows.push(kept.received.toString())
      else if ('printed' in kept) rows.push(kept.printed)
      else if ('replied' in kept) rows.push(`> ${kept.replied}`)
      else if (kept.event.silent !== true)
        rows.push(...(kept.event.prints ?? [`* ${kept.event.words ?? kept.event.name}`]))
    }
    return rows
  }

  /** Resolves with the first answer that is neither undefined nor false; asks again whenever something is kept. */
  until<T>(ask: () => T | undefined | false): Promise<T> {
    return new Promise((resolve) => {
      const look = () => {
        const answer = ask()
        if (answer === undefined || answer === false) return
        this.#waiting.delete(look)
        resolve(answer)
      }
      this.#waiting.add(look)
      look()
    })
  }
  waitFor(event: string): Promise<LaneEvent> {
    return this.until(() => this.events.find(({ name }) => name === event))
  }
  waitForText(text: string): Promise<true> {
    return this.until(() => this.text().includes(text))
  }
  connection(number: number): Promise<{ lane: FakeLane; actor: Actor }> {
    return this.until(() => this.connections[number - 1])
  }
  /** Nothing can happen to the actor any more. */
  over(): Promise<LaneEvent> {
    return this.until(() => this.events.find((event) => event.ends === 'all'))
  }
}

/** Starts actors for tests; when a test is over they are stopped, and their folder is gone. */
export function startActors(given: Partial<LanePlace> = {}, grace = 250) {
  let test: { readonly started: Actor[]; readonly over: AbortController; readonly tmp: string } | undefined
  /** What the present test has, made when it first asks. */
  const ofTest = () => {
    if (test !== undefined) return test
    const own = { started: [] as Actor[], over: new AbortController(), tmp: mkdtempSync(join(tmpdir(), 'sc-')) }
    onTestFinished(async () => {
      test = undefined
      await Promise.all(own.started.toReversed().map((actor) => actor.stop({ grace })))
      own.over.abort()
      rmSync(own.tmp, { recursive: true, force: true })
    })
    return (test = own)
  }
  const lane = (name = 'actor', more: Partial<LanePlace> = {}) =>
    new FakeLane(name, { tmp: ofTest().tmp, signal: ofTest().over.signal, ...given, ...more })
  return {
    lane,
    get tmp() {
      return ofTest().tmp
    },
    /** The run is over or interrupted. */
    interrupt: () => ofTest().over.abort(),
    /** Starts with options as an author would write them; `to` may be another actor. */
    async start<O>(kind: ActorKind<O>, options: unknown = {}, own: FakeLane | string = 'actor') {
      const ownLane = typeof own === 'string' ? lane(own) : own
      const parsed = kind.options.safeParse(withReference(options))
      if (!parsed.success) throw new Error(parsed.error.issues.map(({ message }) => message).join('; '))
      const actor = await kind.start(parsed.data, ownLane)
      ofTest().started.push(actor)
      return { actor, lane: ownLane }
    },
  }
}

/** Options whose `to` is an actor, with what a kind is handed in its place. */
function withReference(options: unknown): unknown {
  const { to } = (Object(options) as { to?: Actor | ActorReference }) ?? {}
  if (to === undefined || typeof to.facts !== 'function') return options
  return { ...(options as object), to: { name: 'server', facts: to.facts() } }
}

/** Sends what a step would: encoded as its kind says, `times` over. */
export function send(actor: Actor, text: string | Uint8Array, times = 1, type?: 'text' | 'binary'): void {
  const bytes = Buffer.from(text)
  actor.send?.(actor.encode?.(bytes, type ?? 'text') ?? bytes, { times, ...(type === undefined ? {} : { type }) })
}

/** Runs a kind's own verb with an argument as an author would write it. */
export async function runVerb(verb: Verb | undefined, actor: Actor, written: unknown): Promise<void> {
  const parsed = verb?.argument.safeParse(written)
  if (verb === undefined || parsed?.success !== true) throw new Error(`not an argument: ${JSON.stringify(parsed)}`)
  const nothing = {
    untilIdle: async () => {},
    row: () => {},
    awaits: () => {},
    rest: () => Buffer.alloc(0),
    atEnd: () => {},
  }
  const nowhere = nothing as unknown as Parameters<Verb['run']>[2]
  await verb.run(actor, parsed.data, nowhere)
}
