import type { Problem } from '../../model/problem.ts'
import type { Source } from '../../model/span.ts'

export interface Problems {
  readonly problems: readonly Problem[]
  /** Texts of the files in which these have a place. */
  readonly sources?: ReadonlyMap<string, Source>
}

/** A call that cannot be meant so. */
export const usage = (message: string, hint: string): Problems => ({ problems: [{ code: 'usage', message, hint }] })
