import type { Step } from '../../model/scenario.ts'
import type { Span } from '../../model/span.ts'
import type { Written, WrittenEntry } from '../../model/written.ts'
import type { Checking } from '../checking.ts'

/** A step without what all steps have. */
export type Body = Step extends infer S
  ? S extends unknown
    ? Omit<S, 'span' | 'includedFrom' | 'within' | 'busy'>
    : never
  : never

/** What stands around a verb's argument. */
export interface Around {
  /** Modifiers beside the verb, but for `within`. */
  readonly beside: ReadonlyMap<string, WrittenEntry>
  readonly verbSpan: Span
  /** Reads nested steps. */
  steps(c: Checking, written: Written, label: string): Step[]
}

/** A verb of the core: the modifiers that may stand beside it, how it is written, and what makes a step of it. */
export interface VerbForm {
  readonly beside?: readonly string[]
  readonly example: string
  /** It waits until all is idle, always or on a terminal: `busy` may stand beside it. */
  readonly idles?: true
  /** Why no `within` can stand beside it: nothing waits there. */
  readonly instant?: string
  /** Undefined when nothing of the step is left; the reason has been reported. */
  read(c: Checking, argument: Written, around: Around): Body | undefined
}
