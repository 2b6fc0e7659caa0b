import { claimsOf } from '../suite/claims.ts'
import type { Judge } from './finding.ts'
import type { ShakeOptions } from './options.ts'
import type { Subject } from './play.ts'

/** How many runs of a scenario are made at once, and when no further one is begun; the time counts from now. */
export function paceOf(
  { checked }: Subject,
  { time = Infinity, jobs }: ShakeOptions,
  judge: Judge,
): { readonly atOnce: number; over(): boolean } {
  const until = judge.now() + time
  return {
    atOnce: claimsOf(checked).length === 0 ? jobs : 1,
    over: () => judge.over() || judge.now() > until,
  }
}
