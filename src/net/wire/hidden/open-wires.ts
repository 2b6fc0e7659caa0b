import type { Facts } from '../../../model/actor.ts'
import type { NotLed, Plan, PlannedFault, Stream } from '../../../model/shake.ts'
import type { LedActor, WireEnds, Wires } from '../../../model/wires.ts'
import { BypassWatch } from './bypass-watch.ts'
import { LedEnds } from './ends.ts'
import { bypassed, earlyAtPath, neverReached, noWire } from './not-led.ts'
import { PortsInText } from './ports-in-text.ts'
import { placesOf } from './places.ts'
import { Relay, type Place, type RelaySetting } from './relay.ts'

/** The wires of one run, and what can be asked about them afterwards. */
export interface OpenWires {
  /** For the host of the run. */
  readonly wires: Wires
  /** What went over each stream, in the order in which its connection came. */
  streams(): readonly Stream[]
  /** What no wire has passed on; complete only where the run was watched. */
  notLed(): readonly NotLed[]
  /** Planned faults whose stream there was. */
  applied(): ReadonlySet<PlannedFault>
  /** True once a connection has been broken as planned. */
  struck(): boolean
  /** Whether this actor still listens where a wire leads to it. */
  serves(actor: string): boolean
}

/**
 * Wires that disturb the streams of one run as planned, and hand on everything as it is where nothing is planned. A run that is `watched`
 * also looks for what does not lead through them, which costs it time.
 */
export function openWires({ faults }: Pick<Plan, 'faults'>, { watched = false } = {}): OpenWires {
  const applied = new Set<PlannedFault>()
  let struck = false
  const events = { applied: (fault: PlannedFault) => applied.add(fault), struck: () => (struck = true) }
  const wires = new HiddenWires(faults, events, watched)
  return {
    wires,
    streams: () => wires.streams(),
    notLed: () => wires.notLed(),
    applied: () => applied,
    struck: () => struck,
    serves: (actor) => wires.serves(actor),
  }
}

/** What actors say about ports of others. */
const portFacts = ['port', 'remotePort'] as const

const keyOf = (place: Place): string => ('path' in place ? place.path : String(place.port))

class HiddenWires implements Wires {
  readonly passed = new Map<string, number>()
  readonly #ends = new LedEnds()
  readonly #setting: RelaySetting
  /** All that there have been, the newest of an actor and place last. */
  readonly #relays: Relay[] = []
  readonly #ports = new Map<string, number>()
  readonly #numbers = new Map<string, { next: number }>()
  readonly #texts = new Map<string, PortsInText>()
  readonly #notLed = new Map<string, NotLed>()
  /** Connections over Unix sockets that actors have accepted. */
  readonly #acceptedAtPath = new Map<string, number>()
  readonly #watch: BypassWatch | undefined
  #actors: () => readonly LedActor[] = () => []
  #leading: Promise<void> = Promise.resolve()
  #over = false

