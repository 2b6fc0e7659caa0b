import type { LaneRole } from './event.ts'
import type { Failure } from './result.ts'

/** How an actor is once a fault has struck and everything is idle, or at the end of a run without one. */
export interface ActorAfterwards {
  /** `server`, `client#3`. */
  readonly name: string
  readonly role: LaneRole
  /** One phrase: `listening on localhost:9000`, `exited 1`. */
  readonly state: string
  /** How it has left by itself, or at a step; absent while it is there. */
  readonly exit?: { readonly code?: string | number; readonly signal?: string; readonly expected: boolean }
  /** The message of an error that nobody caught, where it died of one: `Error: read ECONNRESET`. */
  readonly crash?: string
  /** Resident bytes of its processes; absent where the system does not say it, and for an actor without processes. */
  readonly memory?: number
}

/** Somebody breaks connections of a run, and judges how the actors take it. */
export interface Harm {
  /** True once a fault has struck: then no step fails the scenario for what it misses. */
  struck(): boolean
  /** What is held: the failure of an actor that takes it badly. Asked when everything is idle, also where no fault has struck. */
  judge(actors: readonly ActorAfterwards[]): Failure | undefined
}
