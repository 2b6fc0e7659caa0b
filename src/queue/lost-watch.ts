import type { Problem } from '../model/problem.ts'
import { queueLost } from './problems.ts'
import type { Connected } from './redis.ts'

/** What waits for a Redis that is gone. */
export interface Waiting {
  readonly connected: Pick<Connected, 'lost'>
  /** The address, for a person. */
  readonly shown: string
  /** Milliseconds that it waits. */
  readonly patience: number
  now(): number
}

/** Asked again and again, it answers why Redis counts as lost, once it has been gone for too long. */
export function lostWatch({ connected, shown, patience, now }: Waiting): () => Problem | undefined {
  let since: number | undefined
  return () => {
    const why = connected.lost()
    since = why === undefined ? undefined : (since ?? now())
    const isLost = since !== undefined && now() - since >= patience
    return isLost ? queueLost(shown, why as string, patience) : undefined
  }
}
