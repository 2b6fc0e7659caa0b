import { namePattern, takenNames } from '../model/words.ts'
import type { JsonSchema } from './json.ts'

const name = namePattern.source.slice(1, -1)
const ownName = `^(?!(?:${takenNames.join('|')})$)${name}$`

/** A name that an author gives, of an actor or a variable. */
export const ownNames = (what: string): JsonSchema => ({
  title: what,
  type: 'string',
  pattern: ownName,
  patternErrorMessage: 'expected letters, digits, _ and -, with a letter first, and no name of the language',
})

const targetPattern: JsonSchema = {
  type: 'string',
  pattern: String.raw`^${name}(?:#[\w-]+){0,2}$`,
  patternErrorMessage: 'expected an actor, or one of its connections such as server#2',
}

/** An actor that a step names. */
export const target: JsonSchema = {
  ...targetPattern,
  description: 'An actor, or one of its connections: server, server#2, server#client',
}

/** `{ actor: … }`: a map by actors that is not empty. */
export const byActor = (argument: JsonSchema): JsonSchema => ({
  type: 'object',
  propertyNames: { title: 'actor', ...target },
  additionalProperties: argument,
  minProperties: 1,
})

/** `{ name: … }`: a map by names that the author gives. */
export const byName = (what: string, argument: JsonSchema, more: JsonSchema = {}): JsonSchema => ({
  type: 'object',
  propertyNames: ownNames(what),
  additionalProperties: argument,
  ...more,
})
