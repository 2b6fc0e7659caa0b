import type { ActorKind } from '../model/plugin.ts'
import type { Registry } from '../model/registry.ts'
import type { CoreOption } from '../model/words.ts'
import { hasKey } from '../registry/shape.ts'
import { definitionOf, needsNothing, orNothing, withKeys } from './contribution.ts'
import { eol } from './framings.ts'
import { anyOf, closed, exactlyOne, use, words } from './json.ts'
import type { JsonSchema } from './json.ts'
import { byName } from './names.ts'

const core: Readonly<Record<CoreOption, JsonSchema>> = {
  strict: {
    type: 'boolean',
    description: 'Nothing on this lane may be skipped or left over: every wish is next, every end and tail is read',
  },
  rows: {
    description: 'What of this lane stands in the transcript',
    ...words({
      all: 'everything, in its order',
      sorted: 'everything; what no wish took is written sorted',
      taken: 'only what wishes took',
    }),
  },
  tail: {
    description: 'Whether its talk comes to an end',
    ...words({ closed: 'it does, and counts in full', open: 'it never does: it is compared as far as both go' }),
  },
  count: { type: 'integer', minimum: 1, description: 'A crowd of so many; one of them is crowd#7' },
  framing: use('framing'),
  eol,
}

const definition = (kind: string): string => `kind ${kind}`

/** A definition for each kind, and one for an actor, and one for all of them. */
export function actorDefinitions(registry: Registry): Record<string, JsonSchema> {
  const kinds = [...registry.kinds.values()]
  const found: Record<string, JsonSchema> = {}
  for (const { name, value } of kinds) found[definition(name)] = kindDefinition(name, value)
  const bare = kinds.filter(({ value }) => needsNothing(value.options))
  const long = closed(
    { ...core, ...Object.fromEntries(kinds.map(({ name }) => [name, use(definition(name))])) },
    exactlyOne(kinds.map(({ name }) => name)),
  )
  found['actor'] = {
    description: 'An actor: a kind, with its options',
    anyOf: [...bare.map(({ name, value }) => ({ const: name, description: value.about })), long],
    examples: ['tcp-server', { telnet: 'server' }, { 'tcp-server': { port: 9000 } }],
  }
  found['actors'] = {
    description: 'Who plays: { name: { kind: options } }',
    ...byName('actor', use('actor'), { minProperties: 1 }),
  }
  return found
}

/** A kind's options, with those of the core among them; or what its shorthand stands for. */
function kindDefinition(name: string, kind: ActorKind): JsonSchema {
  const own = definitionOf(kind.options, definition(name))
  const free = Object.entries(core).filter(([option]) => !hasKey(kind.options, option))
  const options = withKeys(own, Object.fromEntries(free))
  const forms = [options, ...shorthandOf(kind, own)]
  const { description = kind.about, ...rest } = anyOf(forms)
  const whole = needsNothing(kind.options) ? orNothing(rest) : rest
  return { description, ...whole }
}

function shorthandOf({ shorthand }: ActorKind, own: JsonSchema): JsonSchema[] {
  if (shorthand === undefined) return []
  const { properties = {}, required = [] } = own as {
    readonly properties?: Readonly<Record<string, JsonSchema>>
    readonly required?: readonly string[]
  }
  const value = Object.hasOwn(properties, shorthand) ? properties[shorthand] : undefined
  // Without knowing the option, anything but a map may be meant.
  if (value === undefined) return [{ type: ['string', 'number', 'boolean', 'array'] }]
  return required.some((option) => option !== shorthand) ? [] : [value]
}
