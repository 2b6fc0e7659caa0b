import type { ActorKind, Format, Framing, Matcher, Plugin, Reporter } from './plugin.ts'

/** Everything that all loaded plugins contribute, by name. */
export interface Registry {
  readonly plugins: readonly Plugin[]
  readonly kinds: ReadonlyMap<string, Contribution<ActorKind>>
  readonly matchers: ReadonlyMap<string, Contribution<Matcher>>
  readonly framings: ReadonlyMap<string, Contribution<Framing>>
  readonly formats: ReadonlyMap<string, Contribution<Format>>
  readonly reporters: ReadonlyMap<string, Contribution<Reporter>>
  /** The kind of an actor that a command alone declares; undefined while no plugin has one. */
  readonly commandKind: string | undefined
  /** The framing of a lane for which nobody names one. */
  readonly defaultFraming: string
  /** The names of the matchers that are meant where none is named. */
  readonly shorthands: ReadonlyMap<'text' | 'regex', string>
}

export interface Contribution<T> {
  readonly name: string
  readonly plugin: string
  readonly value: T
}
