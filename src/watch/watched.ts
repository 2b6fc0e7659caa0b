import type { Progress, Summary } from '../model/progress.ts'
import type { SuiteHost, SuiteOptions } from '../suite/options.ts'
import type { runSuite } from '../suite/run-suite.ts'
import type { InteractiveTerminal } from '../terminal/terminal.ts'
import type { LineOutput } from './line-output.ts'
import type { Palette } from '../text/palette.ts'

export type RunnerFor = NonNullable<Parameters<typeof runSuite>[3]>

/** A run as it was asked for, with the configuration and the plugins as they are now. */
export interface Prepared {
  readonly options: SuiteOptions
  readonly host: SuiteHost
  /** The configuration, and its plugins with what they import, absolute. */
  readonly shared: ReadonlySet<string>
  /** The folders of scenarios, absolute. */
  readonly folders: readonly string[]
  /**
   * Runs and reports it, to `out` where it is given; `runnerFor` runs the scenarios, unless they run in other processes. Undefined
   * where it cannot run, which has been printed.
   */
  run(
    suite: { readonly options: SuiteOptions; readonly host: SuiteHost },
    runnerFor: RunnerFor,
    seen: (progress: Progress) => void,
    out: LineOutput | undefined,
  ): Promise<Summary | undefined>
  /** Takes new transcripts, absolute, in the place of the committed ones; the answer are those that were written. */
  accept(newFiles: readonly string[]): Promise<readonly string[]>
  /** Shows them one by one for a decision. */
  review(newFiles: readonly string[], terminal: InteractiveTerminal): Promise<void>
}

/** What is watched, and where it is shown. */
export interface Watched {
  /** Reads the configuration and loads plugins; undefined where something is wrong, which has been printed. */
  prepare(): Promise<Prepared | undefined>
  /** The names of files that would be a configuration, absolute. */
  isConfiguration(file: string): boolean
  /** The person's terminal; undefined where nobody types. */
  readonly terminal?: InteractiveTerminal
  readonly colours: Palette
  /** Prints lines that stay. */
  print(text: string): void
  /** Aborted when this program is asked to end. */
  readonly signal: AbortSignal
  readonly cwd: string
}
