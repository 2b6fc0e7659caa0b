/** A JSON Schema of draft 2020-12; only keywords that older readers know too are used, so that every editor can. */
export interface JsonSchema {
  readonly [keyword: string]: unknown
}

/** The fragment that leads to a definition of the whole; names of plugins may hold any character. */
export const refTo = (name: string): string =>
  `#/$defs/${encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'))}`

/** A reference to a definition, with the description of this use of it. */
export const use = (name: string, description?: string): JsonSchema => ({
  ...(description === undefined ? {} : { description }),
  $ref: refTo(name),
})

/** Any of these; the one itself when there is only one. */
export function anyOf(options: readonly JsonSchema[]): JsonSchema {
  const different = [...new Map(options.map((option) => [JSON.stringify(option), option])).values()]
  return different.length === 1 ? different[0]! : { anyOf: different }
}

/** A map with these keys and no others. */
export const closed = (properties: Readonly<Record<string, JsonSchema>>, more: JsonSchema = {}): JsonSchema => ({
  type: 'object',
  properties,
  additionalProperties: false,
  ...more,
})

/** One schema where a condition holds, and another, or none, where it does not. */
export const when = (condition: JsonSchema, schema: JsonSchema, otherwise?: JsonSchema): JsonSchema => ({
  if: condition,
  // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema.
  then: schema,
  ...(otherwise === undefined ? {} : { else: otherwise }),
})

/** One of these words, each with what it means. */
export const words = (meanings: Readonly<Record<string, string>>): JsonSchema => ({
  enum: Object.keys(meanings),
  markdownEnumDescriptions: Object.values(meanings),
})

/** Words for a message: one, two or three. */
export const listed = (all: readonly string[], last: string): string =>
  all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} ${last} ${all.at(-1)}`

/** Schemas that are used in many places, each as a definition and as a reference to it. */
export function definitions<K extends string>(what: string, schemas: Readonly<Record<K, JsonSchema>>): Definitions<K> {
  const all = Object.entries<JsonSchema>(schemas)
  return {
    found: Object.fromEntries(all.map(([name, schema]) => [`${what} ${name}`, schema])),
    uses: Object.fromEntries(all.map(([name]) => [name, use(`${what} ${name}`)])) as Record<K, JsonSchema>,
  }
}
export interface Definitions<K extends string> {
  readonly found: Readonly<Record<string, JsonSchema>>
  readonly uses: Readonly<Record<K, JsonSchema>>
}
