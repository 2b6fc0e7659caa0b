import type { Facts } from './actor.ts'

/** The two ends of a connection as an actor or the kernel names them, such as `tcp:127.0.0.1:9000`. */
export interface WireEnds {
  readonly local?: string
  readonly remote?: string
}

/** An actor of a run, as wires look at it. */
export interface LedActor {
  readonly name: string
  /** The name of its kind. */
  readonly kind: string
  /** Others may connect to it. */
  readonly listens: boolean
  /** What it talks over where that is no connection: a serial port, datagrams. */
  readonly over: 'device' | 'datagrams' | undefined
  /** Its options as JSON, in which of all names in `${…}` only free ports are filled in. */
  written(): string
  /** Where it listens, in `port` and `host` or in `path`. */
  facts(): Facts
  /** A program may listen anywhere, and only the kernel knows where. */
  readonly processes?: (() => readonly number[]) | undefined
  /** The ends of its one connection, as they would be without wires. */
  readonly ends?: (() => WireEnds | undefined) | undefined
}

/**
 * Wires in front of the actors of one run that listen: what others send to them goes through these, and neither they nor the steps
 * see it. A wire listens at a port of its own, which others get in place of the actor’s; a Unix socket it takes over at its path.
 */
export interface Wires {
  /** Counts what has passed to and from each actor, so that who waits for idle sees that something did. */
  readonly passed: ReadonlyMap<string, number>
  /**
   * Puts wires in front of where these actors listen now, and takes away those where none of them listens any more. `actors` answers those
   * that are there whenever it is called.
   */
  lead(actors: () => readonly LedActor[]): Promise<void>
  /** All actors are about to be taken down: it is seen for the last time which connections do not lead through wires. */
  look(): void
  /** This actor has stopped listening, or is over: from now on nobody is led to it. */
  leave(actor: string): void
  /** An actor has accepted a connection from this end. */
  accepted(actor: string, remote: string | undefined): void
  /** A text in the options of an actor, such as a port, as it must be for others to be led through. */
  instead(actor: string, text: string): string
  /** A port as it would be without wires. */
  portBehind(port: number): number
  /** Facts with the ports as they would be without wires. */
  factsBehind(facts: Facts): Facts
  /** Bytes of a stream, in its order, with the ports as they would be without wires. `stream` is any name for it. */
  bytesBehind(stream: string, bytes: Uint8Array): Uint8Array
  /** Ends as they would be without wires. */
  endsBehind(ends: WireEnds): WireEnds
  /** One end as the actor that listens sees it, of how it would be without wires. */
  endBefore(end: string | undefined): string | undefined
  /** True when what is sent from `local` on, behind so many bytes, is to arrive in one piece with these: then nobody waits in between. */
  joins(ends: WireEnds, written: number): boolean
  /** The connections that the kernel has between these ends, from `local` on. */
  hops(ends: WireEnds): readonly WireEnds[]
  /** Names of the actors to or from which something is on its way in a wire. */
  moving(): ReadonlySet<string>
  /** Numbers that the wires have brought into the run, and those that would stand in their place. */
  standIns(): Iterable<{ readonly number: number; readonly behind: number }>
  /** Everything is closed. */
  close(): Promise<void>
}
