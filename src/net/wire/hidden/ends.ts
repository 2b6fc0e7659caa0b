import type { PlannedFault, StreamDirection } from '../../../model/shake.ts'
import type { WireEnds } from '../../../model/wires.ts'

/** One connection that goes through a wire, by the names of its four ends. */
export interface Led {
  /** The client's own end, and the wire's that it has connected to. */
  readonly client: string
  readonly wire: string
  /** The wire's own end, and that of the actor that listens. */
  readonly onward: string
  readonly target: string
  /** Bytes of each direction that are to arrive in one piece. */
  readonly joins: Readonly<Record<StreamDirection, NonNullable<PlannedFault['joins']>>>
}

const portOf = (end: string): number => Number(end.slice(end.lastIndexOf(':') + 1))

/** Which ends stand for which: what a client and a server see of each other is the wire between them. */
export class LedEnds {
  readonly #byClient = new Map<string, Led>()
  readonly #byOnward = new Map<string, Led>()
  /** Where a wire listens, and where the actor does that it leads to. */
  readonly #targets = new Map<string, string>()
  readonly #ports = new Map<number, number>()

  /** Ports in whose place an actor has got that of a wire, by its name. */
  readonly #given = new Map<string, Set<number>>()

  /** This actor has got the port of a wire in the place of this one. */
  given(actor: string, port: number): void {
    this.#given.set(actor, (this.#given.get(actor) ?? new Set()).add(port))
  }

  isLedTo(actor: string, port: number): boolean {
    return this.#given.get(actor)?.has(port) === true
  }

  listens(wire: string, target: string): void {
    this.#targets.set(wire, target)
    this.#ports.set(portOf(wire), portOf(target))
  }

  connected(led: Led): void {
    this.#byClient.set(led.client, led)
    this.#byOnward.set(led.onward, led)
    this.#ports.set(portOf(led.onward), portOf(led.client))
  }

  /** True for an end that a wire has made. */
  isOnward(end: string): boolean {
    return this.#byOnward.has(end)
  }

  /** An actor’s own end is never a wire’s, even if a later client has got the same port: the kernel gives one to each destination. */
  behind({ local, remote }: WireEnds): WireEnds {
    return {
      ...(local === undefined ? {} : { local }),
      ...(remote === undefined ? {} : { remote: this.#behind(remote) }),
    }
  }

  #behind(end: string): string {
    return this.#byOnward.get(end)?.client ?? this.#targets.get(end) ?? end
  }

  before(end: string): string {
    return this.#byClient.get(end)?.onward ?? end
  }

  /** True for a port that stands for another one. */
  stands(port: number): boolean {
    return this.#ports.has(port)
  }

  portBehind(port: number): number {
    return this.#ports.get(port) ?? port
  }

  /** Each port that a wire has brought in, and the one that it stands for. */
  ports(): IterableIterator<[number, number]> {
    return this.#ports.entries()
  }

  /** True when what is written from `local` on, behind so many bytes, is to arrive in one piece with these. */
  joins({ local, remote }: WireEnds, written: number): boolean {
    const joins = this.#byClient.get(local ?? '')?.joins.up ?? this.#byClient.get(remote ?? '')?.joins.down ?? []
    return joins.some(({ from, to }) => from < written && written < to)
  }

  hops({ local, remote }: WireEnds): readonly WireEnds[] {
    const up = local === undefined ? undefined : this.#byClient.get(local)
    if (up !== undefined && up.target === remote)
      return [
        { local: up.client, remote: up.wire },
        { local: up.onward, remote: up.target },
      ]
    const down = remote === undefined ? undefined : this.#byClient.get(remote)
    if (down !== undefined && down.target === local)
      return [
        { local: down.target, remote: down.onward },
        { local: down.wire, remote: down.client },
      ]
    return [{ ...(local === undefined ? {} : { local }), ...(remote === undefined ? {} : { remote }) }]
  }
}
