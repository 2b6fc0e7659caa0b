import type { RawRow } from '../../model/event.ts'
import type { OutcomeJudge } from '../../model/outcome-judge.ts'
import type { Step } from '../../language/scenario.ts'
import type { Failure } from '../../model/result.ts'
import type { WaitingStep } from '../../model/progress.ts'
import type { Wires } from '../../model/wires.ts'
import type { Redactor, Secret } from '../../text/redactor.ts'
import type { Reaper } from '../../kernel/reaper.ts'
import type { CutBytes } from '../lane/random-cuts.ts'

/** What a run is handed instead of reaching for it: time, environment, files, interruption. */
export interface RunHost {
  /** Monotonic milliseconds, with fractions. */
  now(): number
  wall(): Date
  readonly env: Readonly<Record<string, string | undefined>>
  /** Where run folders are made; short, since socket names have 107 bytes. */
  readonly tmpRoot: string
  /** From `--var`; they win over the scenario's own. */
  readonly vars: ReadonlyMap<string, string>
  /** Environment variables of all programs, from `--env`; they win over what the scenario lists. */
  readonly programEnv?: Readonly<Record<string, string>>
  /** Values that must never reach a recording, a transcript, a report or the terminal. */
  readonly secrets: readonly Secret[]
  /** Hides them; a run adds what it comes to know. Made anew for the run when absent. */
  readonly redactor?: Redactor
  /** Texts whose numbers a drawn port may equal by accident, such as the committed transcript. */
  readonly known?: readonly string[]
  /** Aborted by Ctrl-C: the run goes to its teardown and answers `interrupted`. */
  readonly signal: AbortSignal
  /** Other scenarios run at the same time, and have something to do while this one waits for the disk. */
  readonly besideOthers?: boolean
  /** The deadlines of steps and of the scenario are multiplied by this; 1 when absent. */
  readonly timeoutScale?: number
  /** Other processes draw free ports too: this one of so many, from 0, draws its own. */
  readonly portShare?: { readonly number: number; readonly of: number }
  /** Where the recording goes; nothing is recorded without it. */
  readonly recordTo?: string
  /** A plugin may end this process: what it did last is in the recording then. */
  readonly recordAtOnce?: boolean
  /** Where the files of a failed run are moved to; they are removed without it. */
  readonly keepTo?: string
  /** Cleans up for a runner that is killed; shared by all scenarios of one invocation. */
  readonly reaper?: Reaper
  /**
   * Handlers of an uncaught error, called before it is reported as a bug: a handler answers true when a plugin from outside threw it
   * and its scenario has been failed for it.
   */
  readonly uncaughtHandlers?: Set<(error: unknown) => boolean>
  /** Rows that the transcript leaves out are in the result, too: of what no step took, and of connections that no step names. */
  readonly keepUnshown?: boolean
  /** Cuts what streams receive into smaller pieces before lanes see it; as it comes when absent. Messages are never cut. */
  readonly cutBytes?: CutBytes
  /** Connections are broken on purpose: then what the actors make of it is judged, instead of the remaining steps. */
  readonly judge?: OutcomeJudge
  /** A step fails as soon as what it waits for cannot come any more, since everything is idle, and not only when its time is over. */
  readonly givesUp?: boolean
  /** By this seed, independent actors of one `start` or `connect` are made ready in another order; as written when absent. */
  readonly startSeed?: number
  /** Stand in front of actors that listen, for this run alone; others reach them directly when absent. */
  readonly wires?: Wires
  /** Called for each row as it comes, in order of arrival. */
  onRow?(row: RawRow): void
  /**
   * Asked before each step, and again when it has failed: the run goes on when this resolves, with another step first where it answers one.
   * Deadlines begin behind it, and the scenario has none. A step that it has answered is asked about, too.
   */
  beforeStep?(step: Step, failure?: Failure): Promise<Step | undefined>
  /** Called when a step begins to wait, and with nothing when it is done. */
  waits?(step: WaitingStep | undefined): void
}
