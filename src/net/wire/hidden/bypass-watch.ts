import { listeningOf } from '../../../kernel/listening.ts'
import { portIn, type InternetRow } from '../../../kernel/tables.ts'
import type { NotLed } from '../../../model/shake.ts'
import type { LedActor } from '../../../model/wires.ts'
import { connections, ownersOf, pairOf, placeOf, tcpPort, type Owners } from './connections.ts'
import type { LedEnds } from './ends.ts'
import { bypassed, datagramsOf, outside, unconnected, type BypassReason } from './not-led.ts'
import { placesOf } from './places.ts'
import type { Place } from './relay.ts'

/** Milliseconds between two looks at least, and so many times as long as the last one took: tables may be long. */
const pause = 10
const times = 5

/** A connection that leads around the wires. */
interface Around {
  readonly server: string
  readonly port: number
  client?: string | undefined
}

/**
 * Looks in the kernel’s tables for connections of actors that do not go through wires, every few milliseconds. One that was closed in
 * order stays there for a while (TIME_WAIT); one that was reset is seen while it lasts.
 */
export class BypassWatch {
  readonly #ends: LedEnds
  readonly #actors: () => readonly LedActor[]
  /** Connections of before the run. */
  readonly #before: ReadonlySet<string>
  /** In which look an actor, or a port, was there first. */
  readonly #since = new Map<string | number, number>()
  #looks = 0
  /** Where actors listen or have listened. */
  readonly #ports = new Map<number, string>()
  readonly #listeningPrograms = new Set<string>()
  /** By the port of the client. */
  readonly #around = new Map<number, Around>()
  /** Places where no actor listens, by who is connected to them. */
  readonly #outside = new Map<string, Set<string>>()
  readonly #datagrams = new Set<string>()
  /** The kinds of actors that talk over something else, by their names. */
  readonly #unconnected = new Map<string, string>()
  /** Connections whose actor is known, and those whose actor is not, by their pair of ends. */
  readonly #known = new Set<string>()
  readonly #unowned = new Map<string, InternetRow>()
  /** Connections of an actor to itself, by the port of its client. */
  readonly #own = new Set<number>()
  #timer: NodeJS.Timeout

  constructor(ends: LedEnds, actors: () => readonly LedActor[]) {
    this.#ends = ends
    this.#actors = actors
    this.#before = new Set(connections().map(pairOf))
    this.#timer = setTimeout(() => this.#lookAgain(), pause)
  }

