import type { YamlNode, YamlEntry } from '../model/yaml-node.ts'
import type { Checking } from './checking.ts'
import { readEntries } from './shape.ts'
import type { Shape, ValuesOf } from './shape.ts'

/** What a verb means to code that walks over steps without performing them. */
export interface Traits {
  /** It `acts` on actors and may cause something, only `looks` at them, or does `neither`. */
  readonly does: 'acts' | 'looks' | 'neither'
  /** It starts the actors that it names. */
  readonly startsActors?: true
  /** The actors that it names must have been started. */
  readonly needsStarted?: true
  /** Only kinds that list it among what they `can` do have it. */
  readonly asksKind?: true
  /** It is for a conversation: a server's plain name means its one connection. */
  readonly ofConnection?: true
  /** The actors that it names may have ended after it: `always`, or only when it is `explicit` about that. */
  readonly mayEnd?: 'always' | 'explicit'
  /** It writes to the actors that it names, or ends their input. */
  readonly speaks?: true
  /** It waits until all is idle, always or on a terminal: `busy` may stand beside it. */
  readonly idles?: true
  /** Why no `within` can stand beside it: nothing waits there. */
  readonly instant?: string
  /** Steps stand inside of it, which are walked by themselves. */
  readonly holdsSteps?: true
  /** What it does is written elsewhere: where that cannot be read, anything may have happened. */
  readonly fromElsewhere?: true
}

type Modifiers = Readonly<Record<string, Shape<unknown>>>

/** A verb of the language: how it is written and read, and what it means to those who walk over steps. */
export interface Verb<Body extends object = object, T extends Traits = Traits> {
  readonly about: string
  /** How it is written, without the dash; hints show the first. */
  readonly examples: readonly [string, ...string[]]
  readonly argument: Pick<Shape<unknown>, 'schema'>
  /** What may stand beside it, besides what may stand beside any verb. */
  readonly beside: Modifiers
  readonly traits: T
  /** The row of a step; undefined when nothing of it is left, for a reason that has been reported. */
  read(c: Checking, argument: YamlNode, name: string, beside: Iterable<YamlEntry>): Body | undefined
}

interface Definition<A, M extends Modifiers, Body extends object, T extends Traits> {
  readonly about: string
  readonly examples: readonly [string, ...string[]]
  readonly argument: Shape<A>
  readonly beside?: M
  readonly traits: T
  /** The step that this argument makes, with what stands beside the verb. */
  step(argument: A, beside: ValuesOf<M>): Body | undefined
}

export function defineVerb<A, Body extends object, const T extends Traits, M extends Modifiers = Modifiers>({
  beside = {} as M,
  step,
  ...verb
}: Definition<A, M, Body, T>): Verb<Body, T> {
  return {
    ...verb,
    beside,
    read(c, argument, name, entries) {
      const values = readEntries(c, beside, entries)
      const read = verb.argument.read(c, argument, name)
      return read === undefined ? undefined : step(read, values)
    },
  }
}
