import type { Actor } from '../../model/actor.ts'
import type { Framer } from '../../model/framer.ts'
import type { ActorKind } from '../../model/plugin.ts'
import type { ActorDeclaration } from '../../model/scenario.ts'
import type { RunLane } from '../lane/lane.ts'
import type { Lifetime } from './lifetime.ts'

/** One actor (or one instance of a group) over all its lives. */
export interface ActorInstance {
  readonly name: string
  /** Its number in its group, counted from 1. */
  readonly number: number | undefined
  readonly declaration: ActorDeclaration
  readonly kind: ActorKind
  readonly framer: Framer
  /** The lane of the present life; made when it is first started or connected. */
  lane: RunLane | undefined
  actor: Actor | undefined
  /** A start that has not ended yet; it never rejects. */
  starting: Promise<void> | undefined
  /** Ended when the run is done with the present life. */
  lifetime: Lifetime | undefined
  /** Connections of the present life by number - 1; one that a step names before it has come has no actor yet. */
  connections: Connection[]
  /** The connections of the present life by the client of ours at their other end, once there is one. */
  callers: Map<ActorInstance, Connection> | undefined
  arrived: number
  /** How many connects to this server steps of this life have made. */
  known: number
  /** The highest number of a connection that a step of this life has addressed, also as plain `server`. */
  addressed: number
  /** The number that `#latest` of the newest step with it meant. */
  latest?: number
  /** Actors of earlier lives and connections, still to be taken down at the end. */
  readonly former: Actor[]
}

export interface Connection {
  readonly number: number
  readonly lane: RunLane
  actor: Actor | undefined
  /** The actor of ours at the other end. */
  client: ActorInstance | undefined
}

/** The target of a step: an actor itself, or one of its connections. */
export interface Endpoint {
  readonly name: string
  readonly instance: ActorInstance
  readonly lane: RunLane
  readonly connection: Connection | undefined
}

export function actorOf(endpoint: Endpoint): Actor | undefined {
  return endpoint.connection === undefined ? endpoint.instance.actor : endpoint.connection.actor
}

/** Declared with `tail: open`: it may never become idle. */
export const isEndless = (instance: ActorInstance): boolean => instance.declaration.tail === 'open'
