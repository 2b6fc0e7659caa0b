import type { SeenProgram } from '../session.ts'

/** Where the scenario will stand, as far as programs depend on it. */
export interface DraftPlace {
  /** The folder in which a program that somebody typed this into runs, relative to the scenario's; undefined where it does not matter. */
  folderFor(program: SeenProgram, typed: string): string | undefined
}
