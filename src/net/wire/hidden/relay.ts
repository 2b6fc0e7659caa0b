import { chmodSync, renameSync, rmSync, statSync } from 'node:fs'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import type { PlannedFault, StreamDirection } from '../../../model/shake.ts'
import { listeners } from '../../../kernel/listening.ts'
import { giveBackPort, takePort } from '../../../kernel/taken-ports.ts'
import { endsOf, withPort } from '../../../text/hosts.ts'
import { Link } from '../link.ts'
import type { Fault } from '../fault.ts'
import type { Led, LedEnds } from './ends.ts'
import { isListenedOn } from './listened-on.ts'
import { faultsOf, breakOf } from './planned.ts'
import { Tap } from './tap.ts'

/** Where an actor listens: addresses of one port, or the path of a Unix socket. */
export type Place = PortPlace | { readonly path: string }
interface PortPlace {
  readonly port: number
  readonly hosts: readonly string[]
}

/** What all relays of a run share. */
export interface RelaySetting {
  readonly ends: LedEnds
  readonly faults: readonly PlannedFault[]
  /** Something has passed to or from this actor. */
  passed(actor: string): void
  applied(fault: PlannedFault): void
  /** A fault that breaks a connection has come into force. */
  struck(): void
}

/** Milliseconds without progress after which a full wire counts as one whose reader does not read. */
const stall = 150

/** Ports that differ from this one in their last digit only: what is cut within one still differs from other numbers. */
const beside = (port: number): number[] =>
  Array.from({ length: 10 }, (_, last) => port - (port % 10) + last).filter((each) => each !== port && each < 65_536)

const end = (host: string, port: number): string => `tcp:${withPort(host, port)}`

/** Listens in front of an actor and hands its callers on to it, one wire for each. */
export class Relay {
  readonly actor: string
  readonly place: Place
  /** Where it listens itself; 0 over a Unix socket. */
  port = 0
  readonly streams: Tap[] = []
  readonly #setting: RelaySetting
  #servers: Server[] = []
  readonly #links = new Map<Link, () => boolean>()
  /** Where the socket of the actor stands while the relay has its path. */
  #movedTo: string | undefined
  readonly #numbers: { next: number }
  /** Its own port, which no run of this process may draw. */
  #taken: number | undefined

  /** `numbers` goes on over all lives of an actor. */
  constructor(actor: string, place: Place, setting: RelaySetting, numbers: { next: number }) {
    this.actor = actor
    this.place = place
    this.#setting = setting
    this.#numbers = numbers
  }

  get listening(): boolean {
    return this.#servers.length > 0
  }

  /** Whether the actor still listens behind it; where the system does not show it, it does. */
  get serves(): boolean {
    if (!this.listening) return false
    const { place } = this
    // The kernel names both sockets by the path at which they were bound: the relay's own, and the actor's.
    if ('path' in place) return (listeners({ path: place.path })?.length ?? 2) > 1
    return isListenedOn({ port: place.port })
  }

