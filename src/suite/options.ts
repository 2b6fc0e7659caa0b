import type { Shard } from '../model/progress.ts'
import type { Services } from '../pipeline.ts'
import type { RunHost } from '../run/context/host.ts'
import type { Changes } from './changed.ts'
import type { Filter } from './filter.ts'
import type { Matrix } from './matrix.ts'
import type { Transcripts } from './paths.ts'

/** What a person may choose about a run; see `scenario run --help`. */
export interface SuiteOptions extends Filter {
  readonly paths: readonly string[]
  /** Of all that is selected only these files, absolute: those that `--watch` runs again. */
  readonly only?: ReadonlySet<string>
  readonly jobs: number
  /** They run on other machines, which decide by themselves how many run at once. */
  readonly elsewhere?: boolean
  /** Nothing more is begun after the first that does not pass. */
  readonly bail: boolean
  readonly ci: boolean
  readonly update: boolean
  readonly passWithNone: boolean
  /** Skipped scenarios make the run fail. */
  readonly failOnSkip: boolean
  /** Only this part of what is selected runs. */
  readonly shard?: Shard
  /** The file whose timings shards are cut by, absolute. */
  readonly timings?: string
  /** Each scenario runs once for each of the values that it uses. */
  readonly matrix?: Matrix
  /** Which entries of a scenario have a transcript of their own; they share one when absent. */
  readonly transcripts?: Transcripts
  /** In random order, by this seed. */
  readonly seed?: number
  /** Only what did not pass when it last ran. */
  readonly lastFailed?: boolean
  /** Only that of which something has changed since a git ref. */
  readonly changed?: Changes
  /** So many more times a scenario that does not pass is run; 0 when absent. */
  readonly retries?: number
  /** So many times each scenario is run; once when absent. */
  readonly repeat?: number
  /** The runner itself runs each scenario so many times. */
  readonly repeated?: number
  /** The deadlines of steps and of the scenario are multiplied by this; 1 when absent. */
  readonly timeoutScale?: number
  /** A scenario that passes after an attempt that did not does not make the run fail. */
  readonly allowFlaky?: boolean
  /** The suite is watched: a scenario that runs alone shows its rows as they come. */
  readonly watched: boolean
  /** Every scenario shows its rows as they come. */
  readonly verbose: boolean
  /** The output folder, absolute. */
  readonly out: string
  /** The folder of the scenarios, absolute; `scenarios` in the working directory when absent. */
  readonly scenarios?: string
  /** The project whose scenarios these options are for. */
  readonly project?: ProjectPlace
  /** The folder from which the paths of recordings in the output folder start; the working directory when absent. */
  readonly base?: string
}

/** A project of the configuration, and where its scenarios are. */
export interface ProjectPlace {
  readonly name: string
  /** Its scenarios are below this folder, absolute; their transcripts are beside `scenarios`. */
  readonly folder: string
  /** Those of all projects of the configuration, one for each. */
  readonly folders: readonly string[]
  /** Which of the scenarios there are its own, whatever else selects among them. */
  readonly own: Filter
}

/** Everything from outside that a suite of runs needs. */
export interface SuiteHost extends Pick<
  RunHost,
  | 'now'
  | 'wall'
  | 'env'
  | 'programEnv'
  | 'tmpRoot'
  | 'secrets'
  | 'signal'
  | 'reaper'
  | 'uncaughtHandlers'
  | 'besideOthers'
  | 'portShare'
  | 'recordAtOnce'
> {
  readonly services: Services
  readonly cwd: string
  /** Of the program, for reports. */
  readonly version: string
  /** The parts of the suite, where the configuration has projects: what each runs with. */
  readonly projects?: readonly { readonly options: SuiteOptions; readonly host: SuiteHost }[]
}
