import type { Problem } from '../../model/problem.ts'

export interface Problems {
  readonly problems: readonly Problem[]
}

/** A call that cannot be meant so. */
export const usage = (message: string, hint: string): Problems => ({ problems: [{ code: 'usage', message, hint }] })
