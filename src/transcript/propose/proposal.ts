import type { BuiltInMask } from '../../model/words.ts'

/** A row of a lane as several runs have it, not the same in all. */
export interface Differing {
  readonly lane: string
  readonly texts: readonly string[]
}

/** A mask as an author would write it: `iso-time`, or `{ match: '/pid (\d+)/', as: <pid>, lane: server }`. */
export type ProposedMask = { readonly builtin: BuiltInMask } | PatternMask
export interface PatternMask {
  /** The source of a regex. */
  readonly match: string
  readonly as: string
  readonly lane?: string
}

export interface Proposal {
  readonly masks: readonly ProposedMask[]
  /** What differs under all of these masks, too. */
  readonly left: readonly Differing[]
}
