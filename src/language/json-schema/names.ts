import { byType } from './by-type.ts'
import type { Forms } from './by-type.ts'
import type { JsonSchema } from './json.ts'

/** What an actor or a variable can be called, but for the names that the language has itself. */
export const namePattern = /^[A-Za-z_][\w-]*$/
export const takenNames = ['tmp', 'dir', 'env', 'free-port'] as const

const name = namePattern.source.slice(1, -1)
const ownName = `^(?!(?:${takenNames.join('|')})$)${name}$`

/** A name that an author gives, of an actor or a variable. */
export const ownNames = (what: string): JsonSchema => ({
  title: what,
  description: `A name of your own: letters, digits, _ and -, with a letter first`,
  type: 'string',
  // Not beside the description: an editor that offers a name would show the pattern, too.
  allOf: [
    {
      pattern: ownName,
      errorMessage: 'expected letters, digits, _ and -, with a letter first, and no name of the language',
    },
  ],
})

/** An actor that a step names. */
const someTarget: JsonSchema = {
  type: 'string',
  allOf: [
    {
      pattern: String.raw`^${name}(?:#(?:[\w-]|\$\{[^}]*\})+){0,2}$`,
      errorMessage: 'expected an actor, or one of its connections such as server#2',
    },
  ],
  errorMessage: 'expected an actor, or one of its connections such as server#2',
}
const aboutTarget = 'an actor, or one of its connections: server, server#2, server#latest, server#client'

/** An actor, or a list of them; a description of one actor would hide the verb's own description. */
export function oneOrTargets(forms: Pick<Forms, 'expected' | 'map'>): JsonSchema {
  const items = { ...someTarget, description: aboutTarget }
  return byType({ scalar: someTarget, list: { type: 'array', items, minItems: 1 }, ...forms })
}

/** An actor, or a list of them, that steps name. */
export const targets = oneOrTargets({ expected: 'an actor, or a list of actors' })

/** `{ actor: … }`: a map by actors that is not empty. */
const mapByActor = (argument: JsonSchema): JsonSchema => ({
  type: 'object',
  propertyNames: { title: 'actor', description: aboutTarget, ...someTarget },
  additionalProperties: argument,
  minProperties: 1,
})

/** `{ actor: … }`; for an argument that may be left out also the actors alone. */
export const byActor = (argument: JsonSchema, alone = false): JsonSchema =>
  alone
    ? oneOrTargets({ expected: 'an actor, a list of actors, or { actor: … }', map: mapByActor(argument) })
    : byType({ expected: '{ actor: … }', map: mapByActor(argument) })

/** `{ name: … }`: a map by names that the author gives. */
export const byName = (what: string, argument: JsonSchema, more: JsonSchema = {}): JsonSchema => ({
  type: 'object',
  errorMessage: `expected { ${what}: … }`,
  propertyNames: ownNames(what),
  additionalProperties: argument,
  ...more,
})
