import type { Place } from '../../model/event.ts'

/** A message as it goes to the actor, and as its row shows it. */
export interface Made {
  readonly bytes: Uint8Array
  readonly shown: string | Uint8Array
  readonly type: 'text' | 'binary'
  readonly places?: readonly Place[] | undefined
}
