/** A JSON Schema of draft 2020-12; only keywords that older readers know too are used, so that every editor can. */
export interface JsonSchema {
  readonly [keyword: string]: unknown
}

/** The fragment that leads to a definition of the whole; names of plugins may hold any character. */
export const refTo = (name: string): string =>
  `#/$defs/${encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'))}`

/** A reference to a definition, with what is said about this use of it. */
export const use = (name: string, description?: string): JsonSchema => ({
  ...(description === undefined ? {} : { description }),
  $ref: refTo(name),
})

/** Any of these; the one itself when there is only one. */
export function anyOf(options: readonly JsonSchema[]): JsonSchema {
  const different = [...new Map(options.map((option) => [JSON.stringify(option), option])).values()]
  return different.length === 1 ? different[0]! : { anyOf: different }
}

/** One, or a list of them that is not empty. */
export const oneOrMore = (one: JsonSchema, description?: string): JsonSchema => ({
  ...(description === undefined ? {} : { description }),
  anyOf: [one, { type: 'array', items: one, minItems: 1 }],
})

/** A map with these keys and no others. */
export const closed = (properties: Readonly<Record<string, JsonSchema>>, more: JsonSchema = {}): JsonSchema => ({
  type: 'object',
  properties,
  additionalProperties: false,
  ...more,
})

/** A map in which exactly one of these keys stands. */
export const exactlyOne = (keys: readonly string[]): JsonSchema => ({ oneOf: keys.map((key) => ({ required: [key] })) })

/** One of these words, each with what it means. */
export const words = (meanings: Readonly<Record<string, string>>): JsonSchema =>
  anyOf(Object.entries(meanings).map(([word, description]) => ({ const: word, description })))
