import type { Readable, Writable } from 'node:stream'
import type { Services } from '../../pipeline.ts'

/** A project of a folder, as its configuration says. All paths are absolute. */
export interface Project {
  readonly root: string
  readonly services: Services
  /** The output folder, and the folder from which paths in it start. */
  readonly out: string
  readonly base: string
  /** The folder of the scenarios, beside which their transcripts are. */
  readonly scenarios: string
  /** The folder of the scenarios that the project selects: inside of that one, or the same. */
  readonly selected: string
  /** The names of all projects of the configuration, each of which may have run a scenario. */
  readonly names: readonly string[]
  /** The configuration, and the plugins that it names by a path. */
  readonly shared: readonly string[]
}

/** The world of the server, handed in. */
export interface LspHost {
  readonly input: Readable
  readonly output: Writable
  /** Aborted when the process is to end. */
  readonly signal: AbortSignal
  readonly version: string
  /** The folder where the server was started. */
  readonly cwd: string
  /** The configurations of the nearest folder that has one, from a folder upwards. */
  configurations(folder: string): readonly string[]
  /** The projects as they are for whoever works in a folder: one where there is no configuration, or where it is wrong. */
  projects(root: string): Promise<readonly [Project, ...Project[]]>
  /** Runs `scenario` with these arguments in a folder; its output is for a person. */
  call(args: readonly string[], root: string): Promise<{ readonly code: number; readonly output: string }>
}