  get busy(): boolean {
    for (const isBusy of this.#links.values()) if (isBusy()) return true
    return false
  }

  /** `port`: where it listened before; any free one when 0. */
  async listen(port: number): Promise<void> {
    const { place } = this
    if ('path' in place) {
      this.#movedTo = `${place.path}~`
      renameSync(place.path, this.#movedTo)
      this.#servers = [await this.#serve(place.path, { path: this.#movedTo })]
      chmodSync(place.path, statSync(this.#movedTo).mode)
      return
    }
    const wanted = port === 0 ? [...beside(place.port), 0, 0, 0] : [port]
    for (let next = wanted.shift(); next !== undefined && !this.listening; next = wanted.shift()) {
      // A program of a run beside this one may be about to listen there.
      if (port === 0 && next !== 0 && !this.#take(next)) continue
      try {
        await this.#listenOn(place, next)
      } catch (error) {
        this.leave()
        this.#giveBack()
        if (wanted.length === 0) throw error
      }
    }
    for (const host of place.hosts) this.#setting.ends.listens(end(host, this.port), end(host, place.port))
  }

  #take(port: number): boolean {
    const isOwn = takePort(port)
    if (isOwn) this.#taken = port
    return isOwn
  }

  #giveBack(): void {
    if (this.#taken !== undefined) giveBackPort(this.#taken)
    this.#taken = undefined
  }

  /** At all addresses of the actor; a port that is free at one may be in use at the other. */
  async #listenOn({ hosts, port }: PortPlace, own: number): Promise<void> {
    this.port = own
    for (const host of hosts) {
      const server = await this.#serve({ host, port: this.port }, { host, port })
      this.port = (server.address() as AddressInfo).port
      this.#servers.push(server)
    }
  }

  /** From now on the kernel refuses callers; connections that are there go on. */
  leave(): void {
    for (const server of this.#servers) server.close()
    this.#servers = []
    if (this.#movedTo !== undefined) rmSync(this.#movedTo, { force: true })
    this.#movedTo = undefined
  }

  destroy(): void {
    this.leave()
    this.#giveBack()
    for (const link of this.#links.keys()) link.destroy()
  }

  async #serve(
    where: string | { readonly host: string; readonly port: number },
    target: { readonly host: string; readonly port: number } | { readonly path: string },
  ): Promise<Server> {
    const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => this.#accept(client, target))
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(typeof where === 'string' ? { path: where } : { ...where, exclusive: true }, () => {
        server.off('error', reject)
        resolve()
      })
    })
    return server
  }

  #accept(client: Socket, target: { readonly host: string; readonly port: number } | { readonly path: string }): void {
    const number = this.#numbers.next++
    const setting = this.#setting
    setting.passed(this.actor)
    const server = connect({ ...target, allowHalfOpen: true, noDelay: true })
    const faults = setting.faults.filter((each) => each.actor === this.actor && each.connection === number)
    const joins = joinsOf(faults)
    if ('port' in target) {
      const { local, remote } = endsOf(client)
      // Node connects in the next tick. The kernel names our end at once, before the other side can have accepted it.
      process.nextTick(() => {
        const onward = endsOf(server).local
        if (local === undefined || remote === undefined || onward === undefined) return
        setting.ends.connected({ client: remote, wire: local, onward, target: end(target.host, target.port), joins })
      })
    }
    const breaks = new Set<Fault>()
    const link = new Link(client, server, {
      number,
      seed: number,
      struck: (fault) => {
        if (breaks.has(fault)) setting.struck()
      },
      unreachable: () => {},
      gone: () => {
        setting.passed(this.actor)
        this.#links.delete(link)
      },
    })
    const taps = [this.#tap('up', number, client), this.#tap('down', number, server)] as const
    for (const [index, tap] of taps.entries()) tap.other = taps[1 - index]
    this.#links.set(link, () => link.busy && !isStalled([client, server], taps))
    for (const planned of faults) {
      setting.applied(planned)
      for (const fault of faultsOf(planned)) link.add(fault)
      const own = breakOf(planned)
      if (own === undefined) continue
      breaks.add(own)
      link.addTo(planned.direction, own)
    }
  }

  #tap(direction: StreamDirection, connection: number, source: Socket): Tap {
    const tap = new Tap({ actor: this.actor, connection, direction }, source, () => this.#setting.passed(this.actor))
    this.streams.push(tap)
    return tap
  }
}

/** What is to arrive in one piece, in each direction. */
const joinsOf = (faults: readonly PlannedFault[]): Led['joins'] => ({
  up: faults.flatMap(({ direction, joins }) => (direction === 'up' ? (joins ?? []) : [])),
  down: faults.flatMap(({ direction, joins }) => (direction === 'down' ? (joins ?? []) : [])),
})

const isStalled = (sockets: readonly Socket[], taps: readonly Tap[]): boolean =>
  sockets.some((socket) => socket.writableLength > 0) && taps.every((tap) => performance.now() - tap.at > stall)
