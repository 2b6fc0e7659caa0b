import type { Matcher } from '../model/plugin.ts'
import type { Registry } from '../model/registry.ts'
import type { WishModifier } from '../model/words.ts'
import { hasKey, keysOf } from '../registry/shape.ts'
import { definitionOf, mayBeEmpty, orNothing } from './contribution.ts'
import { closed, exactlyOne, oneOrMore, use } from './json.ts'
import type { JsonSchema } from './json.ts'
import { ownNames } from './names.ts'
import { fixedText, text } from './plain.ts'
import { fixedDuration } from './roles.ts'

const modifiers: Readonly<Record<WishModifier, JsonSchema>> = {
  next: { type: 'boolean', description: 'The very next line, nothing skipped' },
  without: { ...text, description: 'A text or /regex/ that must not come first' },
  stream: { ...fixedText, description: 'Another stream of the actor, such as stderr' },
  as: { ...ownNames('variable'), description: 'Keep the match as this variable' },
  after: { ...fixedDuration, description: 'Met no sooner than this since the step began' },
}

const definition = (matcher: string): string => `matcher ${matcher}`

/** A definition for each matcher, one for a wish, and one for what stands behind an actor in `expect`. */
export function wishDefinitions(registry: Registry): Record<string, JsonSchema> {
  const matchers = [...registry.matchers.values()]
  const names = matchers.map(({ name }) => name)
  const found: Record<string, JsonSchema> = {}
  const parted: JsonSchema[] = []
  for (const { name, value } of matchers) {
    const own = definitionOf(value.wanted, definition(name))
    found[definition(name)] = { description: value.about, ...(mayBeEmpty(value.wanted) ? orNothing(own) : own) }
    parted.push(...partedForms(name, value, own, names))
  }
  const plain = { ...text, description: 'A line that contains this text, or matches this /regex/' }
  const long = closed(
    { ...Object.fromEntries(names.map((name) => [name, use(definition(name))])), ...modifiers },
    exactlyOne(names),
  )
  found['wish'] = { anyOf: [plain, long, ...parted] }
  found['wishes'] = {
    ...oneOrMore(use('wish'), 'What it must say or do; a list is met in this order'),
    examples: ['Hello client!', '/user (?<name>\\w+)/', { event: 'end' }, { prompt: 'login: ', next: true }],
  }
  return found
}

/** `{ event: close, code: 1001 }`: where a matcher's schema takes a map with its own name, parts may stand beside it. */
function partedForms(name: string, { wanted }: Matcher, own: JsonSchema, names: readonly string[]): JsonSchema[] {
  if (!hasKey(wanted, name)) return []
  const known = keysOf(wanted)
  const foreign = [...names.filter((other) => other !== name), 'within'].filter((other) => known?.has(other) !== true)
  return objectsIn(own)
    .filter((form) => Object.hasOwn(form['properties'] as object, name))
    .map((form) => ({
      ...form,
      properties: { ...(form['properties'] as object), ...modifiers },
      propertyNames: { not: { enum: foreign } },
      required: [...new Set([name, ...((form['required'] as readonly string[] | undefined) ?? [])])],
    }))
}

function objectsIn(schema: JsonSchema): JsonSchema[] {
  if (schema['properties'] !== undefined) return [schema]
  return ['anyOf', 'oneOf'].flatMap((keyword) =>
    ((schema[keyword] ?? []) as readonly JsonSchema[]).flatMap((option) => objectsIn(option)),
  )
}
