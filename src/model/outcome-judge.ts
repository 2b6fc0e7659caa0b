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

/** `full` when a program has more memory than it may, and long enough to be judged for it, `grows` while it may come to that. */
export type MemoryState = 'full' | 'grows'

/** Where the steps of a run stand that a fault has struck. */
export interface StepsAfterwards {
  /** The step that missed something because of it, and ended the steps; absent where all were run. */
  readonly endedAt?: { readonly line: number; readonly verb: string }
  /** So many steps at the top were played before that one; absent with it, and where it is one of none of these. */
  readonly played?: number
  /** Actors that the steps which were not run any more would have made do something. */
  readonly skipped: ReadonlySet<string>
  /** Those among them that had been started and would have been started anew before all else: they would have ended by then. */
  readonly restarted: ReadonlySet<string>
}

/** Somebody breaks connections of a run, and judges how the actors take it. */
export interface OutcomeJudge {
  /** True once a fault has struck: then no step fails the scenario for what it misses. */
  struck(): boolean
  /** Looks at the resident bytes of programs, by the names of their actors, `now` in milliseconds. */
  memory?(bytes: ReadonlyMap<string, number>, now: number): MemoryState | undefined
  /** The failure of an actor that takes it badly; undefined where all take it well. Asked when everything is idle, also where no fault has struck. */
  failureOf(actors: readonly ActorAfterwards[], steps: StepsAfterwards): Failure | undefined
}
