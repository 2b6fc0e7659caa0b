import type { Problem } from '../model/problem.ts'
import type { Registry } from '../model/registry.ts'
import type { Usual } from '../model/scenario.ts'
import type { Source } from '../model/span.ts'

/** The file system, handed in. What cannot be done comes back as a problem. */
export interface Files {
  read(file: string): { readonly bytes: Uint8Array } | { readonly problem: Problem }
  exists(file: string): boolean
  /** Writes a file whole: a temporary name, then renamed. Folders are made. */
  write(file: string, content: string | Uint8Array): Problem | undefined
  /** The same while other work goes on, where there is any. */
  writeSoon?(file: string, content: string | Uint8Array): Promise<Problem | undefined>
  /** A missing file is removed already. */
  remove(file: string): Problem | undefined
}

/** What every stage of this run has in common. */
export interface Services {
  readonly files: Files
  /** A path as messages show it. */
  shown(file: string): string
  /** What the built-in plugins contribute, and those that a configuration names for all scenarios. */
  readonly builtIn: Registry
  readonly vars: ReadonlyMap<string, string>
  /** Values of a matrix stand in the transcript, which is of one value alone. */
  readonly showsMatrix?: boolean
  /** What a configuration says for all scenarios, and the texts that its places point into. */
  readonly usual?: Usual & { readonly sources: ReadonlyMap<string, Source> }
}
