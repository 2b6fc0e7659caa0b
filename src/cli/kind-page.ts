import type { ActorKind } from '../model/plugin.ts'
import { alignColumns } from '../text/tables.ts'

/** What a kind can do, as lines for `scenario plugins NAME`. */
export function kindPage(kind: ActorKind): string[] {
  const rows = [
    ['role', kind.role],
    [
      'voice',
      kind.voice ? 'its own; connections are named with #1, #2, …' : 'none; its plain name means its connection',
    ],
    ['options', optionsOf(kind).join(', ')],
    ['shorthand', kind.shorthand ?? ''],
    ['can', kind.can.join(', ')],
    ['facts', kind.facts.join(', ')],
    ['streams', (kind.streams ?? []).join(', ')],
    ...Object.entries(kind.verbs ?? {}).map(([name, { about }]) => [`verb ${name}`, about]),
  ]
  return alignColumns(rows.filter(([, value]) => value !== '')).map((line) => `  ${line}`)
}

/** Names of options, as far as the schema is an object of them (possibly behind a transformation). */
function optionsOf(kind: ActorKind): string[] {
  const seen = new Set<unknown>()
  let schema: unknown = kind.options
  while (typeof schema === 'object' && schema !== null && !seen.has(schema)) {
    seen.add(schema)
    const def = (schema as { _zod?: { def?: { shape?: object; innerType?: unknown; in?: unknown } } })._zod?.def
    if (def?.shape !== undefined) return Object.keys(def.shape)
    schema = def?.innerType ?? def?.in
  }
  return []
}
