/** What is wrong with a value that should be a plugin, in a few words; undefined when nothing is. */
export function mistakeIn(value: unknown): string | undefined {
  if (value === undefined) return 'it has no default export'
  if (!isObject(value)) return 'its default export is not a plugin'
  if (value['api'] !== 1)
    return value['api'] === undefined
      ? 'its default export has no “api: 1”'
      : `it is made for the plugins’ door ${String(value['api'])}, and this one is 1`
  if (typeof value['name'] !== 'string' || value['name'] === '') return 'it has no name'
  if (typeof value['about'] !== 'string') return 'it has no “about”'
  return (
    breakingMistake(value) ??
    inTable(value, 'actors', (kind) => schemaIn(kind, 'options') ?? functionIn(kind, 'start') ?? kindMistake(kind)) ??
    inTable(value, 'matchers', (matcher) => schemaIn(matcher, 'wanted') ?? functionIn(matcher, 'compile')) ??
    inTable(value, 'framings', (framing) => schemaIn(framing, 'wanted') ?? functionIn(framing, 'compile')) ??
    inTable(value, 'contents', (content) => schemaIn(content, 'argument') ?? functionIn(content, 'make')) ??
    inTable(value, 'formats', (format) => functionIn(format, 'write')) ??
    inTable(value, 'reporters', (reporter) => functionIn(reporter, 'report'))
  )
}

function breakingMistake({ breaking = [], problems = {} }: Thing): string | undefined {
  if (!Array.isArray(breaking)) return '“breaking” is not a list'
  const other = breaking.find((code) => !Object.hasOwn(Object(problems) as object, String(code)))
  return other === undefined ? undefined : `“breaking” names “${String(other)}”, which is not one of its “problems”`
}

type Thing = Readonly<Record<string, unknown>>
const isObject = (value: unknown): value is Thing =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function inTable(plugin: Thing, name: string, check: (entry: Thing) => string | undefined): string | undefined {
  const table = plugin[name]
  if (table === undefined) return undefined
  if (!isObject(table)) return `“${name}” is not a table`
  for (const [key, entry] of Object.entries(table)) {
    const mistake = isObject(entry) ? check(entry) : 'it is not an object'
    if (mistake !== undefined) return `“${key}” in “${name}”: ${mistake}`
  }
  return undefined
}

function schemaIn(entry: Thing, key: string): string | undefined {
  const schema = entry[key]
  const good = isObject(schema) && isObject(schema['_zod']) && typeof schema['safeParse'] === 'function'
  return good ? undefined : `“${key}” is not a zod 4 schema`
}

const functionIn = (entry: Thing, key: string): string | undefined =>
  typeof entry[key] === 'function' ? undefined : `“${key}” is not a function`

function kindMistake(kind: Thing): string | undefined {
  if (!['server', 'client', 'program', 'proxy', 'peer'].includes(String(kind['role'])))
    return '“role” is none of server, client, program, proxy, peer'
  if (typeof kind['ownOutput'] !== 'boolean') return '“ownOutput” is neither true nor false'
  for (const key of ['facts', 'can']) if (!Array.isArray(kind[key])) return `“${key}” is not a list`
  return (
    inTable(kind, 'verbs', (verb) => schemaIn(verb, 'argument') ?? functionIn(verb, 'run')) ??
    inTable(kind, 'messages', (form) => schemaIn(form, 'wanted') ?? functionIn(form, 'write'))
  )
}
