import { toJSONSchema } from 'zod'
import type { Plugin, Schema } from '../model/plugin.ts'
import type { Findings } from './finding.ts'

/** Every schema becomes a JSON Schema for editors, and answers to whatever is written without throwing. */
export async function testSchemas(plugin: Plugin, found: Findings): Promise<void> {
  for (const [subject, schema] of schemasOf(plugin)) {
    await found.check(subject, 'has a schema that editors can use', () => {
      toJSONSchema(schema as unknown as Parameters<typeof toJSONSchema>[0], { io: 'input', unrepresentable: 'any' })
      return undefined
    })
    await found.check(subject, 'has a schema that never throws', () => {
      for (const value of oddities) {
        const answer = schema.safeParse(value)
        if (typeof answer !== 'object' || typeof answer.success !== 'boolean') return 'safeParse answers nonsense'
      }
      return undefined
    })
  }
}

const oddities: readonly unknown[] = [
  undefined,
  null,
  true,
  0,
  -1,
  1e300,
  '',
  'text',
  '/re/',
  [],
  [1],
  {},
  { odd: 1 },
  [[]],
]

function schemasOf(plugin: Plugin): [string, Schema][] {
  const all: [string, Schema][] = []
  for (const [name, kind] of Object.entries(plugin.actors ?? {})) {
    all.push([`kind “${name}”`, kind.options])
    for (const [verb, { argument }] of Object.entries(kind.verbs ?? {}))
      all.push([`verb “${verb}” of “${name}”`, argument])
    for (const [form, { wanted }] of Object.entries(kind.messages ?? {}))
      all.push([`message “${form}” of “${name}”`, wanted])
  }
  for (const [name, { wanted }] of Object.entries(plugin.matchers ?? {})) all.push([`matcher “${name}”`, wanted])
  for (const [name, { wanted }] of Object.entries(plugin.framings ?? {})) all.push([`framing “${name}”`, wanted])
  for (const [name, { argument }] of Object.entries(plugin.contents ?? {})) all.push([`content “${name}”`, argument])
  return all
}
