import type { BuiltInMask } from '../../model/words.ts'

/** A row of a lane as several runs have it, not the same in all. */
export interface Differing {
  readonly lane: string
  readonly texts: readonly string[]
  /** The step that the row belongs to, where that is known. */
  readonly step?: number
}

/** A mask as an author would write it: `iso-time`, or `{ match: '/pid (\d+)/', as: <pid>, lane: server }`. */
export type ProposedMask = { readonly builtin: BuiltInMask } | PatternMask
export interface PatternMask {
  /** The source of a regex. */
  readonly match: string
  readonly as: string
  readonly lane?: string
  /** Only beside this step, since it would find something in other rows; never where steps are not known. */
  readonly step?: number
}

export interface Proposal {
  readonly masks: readonly ProposedMask[]
  /** What differs under all of these masks, too. */
  readonly left: readonly Differing[]
}
