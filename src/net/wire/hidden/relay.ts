import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import type { PlannedFault, StreamDirection } from '../../../model/shake.ts'
import { giveBackPort, isPortTaken, takePort } from '../../../kernel/taken-ports.ts'
import { endsOf, withPort } from '../../../text/hosts.ts'
import { Link } from '../link.ts'
import type { Fault } from '../fault.ts'
import { connectFrom, portsBeside, type Target } from './beside.ts'
import type { Led, LedEnds } from './ends.ts'
import { isListenedOn } from './listened-on.ts'
import { faultsOf, breakOf } from './planned.ts'
import { SocketFile } from './socket-file.ts'
import { Tap } from './tap.ts'

/** Where an actor listens: addresses of one port, or the path of a Unix socket, which it `removes` itself or leaves there when it closes. */
export type Place = PortPlace | { readonly path: string; readonly removes: boolean }
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
  #file: SocketFile | undefined
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

  /** False where the actor has a new socket at its path. */
  get leads(): boolean {
    return this.listening && this.#file?.stands !== false
  }

  /** Whether the actor still listens behind it; where the system does not show it, it does. */
  get serves(): boolean {
    return this.listening && isListenedOn(this.place)
  }

  get busy(): boolean {
    for (const isBusy of this.#links.values()) if (isBusy()) return true
    return false
  }

  /** `port`: where it listened before; any free one when 0. Rejects where it cannot listen anywhere. */
  async listen(port: number): Promise<void> {
    const { place } = this
    if ('path' in place) {
      const { file, server } = await SocketFile.take(place.path, (at, path) => this.#serve({ path: at }, { path }))
      this.#file = file
      this.#servers = [server]
      return
    }
    const known = port === 0 ? [] : [port]
    const wanted = [...known, ...portsBeside(place.port, isPortTaken), 0, 0, 0]
    for (let next = wanted.shift(); next !== undefined && !this.listening; next = wanted.shift()) {
      // A program of a run beside this one may be about to listen there.
      if (next !== 0 && next !== port && !this.#take(next)) continue
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
    this.#file?.leave('path' in this.place && this.place.removes)
    this.#file = undefined
  }

  destroy(): void {
    this.leave()
    this.#giveBack()
    for (const link of this.#links.keys()) link.destroy()
  }

  async #serve(where: Target, target: Target): Promise<Server> {
    const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => this.#accept(client, target))
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen({ ...where, exclusive: true }, () => {
        server.off('error', reject)
        resolve()
      })
    })
    return server
  }

  #accept(client: Socket, target: Target): void {
    const number = this.#numbers.next++
    this.#setting.passed(this.actor)
    const { ends } = this.#setting
    // No two connections of a run have the same: each stands for another.
    const ports = client.remotePort === undefined ? [] : portsBeside(client.remotePort, (each) => ends.stands(each))
    connectFrom(ports, target, (server) => this.#link(client, server, target, number))
  }

  #link(client: Socket, server: Socket, target: Target, number: number): void {
    const setting = this.#setting
    const faults = setting.faults.filter((each) => each.actor === this.actor && each.connection === number)
    const joins = joinsOf(faults)
    const { local, remote } = endsOf(client)
    // The kernel names our end at once, before the other side can have accepted it.
    const onward = endsOf(server).local
    if ('port' in target && local !== undefined && remote !== undefined && onward !== undefined)
      setting.ends.connected({ client: remote, wire: local, onward, target: end(target.host, target.port), joins })
    const breaks = new Set<Fault>()
    const link = new Link(client, server, {
      number,
      seed: number,
      path: 'path' in this.place ? this.place.path : undefined,
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
