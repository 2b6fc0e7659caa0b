/** Why an actor is not idle. */
export type Reason = 'runs' | 'bytes' | 'output' | 'timer'

/** Who is not idle, and why. */
export interface Blocker {
  readonly name: string
  readonly reason: Reason
  /** It is declared with `tail: open`. */
  readonly endless: boolean
}
