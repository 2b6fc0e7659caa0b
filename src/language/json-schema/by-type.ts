import { when } from './json.ts'
import type { JsonSchema } from './json.ts'

/** What may stand at one place, by what is written there. */
export interface Forms {
  /** Behind “expected” in the message about anything else: `an actor, or a list of actors`. */
  readonly expected: string
  readonly scalar?: JsonSchema
  readonly map?: JsonSchema
  readonly list?: JsonSchema
  /** True when nothing may stand there, too. */
  readonly nothing?: boolean
  /** What an editor offers there: words of an `enum`, or `defaultSnippets`. An `enum` here is also what a scalar must be. */
  readonly offers?: JsonSchema
}

const never: JsonSchema = { title: '', not: {} }
/**
 * A schema that allows any value, but needs one: without it an editor completes the key and no colon. The empty
 * titles distinguish these branches from what else fits: where all of a union seem to fit, an editor shows the text of each of them.
 */
export const something: JsonSchema = { anyOf: [{ title: '', description: '' }, never, never] }

/**
 * Different schemas for a scalar, a map and a list. A union (`anyOf`) would mean the same, but editors answer a mistake in one of its
 * branches with complaints about all of them; here only the branch that the author has chosen complains.
 */
export function byType({ expected, scalar, map, list, nothing = false, offers }: Forms): JsonSchema {
  const errorMessage = `expected ${expected}`
  const wrong = (but: string): JsonSchema => ({ type: but, errorMessage })
  const single = scalar ?? (offers?.['enum'] === undefined ? wrong('object') : undefined)
  const lone = nothing && single !== undefined ? when({ not: { type: 'null' } }, single) : single
  return {
    ...(offers === undefined ? something : { anyOf: offered(offers, errorMessage) }),
    ...when({ type: 'object' }, map ?? wrong('array'), when({ type: 'array' }, list ?? wrong('object'), lone)),
  }
}

/** Editors look only at these two branches for completion; the branches by type decide what is valid. */
const offered = (offers: JsonSchema, errorMessage: string): JsonSchema[] => [
  { description: '', ...('enum' in offers ? { errorMessage } : { not: { type: ['object', 'array'] } }), ...offers },
  { properties: {}, type: ['object', 'array'] },
]

/** One, or a list of them that is not empty. */
export const oneOrMore = (one: JsonSchema, forms: Omit<Forms, 'list'>): JsonSchema =>
  byType({ scalar: one, ...forms, list: { type: 'array', items: one, minItems: 1 } })
