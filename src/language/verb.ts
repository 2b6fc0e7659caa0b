import type { WrittenVerb } from './checking.ts'
import { readEntries } from './shape.ts'
import type { Shape, ValuesOf } from './shape.ts'
import type { Traits } from './verb-traits.ts'

type Modifiers = Readonly<Record<string, Shape<unknown>>>

/** A verb of the language: how it is written and read, and what it means to those who walk over steps. */
export interface Verb<Body extends object = object, T extends Traits = Traits> extends WrittenVerb<Body> {
  readonly about: string
  readonly argument: Pick<Shape<unknown>, 'schema'>
  readonly beside: Modifiers
  readonly traits: T
}

interface Definition<A, M extends Modifiers, Body extends object, T extends Traits> {
  readonly about: string
  readonly examples: readonly [string, ...string[]]
  readonly argument: Shape<A>
  readonly beside?: M
  readonly inside?: Readonly<Record<string, string>>
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