  #lookAgain(): void {
    const began = performance.now()
    this.look()
    this.#timer = setTimeout(() => this.#lookAgain(), Math.max(pause, times * (performance.now() - began))).unref()
  }

  stop(): void {
    clearTimeout(this.#timer)
  }

  /** These actors are there now, and others are about to be. */
  note(actors: readonly LedActor[]): void {
    this.#looks += 1
    for (const { name } of actors) if (!this.#since.has(name)) this.#since.set(name, this.#looks)
  }

  /** An actor listens here. */
  listens({ name, processes }: LedActor, place: Place): void {
    if (processes !== undefined) this.#listeningPrograms.add(name)
    if (!('port' in place)) return
    this.#ports.set(place.port, name)
    if (!this.#since.has(place.port)) this.#since.set(place.port, this.#looks)
  }

  look(): void {
    const actors = this.#actors()
    this.note(actors)
    const rows = connections().filter((row) => !this.#before.has(pairOf(row)) && !this.#known.has(pairOf(row)))
    for (const actor of actors) this.#lookAt(actor)
    for (const actor of actors) this.#lookAtEnds(actor)
    if (rows.length === 0) return
    const owners = ownersOf(actors)
    for (const row of rows) this.#judge(row, owners)
  }

  #lookAt(actor: LedActor): void {
    const { name, kind, over, processes } = actor
    if (over === 'device') this.#unconnected.set(name, kind)
    if (over === 'datagrams' || listeningOf(processes?.() ?? [], 'udp').length > 0) this.#datagrams.add(name)
    for (const place of actor.listens ? placesOf(actor) : []) if (!('message' in place)) this.listens(actor, place)
  }

  /** An actor without a process knows where its connection leads. */
  #lookAtEnds({ name, ends }: LedActor): void {
    const { remote } = ends?.() ?? {}
    const [, port] = tcpPort.exec(remote ?? '') ?? []
    if (port !== undefined && !this.#ports.has(Number(port)))
      this.#addOutside(this.#outside, name, (remote as string).replace('tcp:', ''))
  }

  #judge(row: InternetRow, { byInode, byPorts }: Owners): void {
    const [local, remote] = [portIn(row.local), portIn(row.remote)]
    const accepted = this.#ports.has(local)
    const owner = accepted ? undefined : (byInode.get(row.inode) ?? byPorts.get(`${local} ${remote}`))
    // What nobody owns may have its owner when it is looked at again.
    if (owner === undefined) this.#unowned.set(pairOf(row), row)
    else {
      this.#known.add(pairOf(row))
      this.#unowned.delete(pairOf(row))
    }
    const port = accepted ? local : remote
    const server = this.#ports.get(port)
    if (server !== undefined) this.connected(server, port, accepted ? remote : local, owner)
    else if (owner !== undefined && !this.#isOurs(remote)) this.#addOutside(this.#outside, owner, placeOf(row))
  }

  #addOutside(places: Map<string, Set<string>>, owner: string, place: string): void {
    places.set(owner, new Set(places.get(owner)).add(place))
  }

  /** Of connections that are over (TIME_WAIT) the tables have no owner: it is the program that has the port in its options. */
  #allOutside(): ReadonlyMap<string, ReadonlySet<string>> {
    const all = new Map(this.#outside)
    const owners = new Map<number, string | undefined>()
    for (const row of this.#unowned.values()) {
      const port = portIn(row.remote)
      if (this.#isOurs(port) || this.#ports.has(port) || this.#ports.has(portIn(row.local))) continue
      if (!owners.has(port)) owners.set(port, this.#onlyOneWith(port))
      const owner = owners.get(port)
      if (owner !== undefined) this.#addOutside(all, owner, placeOf(row))
    }
    return all
  }

  /** Somebody has connected to an actor, from a port of this number. */
  connected(server: string, port: number, from: number, client?: string): void {
    if (this.#isOurs(from) || this.#own.has(from)) return
    if (client === server) {
      this.#own.add(from)
      this.#around.delete(from)
      return
    }
    const known = this.#around.get(from)
    if (known === undefined) this.#around.set(from, { server, port, client })
    else known.client ??= client
  }

  /** A port that a wire has made for itself. */
  #isOurs(port: number): boolean {
    return this.#ends.portBehind(port) !== port
  }

  /** Whether a connection to this actor did not go through a wire. */
  isBypassed(actor: string): boolean {
    return [...this.#withPort(), ...this.#around.values()].some(({ server }) => server === actor)
  }

  /** Programs that listen, and to which nobody has connected around a wire. */
  unreached(): readonly string[] {
    return [...this.#listeningPrograms].filter((name) => !this.isBypassed(name))
  }

  /** Programs that have the port of another actor in their options, and not from a wire; they may have reset a connection unseen. */
  #withPort(): readonly Around[] {
    return this.#actors().flatMap(({ name, processes }) =>
      processes === undefined
        ? []
        : [...this.#ports].flatMap(([port, server]) =>
            server !== name && this.#mentions(name, port) ? [{ server, port, client: name }] : [],
          ),
    )
  }

  found(): readonly NotLed[] {
    const bypasses = new Map<string, NotLed>()
    for (const around of [...this.#withPort(), ...this.#around.values()]) {
      const { server, port } = around
      const client = around.client ?? this.#onlyOneWith(port)
      bypasses.set(
        JSON.stringify([server, client]),
        bypassed({ server, port, client, reason: this.#reason(client, port) }),
      )
    }
    return [
      ...bypasses.values(),
      ...[...this.#allOutside()].map(([client, places]) => outside(client, [...places])),
      ...(this.#datagrams.size === 0 ? [] : [datagramsOf([...this.#datagrams])]),
      ...[...this.#unconnected].map(([actor, kind]) => unconnected(actor, kind)),
    ]
  }

  #reason(client: string | undefined, port: number): BypassReason {
    if (client === undefined) return 'unknown'
    const [since = 0, listens = 0] = [this.#since.get(client), this.#since.get(port)]
    if (since < listens) return 'earlier'
    return this.#mentions(client, port) ? 'written' : 'unknown'
  }

  /** The program that has this port in its options, where only one has it besides who listens there; others are known while they last. */
  #onlyOneWith(port: number): string | undefined {
    const names = this.#actors().flatMap(({ name, processes }) => (processes === undefined ? [] : [name]))
    const mentioned = names.filter((name) => name !== this.#ports.get(port) && this.#mentions(name, port))
    return mentioned.length === 1 ? mentioned[0] : undefined
  }

  /** Whether an actor has got this port from its options, and not one of a wire instead. */
  #mentions(name: string, port: number): boolean {
    if (this.#ends.isLedTo(name, port)) return false
    const written =
      this.#actors()
        .find((actor) => actor.name === name)
        ?.written() ?? ''
    return new RegExp(String.raw`\b${port}\b`).test(written)
  }
}
