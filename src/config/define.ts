import type { Limits } from '../model/scenario.ts'
import type { keyShapes } from './keys.ts'

/** Texts by name; numbers and truth values are taken as text. */
type Texts = Readonly<Record<string, string | number | boolean>>

/** The keys of a configuration; docs/configuration.md describes each. */
interface Keys {
  /** The folder of the scenarios, from the folder of the configuration. */
  readonly scenarios?: string
  /** The folder of recordings, from the folder of the configuration. */
  readonly out?: string
  /** How many scenarios run at once, at least 1. */
  readonly jobs?: number
  /** Whether a run stops after the first failure. */
  readonly bail?: boolean
  /** How often what does not pass is run again, at least 0. */
  readonly retries?: number
  readonly allowFlaky?: boolean
  /** Whether scenarios run in random order. */
  readonly shuffle?: boolean
  /** By what all deadlines are multiplied, above 0. */
  readonly timeoutScale?: number
  /** Names, or a name with the file that it writes. */
  readonly reporters?: OneOrMany<string | Readonly<Record<string, { readonly file?: string }>>>
  /** Files or packages, for all scenarios. */
  readonly plugins?: OneOrMany<string>
  /** Durations and sizes, such as `{ step: '10s', line: '16MiB' }`, where a scenario has none. */
  readonly limits?: Partial<Readonly<Record<keyof Limits, string>>>
  /** Names of built-in masks, or what to rename. */
  readonly mask?: OneOrMany<string | { readonly match: string | RegExp; readonly as: string }>
  readonly vars?: Texts
  readonly env?: Texts
  /** Names of variables whose values are never shown. */
  readonly secrets?: OneOrMany<string>
  readonly tags?: OneOrMany<string>
  readonly title?: string | RegExp
  readonly failOnSkip?: boolean
  readonly passWithNone?: boolean
}
type OneOrMany<T> = T | readonly T[]

/** What a configuration in code exports, as its default. */
export interface Config extends Keys {
  /** For runs in CI, over the rest. */
  readonly ci?: Keys
}

/** Every key that is read has a type above, and the other way round. */
type Same = [keyof Keys, keyof typeof keyShapes] extends [keyof typeof keyShapes, keyof Keys] ? Config : never

/** The configuration as it is, with completion and types in editors. */
export const defineConfig = (config: Same): Config => config
