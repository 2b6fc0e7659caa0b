import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach } from 'vitest'
import type { Actor, ActorReference, Happening, Lane, Verb } from '../../src/plugin.ts'
import { lineFramer } from './line-framer.ts'

/** What a lane was told, in order. */
export type Told =
  | { readonly heard: string; readonly bytes: Buffer; readonly stream?: string; readonly message?: 'text' | 'binary' }
  | { readonly said: string }
  | { readonly event: Happening }

/** A lane for tests: keeps everything, and wakes whoever waits for it. */
export class FakeLane implements Lane {
  readonly told: Told[] = []
  readonly connections: { readonly lane: FakeLane; readonly actor: Actor }[] = []
  readonly aliases: [string, string][] = []
  readonly name: string
  readonly #waiting = new Set<() => void>()
  readonly signal: AbortSignal
  readonly tmp: string
  readonly dir: string
  readonly env = {}

  constructor(name: string, tmp: string, signal: AbortSignal) {
    this.name = name
    this.tmp = tmp
    this.dir = tmp
    this.signal = signal
  }

  hear(bytes: Uint8Array, how?: { stream?: string; message?: 'text' | 'binary' }): void {
    const copy = Buffer.from(bytes)
    this.#tell({ heard: copy.toString(), bytes: copy, ...how })
  }
  say(line: string): void {
    this.#tell({ said: line })
  }
  happened(event: Happening): void {
    this.#tell({ event })
  }
  readonly framer = lineFramer
  sent(): void {}
  failed(error: unknown): void {
    throw error
  }
  replied(line: string): void {
    this.#tell({ said: line })
  }
  accept(build: (lane: Lane) => Actor): Lane {
    const lane = new FakeLane(`${this.name}#${this.connections.length + 1}`, this.tmp, this.signal)
    this.connections.push({ lane, actor: build(lane) })
    this.#wake()
    return lane
  }
  alias(volatile: string | number, fact: string): void {
    this.aliases.push([String(volatile), fact])
  }

  /** Everything heard on a stream so far, as one text. */
  text(stream?: string): string {
    return Buffer.concat(
      this.told.flatMap((each) => ('heard' in each && each.stream === stream ? [each.bytes] : [])),
    ).toString()
  }
  get messages(): string[] {
    return this.told.flatMap((each) => ('heard' in each ? [each.heard] : []))
  }
  get lines(): string[] {
    return this.told.flatMap((each) => ('said' in each ? [each.said] : []))
  }
  get events(): Happening[] {
    return this.told.flatMap((each) => ('event' in each ? [each.event] : []))
  }
  event(name: string): Promise<Happening> {
    return this.until(() => this.events.find((event) => event.name === name))
  }
  async connection(number: number): Promise<{ lane: FakeLane; actor: Actor }> {
    return this.until(() => this.connections[number - 1])
  }
  /** Resolves with the first answer that is neither undefined nor false; asked again whenever something is told. */
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
  #tell(told: Told): void {
    this.told.push(told)
    this.#wake()
  }
  #wake(): void {
    for (const look of this.#waiting) look()
  }
}

/** Lanes and actors that are gone after each test. */
export function stagehand() {
  const tmp = mkdtempSync(join(tmpdir(), 'scn-'))
  let over = new AbortController()
  let actors: Actor[] = []
  afterEach(async () => {
    await Promise.all(actors.map((actor) => actor.stop({ grace: 200 })))
    actors = []
    over.abort()
    over = new AbortController()
  })
  afterAll(() => rm(tmp, { recursive: true, force: true }))
  return {
    tmp,
    lane: (name = 'actor') => new FakeLane(name, tmp, over.signal),
    /** Starts an actor from options as an author would write them. */
    async start<T>(
      kind: { options: { safeParse(value: unknown): unknown }; start(options: T, lane: Lane): Promise<Actor> },
      written: unknown,
      lane = new FakeLane('actor', tmp, over.signal),
    ): Promise<{ actor: Actor; lane: FakeLane }> {
      const parsed = kind.options.safeParse(written) as { success: true; data: T } | { success: false; error: Error }
      if (!parsed.success) throw parsed.error
      const actor = await kind.start(parsed.data, lane)
      actors.push(actor)
      return { actor, lane }
    },
  }
}

export const reference = (name: string, actor: Actor): ActorReference => ({ name, facts: actor.facts() })

export function send(actor: Actor, text: string | Uint8Array, times = 1, type?: 'text' | 'binary'): void {
  actor.send?.(Buffer.from(text), { times, ...(type === undefined ? {} : { type }) })
}

/** Runs a kind's own verb with an argument as an author would write it. */
export async function doVerb(verb: Verb | undefined, actor: Actor, written: unknown): Promise<void> {
  const parsed = verb?.argument.safeParse(written)
  if (verb === undefined || parsed?.success !== true) throw new Error(`not an argument: ${JSON.stringify(parsed)}`)
  const nowhere = { atRest: async () => {}, row: () => {} } as unknown as Parameters<Verb['run']>[2]
  await verb.run(actor, parsed.data, nowhere)
}
