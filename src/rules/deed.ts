import type * as z from 'zod'
import type { Talk } from '../net/behaviour.ts'

/** What else a rule of a kind may do behind its reply, under a key of its own: the connection goes on in another way then. */
export interface Deed {
  /** What stands behind its key. */
  readonly wanted: z.ZodType
  /** Whether this line is the peer's beginning of that other way, which a step may follow, too: no rule is asked from there on. */
  begins?(line: Uint8Array): boolean
  /** `rest` takes what has come behind the line that the rule answers; until then it waits. */
  run(connection: Talk, wanted: unknown, rest: () => Uint8Array): Promise<unknown>
}

/** By their keys. */
export type Deeds = Readonly<Record<string, Deed>>

/** A deed as a rule asks for it. */
export interface WantedDeed {
  readonly name: string
  readonly deed: Deed
  readonly wanted: unknown
}

/** The deed that a rule asks for. */
export function deedOf(rule: object, deeds: Deeds): WantedDeed | undefined {
  for (const [name, deed] of Object.entries(deeds)) {
    const wanted = (rule as Readonly<Record<string, unknown>>)[name]
    if (wanted !== undefined) return { name, deed, wanted }
  }
  return undefined
}
