import { Buffer } from 'node:buffer'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import type { Actor, ActorKind, Happening, Lane } from '../../src/plugin.ts'
import { lineFramer } from './line-framer.ts'

export type Kept =
  | { readonly heard: Buffer }
  | { readonly said: string }
  | { readonly replied: string }
  | { readonly happened: Happening }

/** A lane that keeps what it is told, in order, and wakes those who wait for it. */
export class FakeLane implements Lane {
  readonly kept: Kept[] = []
  readonly aliases: [string | number, string][] = []
  readonly connections: { readonly lane: FakeLane; readonly actor: Actor }[] = []
  readonly name: string
  readonly tmp: string
  readonly dir: string
  readonly env = {}
  readonly signal: AbortSignal
  readonly #waiting = new Set<() => void>()

  constructor(name: string, tmp: string, signal: AbortSignal) {
    this.name = name
    this.tmp = tmp
    this.dir = tmp
    this.signal = signal
  }

  hear(bytes: Uint8Array): void {
    this.#keep({ heard: Buffer.from(bytes) })
  }
  say(said: string): void {
    this.#keep({ said })
  }
  readonly framer = lineFramer
  sent(): void {}
  failed(error: unknown): void {
    throw error
  }
  replied(replied: string): void {
    this.#keep({ replied })
  }
  happened(happened: Happening): void {
    this.#keep({ happened })
  }
  alias(volatile: string | number, fact: string): void {
    this.aliases.push([volatile, fact])
  }
  accept(build: (lane: Lane) => Actor): Lane {
    const lane = new FakeLane(`${this.name}#${this.connections.length + 1}`, this.tmp, this.signal)
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

  /** What it heard so far. */
  get text(): string {
    return this.bytes.toString()
  }
  get bytes(): Buffer {
    return Buffer.concat(this.kept.flatMap((kept) => ('heard' in kept ? [kept.heard] : [])))
  }
  get said(): string[] {
    return this.kept.flatMap((kept) => ('said' in kept ? [kept.said] : []))
  }
  get events(): Happening[] {
    return this.kept.flatMap((kept) => ('happened' in kept ? [kept.happened] : []))
  }
  /** As a transcript would: what is heard as it is, `*` and `>` rows, and no silent ones. */
  get rows(): string[] {
    const rows: string[] = []
    for (const kept of this.kept) {
      if ('heard' in kept) rows.push(kept.heard.toString())
      else if ('said' in kept) rows.push(kept.said)
      else if ('replied' in kept) rows.push(`> ${kept.replied}`)
      else if (kept.happened.silent !== true)
        rows.push(...(kept.happened.says ?? [`* ${kept.happened.words ?? kept.happened.name}`]))
    }
    return rows
  }

  /** Resolves as soon as `ask` has an answer; asks again whenever something is told. */
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
  event(name: string): Promise<Happening> {
    return this.until(() => this.events.find((event) => event.name === name))
  }
  hears(text: string): Promise<true> {
    return this.until(() => this.text.includes(text) || undefined)
  }
  connection(number: number): Promise<{ lane: FakeLane; actor: Actor }> {
    return this.until(() => this.connections[number - 1])
  }
  /** Nothing can happen to the actor any more. */
  over(): Promise<Happening> {
    return this.until(() => this.events.find((event) => event.ends === 'all'))
  }
}

/** Starts actors for a test file and takes all of them down after each test. */
export function company() {
  let started: Actor[] = []
  let over = new AbortController()
  let tmp: string | undefined
  const folder = () => (tmp ??= mkdtempSync(join(tmpdir(), 'sc-')))
  afterEach(async () => {
    for (const actor of started.toReversed()) await actor.stop({ grace: 250 })
    started = []
    over.abort()
    over = new AbortController()
    if (tmp !== undefined) rmSync(tmp, { recursive: true, force: true })
    tmp = undefined
  })
  const lane = (name: string) => new FakeLane(name, folder(), over.signal)
  return {
    lane,
    get tmp() {
      return folder()
    },
    interrupt: () => over.abort(),
    /** Starts with options as an author would write them; `to` is another actor. */
    async start(kind: ActorKind, options: Record<string, unknown> = {}, name = 'actor') {
      const own = lane(name)
      const written =
        options['to'] === undefined
          ? options
          : { ...options, to: { name: 'server', facts: (options['to'] as Actor).facts() } }
      const parsed = kind.options.safeParse(written)
      if (!parsed.success) throw new Error(parsed.error.issues.map(({ message }) => message).join('; '))
      const actor = await kind.start(parsed.data, own)
      started.push(actor)
      return { actor, lane: own }
    },
  }
}

export function send(actor: Actor, text: string | Uint8Array, times = 1, type: 'text' | 'binary' = 'text'): void {
  const bytes = Buffer.from(text)
  actor.send?.(actor.encode?.(bytes, type) ?? bytes, { times, type })
}
