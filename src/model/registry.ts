import type { Format } from './format.ts'
import type { ActorKind, FileContent, Framing, Matcher, Plugin, Table } from './plugin.ts'
import type { Reporter } from './reporter.ts'

/** Everything that all loaded plugins contribute, by name. */
export interface Registry {
  readonly plugins: readonly Plugin[]
  readonly kinds: ReadonlyMap<string, Contribution<ActorKind>>
  readonly matchers: ReadonlyMap<string, Contribution<Matcher>>
  readonly framings: ReadonlyMap<string, Contribution<Framing>>
  readonly contents: ReadonlyMap<string, Contribution<FileContent>>
  readonly formats: ReadonlyMap<string, Contribution<Format>>
  readonly reporters: ReadonlyMap<string, Contribution<Reporter>>
  /** Words that other tools use for what is contributed, with those that may be meant. */
  readonly words: Table<readonly (string | readonly string[])[]>
  /** The kind of an actor that a command alone declares; undefined while no plugin has one. */
  readonly commandKind: string | undefined
  /** The framing of a lane that names none. */
  readonly defaultFraming: string
  /** The names of the matchers that are meant where none is named. */
  readonly shorthands: ReadonlyMap<'text' | 'regex', string>
}

export interface Contribution<T> {
  readonly name: string
  readonly plugin: string
  readonly value: T
}