  constructor(faults: readonly PlannedFault[], events: Pick<RelaySetting, 'applied' | 'struck'>, watched: boolean) {
    this.#watch = watched ? new BypassWatch(this.#ends, () => this.#actors()) : undefined
    this.#setting = {
      ends: this.#ends,
      faults,
      ...events,
      passed: (actor) => this.passed.set(actor, (this.passed.get(actor) ?? 0) + 1),
    }
  }

  async lead(actors: () => readonly LedActor[]): Promise<void> {
    this.#actors = actors
    const now = actors()
    this.#watch?.note(now)
    // Of a group that begins at once each asks, and the first has led all.
    this.#leading = this.#leading.then(() => this.#lead(now.filter(({ listens }) => listens)))
    return this.#leading
  }

  look(): void {
    this.#watch?.look()
  }

  async #lead(actors: readonly LedActor[]): Promise<void> {
    const known = new Set<string>()
    for (const actor of actors) {
      for (const found of placesOf(actor)) {
        if ('message' in found) {
          this.#notLed.set(actor.name, found)
          continue
        }
        this.#watch?.listens(actor, found)
        known.add(`${actor.name} ${keyOf(found)}`)
        const there = this.#relayAt(actor.name, found)
        if (there?.leads === false) there.leave()
        if (!this.#over && there?.leads !== true) await this.#open(actor.name, found)
      }
    }
    for (const relay of this.#listening) if (!known.has(`${relay.actor} ${keyOf(relay.place)}`)) relay.leave()
  }

  async #open(actor: string, place: Place): Promise<void> {
    const key = `${actor} ${keyOf(place)}`
    const numbers = this.#numbers.get(actor) ?? { next: 1 }
    this.#numbers.set(actor, numbers)
    const relay = new Relay(actor, place, this.#setting, numbers)
    try {
      await relay.listen(this.#ports.get(key) ?? 0)
    } catch (error) {
      this.#notLed.set(actor, noWire(actor, error))
      return
    }
    this.#relays.push(relay)
    this.#ports.set(key, relay.port)
    if (this.#over) relay.destroy()
  }

  get #listening(): Relay[] {
    return this.#relays.filter((relay) => relay.listening)
  }

  #relayAt(actor: string, place: Place): Relay | undefined {
    return this.#listening.find((relay) => relay.actor === actor && keyOf(relay.place) === keyOf(place))
  }

  leave(actor: string): void {
    for (const relay of this.#listening) if (relay.actor === actor) relay.leave()
  }

  accepted(actor: string, remote: string | undefined): void {
    const [, from] = /^tcp:.*:(\d+)$/.exec(remote ?? '') ?? []
    const port = this.#portOf(actor)
    if (from !== undefined && !this.#ends.isOnward(remote as string)) this.#acceptedAround(actor, port, Number(from))
    // Who listens at a port and accepts somebody without one receives datagrams.
    else if (from === undefined && port === 0)
      this.#acceptedAtPath.set(actor, (this.#acceptedAtPath.get(actor) ?? 0) + 1)
  }

  #acceptedAround(actor: string, port: number, from: number): void {
    this.#watch?.connected(actor, port, from)
    if (!this.#notLed.has(actor)) this.#notLed.set(actor, bypassed({ server: actor, port, reason: 'unknown' }))
  }

  #portOf(actor: string): number {
    const port = this.#actors()
      .find(({ name }) => name === actor)
      ?.facts()['port']
    return typeof port === 'number' ? port : 0
  }

  instead(actor: string, text: string): string {
    let changed = text
    for (const { actor: own, place, port } of this.#listening) {
      if (own === actor || 'path' in place) continue
      const led = text === String(place.port) ? String(port) : changed.replaceAll(withHost(place.port), `$1${port}`)
      if (led !== changed) this.#ends.given(actor, place.port)
      changed = led
    }
    return changed
  }

  portBehind(port: number): number {
    return this.#ends.portBehind(port)
  }

  factsBehind(facts: Facts): Facts {
    const changed = portFacts.flatMap((name) => {
      const value = facts[name]
      return typeof value === 'number' ? [[name, this.portBehind(value)] as const] : []
    })
    return changed.length === 0 ? facts : { ...facts, ...Object.fromEntries(changed) }
  }

  bytesBehind(stream: string, bytes: Uint8Array): Uint8Array {
    const numbers = this.#texts.get(stream) ?? new PortsInText((port) => this.#ends.portBehind(port))
    this.#texts.set(stream, numbers)
    return numbers.next(bytes)
  }

  endsBehind(ends: WireEnds): WireEnds {
    return this.#ends.behind(ends)
  }

  endBefore(end: string | undefined): string | undefined {
    return end === undefined ? undefined : this.#ends.before(end)
  }

  joins(ends: WireEnds, written: number): boolean {
    return this.#ends.joins(ends, written)
  }

  hops(ends: WireEnds): readonly WireEnds[] {
    return this.#ends.hops(ends)
  }

  moving(): ReadonlySet<string> {
    return new Set(this.#relays.filter((relay) => relay.busy).map(({ actor }) => actor))
  }

  *standIns(): Iterable<{ readonly number: number; readonly behind: number }> {
    for (const [number, behind] of this.#ends.ports()) yield { number, behind }
  }

  streams(): readonly Stream[] {
    return this.#relays.flatMap(({ streams }) => streams.map(({ stream }) => stream))
  }

  serves(actor: string): boolean {
    return this.#relays.some((relay) => relay.actor === actor && relay.serves)
  }

  notLed(): readonly NotLed[] {
    const led = (actor: string): number => (this.#numbers.get(actor)?.next ?? 1) - 1
    const early = [...this.#acceptedAtPath].filter(([actor, count]) => count > led(actor))
    const seen = new Map([...this.#notLed, ...early.map(([actor]) => [actor, earlyAtPath(actor)] as const)])
    if (this.#watch === undefined) return [...seen.values()]
    const unseen = this.#watch.unreached().filter((actor) => led(actor) === 0 && !seen.has(actor))
    const known = [...seen].filter(([actor]) => this.#watch?.isBypassed(actor) !== true)
    return [
      ...known.map(([, found]) => found),
      ...this.#watch.found(),
      ...unseen.map((actor) => neverReached(actor, this.#portOf(actor) !== 0)),
    ]
  }

  async close(): Promise<void> {
    this.#over = true
    this.#watch?.stop()
    await this.#leading
    for (const relay of this.#relays) relay.destroy()
  }
}

/** A port behind a loopback address, as in `http://localhost:9000/`. */
const withHost = (port: number): RegExp =>
  new RegExp(String.raw`((?:\blocalhost|\b127\.0\.0\.1|\[::1\]):)${port}\b`, 'g')
