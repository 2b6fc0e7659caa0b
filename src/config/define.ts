import type { Limits } from '../model/scenario.ts'
import type { keyShapes, projectShapes } from './keys.ts'

/** Texts by name; numbers and truth values are taken as text. */
type Texts = Readonly<Record<string, string | number | boolean>>

/** What each project can say for its own scenarios; docs/configuration.md describes each key. */
interface ProjectKeys {
  /** The folder of the scenarios, from the folder of the configuration. */
  readonly scenarios?: string
  /** How often what does not pass is run again, at least 0. */
  readonly retries?: number
  /** By what all deadlines are multiplied, above 0. */
  readonly timeoutScale?: number
  /** Files or packages, for all scenarios. */
  readonly plugins?: OneOrMany<string>
  /** Durations and sizes, such as `{ step: '10s', line: '16MiB' }`, where a scenario has none. */
  readonly limits?: Partial<Readonly<Record<keyof Limits, string>>>
  /** Names of built-in masks, or what to rename. */
  readonly mask?: OneOrMany<string | { readonly match: string | RegExp; readonly as: string }>
  /** Values that scenarios run with, once for each, by their names. */
  readonly matrix?: Readonly<Record<string, OneOrMany<string | number | boolean>>>
  /** Whether the values of the matrix, and projects, share a transcript, as they do when absent. */
  readonly transcripts?: 'shared' | 'per-value' | 'per-project'
  readonly vars?: Texts
  readonly env?: Texts
  /** Names of variables whose values are never shown. */
  readonly secrets?: OneOrMany<string>
  readonly tags?: OneOrMany<string>
  readonly title?: string | RegExp
}

/** All keys, with those that are said once for all scenarios of a run. */
interface Keys extends ProjectKeys {
  /** The folder of recordings, from the folder of the configuration. */
  readonly out?: string
  /** How many scenarios run at once, at least 1. */
  readonly jobs?: number
  /** Whether scenarios run in processes of their own. */
  readonly isolate?: boolean
  /** Whether a run stops after the first failure. */
  readonly bail?: boolean
  readonly allowFlaky?: boolean
  /** Whether scenarios run in random order. */
  readonly shuffle?: boolean
  /** Names, or a name with the file that it writes. */
  readonly reporters?: OneOrMany<string | Readonly<Record<string, { readonly file?: string }>>>
  readonly failOnSkip?: boolean
  readonly passWithNone?: boolean
}
type OneOrMany<T> = T | readonly T[]

/** What a configuration in code exports, as its default. */
export interface Config extends Keys {
  /** Parts of the suite with settings of their own over the rest, by name. */
  readonly projects?: Readonly<Record<string, ProjectKeys & { readonly ci?: ProjectKeys }>>
  /** For runs in CI, over the rest. */
  readonly ci?: Keys
}

type Alike<Typed, Read> = [keyof Typed, keyof Read] extends [keyof Read, keyof Typed] ? true : false
/** Every key that is read has a type above, and the other way round. */
type Same = [Alike<Keys, typeof keyShapes>, Alike<ProjectKeys, typeof projectShapes>] extends [true, true]
  ? Config
  : never

/** The configuration as it is, with completion and types in editors. */
export const defineConfig = (config: Same): Config => config
