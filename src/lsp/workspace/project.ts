import type { Readable, Writable } from 'node:stream'
import type { Services } from '../../pipeline.ts'

/** The folder that an editor has open, with what its configuration says. All paths are absolute. */
export interface Project {
  readonly root: string
  readonly services: Services
  /** The output folder, and the folder from which paths in it start. */
  readonly out: string
  readonly base: string
  /** The folder of the scenarios, beside which their transcripts are. */
  readonly scenarios: string
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
  project(root: string): Promise<Project>
  /** Runs `scenario` with these arguments in a folder; its output is for a person. */
  call(args: readonly string[], root: string): Promise<{ readonly code: number; readonly output: string }>
}
