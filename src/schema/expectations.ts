import type { Matcher } from '../model/plugin.ts'
import type { Registry } from '../model/registry.ts'
import { neverParts } from '../language/expectations/other-forms.ts'
import { modifierShapes } from '../language/expectations/modifiers.ts'
import { besideExpect } from '../language/steps/modifiers.ts'
import { schemasOf } from '../language/shape.ts'
import { hasKey, keysOf } from '../coercion/argument.ts'
import { byType } from '../language/json-schema/by-type.ts'
import { definitionOf, examplesOf, mayBeEmpty, orNothing } from './contribution.ts'
import { documented, offering, snippet } from '../language/json-schema/documented.ts'
import { flow } from '../language/json-schema/flow.ts'
import { definitions, use } from '../language/json-schema/json.ts'
import type { JsonSchema } from '../language/json-schema/json.ts'
import { oneKey } from '../language/json-schema/one-key.ts'
import { text } from '../language/json-schema/plain.ts'

const definition = (matcher: string): string => `matcher ${matcher}`

/** A definition for each matcher, one for an expectation, and one for what stands behind an actor in `expect`. */
export function expectationDefinitions(registry: Registry): Record<string, JsonSchema> {
  const modifiers = definitions('modifier', schemasOf(modifierShapes, registry))
  const matchers = [...registry.matchers.values()]
  const names = matchers.map(({ name }) => name)
  const found: Record<string, JsonSchema> = { ...modifiers.found }
  const open: Record<string, JsonSchema[]> = {}
  const openAlone: Record<string, JsonSchema[]> = {}
  const snippets: JsonSchema[] = []
  for (const { name, value } of matchers) {
    const own = writtenOf(name, value)
    const written = examplesOf(own, value).map((example) =>
      flow(isParted(example, name) ? example : { [name]: example }),
    )
    const about = documented(
      value.about,
      written.slice(0, 2).map((expectation) => `expect: { client: ${expectation} }`),
    )
    found[definition(name)] = {
      title: name,
      ...(mayBeEmpty(value.wanted) ? orNothing(offering(own)) : offering(own)),
      ...about,
    }
    open[name] = partedForms(name, value, own, names, modifiers.uses, { title: name, ...about })
    openAlone[name] = partedForms(name, value, own, names, {}, { title: name, ...about })
    if (written[0] !== undefined) snippets.push(snippet(written[0], written[0], value.about))
  }
  return { ...found, ...formsOf({ names, beside: modifiers.uses, open, openAlone, snippets }) }
}

interface Forms {
  /** Of all matchers. */
  readonly names: readonly string[]
  readonly beside: Readonly<Record<string, JsonSchema>>
  /** For each matcher its forms with parts, with modifiers beside them and without. */
  readonly open: Readonly<Record<string, JsonSchema[]>>
  readonly openAlone: Readonly<Record<string, JsonSchema[]>>
  readonly snippets: readonly JsonSchema[]
}

/** An expectation, with modifiers or alone in another, and a list of them. */
function formsOf({ names, beside, open, openAlone, snippets }: Forms): Record<string, JsonSchema> {
  const plain = { ...text, description: 'a line that contains this text, or matches this /regex/' }
  const keys = Object.fromEntries(names.map((name) => [name, use(definition(name))]))
  const map = oneKey({
    what: 'a matcher',
    keys,
    beside,
    open,
    second: 'another expectation is an item of a list',
  })
  const found: Record<string, JsonSchema> = { 'expectation in a map': map }
  const alone = oneKey({
    what: 'a matcher',
    keys,
    open: openAlone,
    second: 'an expectation in another has one matcher',
  })
  found['expectation alone'] = byType({ expected: 'an expectation', scalar: text, map: alone })
  found['expectation'] = {
    title: 'expectation',
    ...byType({ expected: 'an expectation', scalar: plain, map: use('expectation in a map') }),
  }
  found['expectations'] = {
    title: 'expectation',
    ...documented('what it must print or do; a list is met in this order', [
      'expect: { client: Hello client! }',
      String.raw`expect: { client: /user (?<name>\w+)/ }`,
      'expect: { client: [Hello, { event: end }] }',
    ]),
    ...byType({
      expected: 'an expectation, or a list of expectations',
      scalar: plain,
      map: use('expectation in a map'),
      list: { type: 'array', items: use('expectation'), minItems: 1 },
      offers: { defaultSnippets: snippets },
    }),
  }
  return found
}

/** The schema of a matcher that nests: its lists are of expectations. */
function nesting(schema: JsonSchema): JsonSchema {
  if (schema['items'] !== undefined) return { ...schema, items: use('expectation alone') }
  const options = schema['anyOf'] as readonly JsonSchema[] | undefined
  return options === undefined ? schema : { ...schema, anyOf: options.map(nesting) }
}

/** What a matcher takes; of a text and a map an editor shows the one that is written. */
function writtenOf(name: string, { nests, wanted }: Matcher): JsonSchema {
  const own = definitionOf(wanted, definition(name))
  if (nests !== undefined) return nesting(own)
  const { anyOf, ...rest } = own
  const [scalar, map, other] = (anyOf ?? []) as readonly JsonSchema[]
  if (hasKey(wanted, name) || map?.['properties'] === undefined || other !== undefined) return own
  return { ...rest, ...byType({ expected: 'a text, or a map', scalar: scalar!, map }) }
}

const isParted = (example: unknown, name: string): boolean =>
  typeof example === 'object' && example !== null && Object.hasOwn(example, name)

/** `{ event: close, code: 1001 }`: where a matcher's schema takes a map with its own name, parts may stand beside it. */
function partedForms(
  name: string,
  { wanted }: Matcher,
  own: JsonSchema,
  names: readonly string[],
  modifiers: Readonly<Record<string, JsonSchema>>,
  about: JsonSchema,
): JsonSchema[] {
  if (!hasKey(wanted, name)) return []
  const known = keysOf(wanted)
  const foreign = [...names.filter((other) => other !== name), ...besideExpect, ...neverParts].filter(
    (other) => known?.has(other) !== true,
  )
  return objectsIn(own)
    .filter((form) => Object.hasOwn(form['properties'] as object, name))
    .map((form) => ({
      ...form,
      properties: {
        ...(form['properties'] as object),
        [name]: { ...(form['properties'] as Readonly<Record<string, JsonSchema>>)[name], ...about },
        ...modifiers,
        ...Object.fromEntries(foreign.map((other) => [other, false])),
      },
      required: [...new Set([name, ...((form['required'] as readonly string[] | undefined) ?? [])])],
    }))
}

function objectsIn(schema: JsonSchema): JsonSchema[] {
  if (schema['properties'] !== undefined) return [schema]
  return ['anyOf', 'oneOf'].flatMap((keyword) =>
    ((schema[keyword] ?? []) as readonly JsonSchema[]).flatMap((option) => objectsIn(option)),
  )
}
