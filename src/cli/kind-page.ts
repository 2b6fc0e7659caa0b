import type { ActorKind, Schema, Table } from '../model/plugin.ts'
import { ableOf } from '../registry/able.ts'
import { printable } from '../text/printable.ts'
import { alignColumns } from '../text/tables.ts'

/** What a kind can do, as lines for `scenario plugins NAME`. */
export function kindPage(kind: ActorKind): string[] {
  const options = optionsOf(kind.options)
  const rows = [
    ['role', kind.role],
    ['lanes', lanesOf(kind)],
    ['framing', kind.framing ?? ''],
    ['options', options.map(({ name }) => name).join(', ')],
    ['shorthand', kind.shorthand ?? ''],
    ['can', ableOf(kind).join(', ')],
    ['facts', kind.facts.map(shownFact).join(', ')],
    ['streams', (kind.streams ?? []).join(', ')],
  ]
  const lines = indented(
    rows.filter(([, value]) => value !== ''),
    '  ',
  )
  const described = options.filter(({ about }) => about !== '')
  if (described.length > 0)
    lines.push(
      '  its options',
      ...indented(
        described.map(({ name, about }) => [name, about]),
        '    ',
      ),
    )
  return [...lines, ...listOf('its own verbs', kind.verbs), ...listOf('its own messages', kind.messages)]
}

function listOf(title: string, table: Table<{ readonly about: string }> = {}): string[] {
  const all = Object.entries(table).map(([name, { about }]) => [name, about])
  return all.length === 0 ? [] : [`  ${title}`, ...indented(all, '    ')]
}

/** What its name stands for. Only a kind that accepts connections has a lane for each of them. */
function lanesOf({ role, ownOutput }: ActorKind): string {
  if (role !== 'server' && role !== 'proxy') return ''
  return ownOutput
    ? 'NAME is what it prints itself; its connections are NAME#1, NAME#2, …'
    : 'its connections are NAME#1, NAME#2, …; NAME alone is the first'
}

/** `address.` has parts below it, `*` is any name. */
function shownFact(fact: string): string {
  if (fact === '*') return 'and what its options capture by name'
  return fact.endsWith('.') ? `${fact}…` : fact
}

/** The possible values, as far as its schema has words or keys for them. */
export function wantedLine(schema: Schema): string[] {
  const options = optionsOf(schema)
  const about = descriptionOf(schema)
  return [
    ...(about === '' ? [] : [`  wants  ${about}`]),
    ...(options.length === 0
      ? []
      : [
          '  its keys',
          ...indented(
            options.map(({ name, about: of }) => [name, of]),
            '    ',
          ),
        ]),
  ]
}

const indented = (rows: readonly (readonly string[])[], by: string): string[] =>
  alignColumns(rows).map((line) => `${by}${line}`.trimEnd())

/** Names of options with what they are, as far as the schema is an object of them (possibly behind a transformation). */
function optionsOf(options: Schema): { readonly name: string; readonly about: string }[] {
  const seen = new Set<unknown>()
  let schema: unknown = options
  while (typeof schema === 'object' && schema !== null && !seen.has(schema)) {
    seen.add(schema)
    const def = (schema as { _zod?: { def?: { shape?: object; innerType?: unknown; in?: unknown } } })._zod?.def
    if (def?.shape !== undefined)
      return Object.entries(def.shape).map(([name, option]) => ({ name, about: descriptionOf(option) }))
    schema = def?.innerType ?? def?.in
  }
  return []
}

/** The text that zod got with `describe`; a plugin's own zod keeps it where ours cannot look, but answers with it. */
function descriptionOf(schema: unknown): string {
  const { description } = (schema ?? {}) as { readonly description?: unknown }
  return typeof description === 'string' ? printable(description) : ''
}
