import { claimsOf } from '../suite/claims.ts'
import type { ShakeContext } from './context.ts'
import type { ShakeOptions } from './options.ts'
import type { Subject } from './run-planned.ts'

/** How many runs of a scenario are made at once, and when no further one is begun; the time counts from now. */
export function paceOf(
  { checked }: Subject,
  { time = Infinity, jobs }: ShakeOptions,
  context: ShakeContext,
): { readonly atOnce: number; over(): boolean } {
  const until = context.now() + time
  return {
    atOnce: claimsOf(checked).length === 0 ? jobs : 1,
    over: () => context.over() || context.now() > until,
  }
}
