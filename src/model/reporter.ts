import type { Progress, Shard } from './progress.ts'
import type { Replay } from './replay.ts'
import type { ScenarioResult } from './result.ts'

/** Reads the one stream of progress and yields text for standard output or a file. */
export interface Reporter {
  readonly about: string
  /** Its lines are commands to the CI that reads the log, such as `::error::`; no other reporter's may be. */
  readonly commands?: true
  /**
   * Where it is used without being named, decided by the environment of the runner: on standard output where no reporter is
   * named at all, or in any case in a file, behind what stands there.
   */
  usedIn?(env: Readonly<Record<string, string | undefined>>): 'output' | { readonly file: string } | undefined
  /** Its text is for programs: where no file is named, it goes into one of this name in the output folder, not to standard output. */
  fileName?(shard: Shard | undefined): string
  /** `scenario merge` reads what it writes, and uses it only where a flag names it. */
  readonly forMerge?: true
  report(progress: AsyncIterable<Progress>, terminal: Terminal, recordings?: Recordings): AsyncIterable<string>
}

/** The recordings of the runs that are reported. They are whole once `suite-ended` has come. */
export interface Recordings {
  /** The conversation in a recording as a result of this run names it; a sentence says why it cannot be had. */
  replay(recording: string, of: Pick<ScenarioResult, 'file' | 'transcript'>): Promise<Replay | string>
}

export interface Terminal {
  readonly isTTY: boolean
  readonly color: boolean
  readonly columns: number
  /** Everything is wanted, however long it is, and rows as they come. */
  readonly verbose?: boolean
}
