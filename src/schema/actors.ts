import type { ActorKind } from '../model/plugin.ts'
import type { Registry } from '../model/registry.ts'
import { actorOptionShapes } from '../language/actors/options.ts'
import { schemasOf } from '../language/shape.ts'
import { topKeys } from '../language/top/index.ts'
import { hasKey } from '../coercion/argument.ts'
import { byType } from '../language/json-schema/by-type.ts'
import { definitionOf, examplesOf, needsNothing, orNothing, withKeys } from './contribution.ts'
import { documented, snippet } from '../language/json-schema/documented.ts'
import { flow } from '../language/json-schema/flow.ts'
import { anyOf, definitions, use } from '../language/json-schema/json.ts'
import type { JsonSchema } from '../language/json-schema/json.ts'
import { byName } from '../language/json-schema/names.ts'
import { oneKey } from '../language/json-schema/one-key.ts'

const definition = (kind: string): string => `kind ${kind}`

/** A definition for each kind, and one for an actor, and one for all of them. */
export function actorDefinitions(registry: Registry): Record<string, JsonSchema> {
  const core = definitions('option', schemasOf(actorOptionShapes, registry))
  const kinds = [...registry.kinds.values()].map(({ name, value }) => partsOf(name, value))
  const found: Record<string, JsonSchema> = { ...core.found }
  for (const kind of kinds) found[definition(kind.name)] = kindDefinition(kind, core.uses)
  const bare = kinds.filter(({ value }) => needsNothing(value.options))
  const names = kinds.map(({ name }) => name)
  found['actor'] = {
    title: 'actor',
    ...documented('an actor: a kind, with its options', ['client: { telnet: server }']),
    ...byType({
      expected: `a kind of actor: ${names.join(', ')}`,
      offers: {
        enum: bare.map(({ name }) => name),
        markdownEnumDescriptions: bare.map(({ value }) => value.about),
        defaultSnippets: kinds
          .filter(({ examples }) => examples.length > 0)
          .map(({ written, value }) => snippet(written, written, value.about)),
      },
      map: oneKey({
        what: 'a kind of actor',
        keys: Object.fromEntries(names.map((name) => [name, use(definition(name))])),
        beside: core.uses,
        second: 'an actor has one kind',
      }),
    }),
  }
  found['actors'] = {
    title: 'actors',
    ...documented(topKeys.actors.about, topKeys.actors.examples),
    ...byName('actor', use('actor'), { minProperties: 1 }),
  }
  return found
}

interface Parts {
  readonly name: string
  readonly value: ActorKind
  readonly own: JsonSchema
  readonly examples: readonly unknown[]
  /** The example as an actor: `{ telnet: server }`. */
  readonly written: string
}

function partsOf(name: string, value: ActorKind): Parts {
  const own = definitionOf(value.options, definition(name))
  const examples = examplesOf(own, value)
  return { name, value, own, examples, written: examples.length === 0 ? name : flow({ [name]: examples[0] }) }
}

/** A kind's options, with those of the core among them; or what its shorthand stands for. */
function kindDefinition(
  { name, value: kind, own, examples, written }: Parts,
  core: Readonly<Record<string, JsonSchema>>,
): JsonSchema {
  const free = Object.entries(core).filter(([option]) => !hasKey(kind.options, option))
  const { examples: _, description: __, ...map } = withKeys(own, Object.fromEntries(free))
  const shorthand = shorthandOf(kind, own)
  const forms =
    map['type'] === 'object'
      ? byType({
          expected: shorthand === undefined ? 'options' : `options, or what “${kind.shorthand}” is`,
          map,
          nothing: needsNothing(kind.options),
          ...(shorthand === undefined ? {} : { scalar: shorthand, list: shorthand, offers: offersOf(examples) }),
        })
      : otherForms(kind, [map, ...(shorthand === undefined ? [] : [shorthand])])
  return { title: name, ...documented(kind.about, examples.length === 0 ? [] : [`name: ${written}`]), ...forms }
}

/** What can be completed instead of options. */
function offersOf(examples: readonly unknown[]): JsonSchema {
  const short = examples.filter((example) => typeof example !== 'object').map(flow)
  return { defaultSnippets: short.map((written) => snippet(written, written)) }
}

function otherForms(kind: ActorKind, forms: readonly JsonSchema[]): JsonSchema {
  const all = anyOf(forms)
  return needsNothing(kind.options) ? orNothing(all) : all
}

/** What may stand there instead of a map of options; without its description, since the kind's is longer. */
function shorthandOf({ shorthand }: ActorKind, own: JsonSchema): JsonSchema | undefined {
  if (shorthand === undefined) return undefined
  const { properties = {}, required = [] } = own as {
    readonly properties?: Readonly<Record<string, JsonSchema>>
    readonly required?: readonly string[]
  }
  const value = Object.hasOwn(properties, shorthand) ? properties[shorthand] : undefined
  // Without knowing the option, anything but a map may be meant.
  if (value === undefined) return { type: ['string', 'number', 'boolean', 'array'] }
  if (required.some((option) => option !== shorthand)) return undefined
  const { description: _, examples: __, ...rest } = value
  return rest
}
