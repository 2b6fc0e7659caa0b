import type { Verb } from '../model/plugin.ts'
import type { Registry } from '../model/registry.ts'
import { definitionOf, mayBeEmpty, orNothing } from './contribution.ts'
import { anyOf, closed, exactlyOne, oneOrMore, refTo, use } from './json.ts'
import type { JsonSchema } from './json.ts'
import { byActor, target } from './names.ts'
import { fixedDuration } from './roles.ts'
import { coreVerbs, repeatDefinition } from './verbs.ts'

const within: JsonSchema = { ...fixedDuration, description: 'The deadline of this step, instead of limits.step' }

/** Definitions of every verb of a kind, of a step, and of a list of steps. */
export function stepDefinitions(registry: Registry): Record<string, JsonSchema> {
  const found: Record<string, JsonSchema> = { repeat: repeatDefinition }
  const core = coreVerbs(registry.kinds.has('program') ? use('kind program') : {})
  const verbs = new Map<string, JsonSchema[]>()
  const beside: Record<string, JsonSchema> = {}
  const belongs: Record<string, readonly string[]> = {}
  for (const [name, verb] of Object.entries(core)) {
    verbs.set(name, [{ description: verb.about, ...verb.argument }])
    Object.assign(beside, verb.beside)
    for (const word of Object.keys(verb.beside ?? {})) belongs[word] = [name]
  }
  for (const { kind, name, verb } of ownVerbs(registry)) {
    const definition = `verb ${name} of ${kind}`
    found[definition] = ownDefinition(verb, definition)
    verbs.set(name, [...(verbs.get(name) ?? []), { $ref: refTo(definition) }])
  }
  const names = [...verbs.keys()]
  found['step'] = closed(
    { ...Object.fromEntries([...verbs].map(([name, forms]) => [name, anyOf(forms)])), within, ...beside },
    { description: 'One verb, and whom it is about', ...exactlyOne(names), dependentRequired: belongs },
  )
  found['steps'] = {
    description: 'What happens, strictly one after another',
    type: 'array',
    items: use('step'),
    minItems: 1,
  }
  return found
}

interface Own {
  readonly kind: string
  readonly name: string
  readonly verb: Verb
}

const ownVerbs = (registry: Registry): Own[] =>
  [...registry.kinds.values()].flatMap(({ name: kind, value }) =>
    Object.entries(value.verbs ?? {}).map(([name, verb]) => ({ kind, name, verb })),
  )

/** `get: { cache: key }`, or `flush: cache` for a verb that needs no argument. */
function ownDefinition({ about, argument }: Verb, definition: string): JsonSchema {
  // References inside of the argument's own schema lead to where it stands.
  const place = `${definition} argument`
  const wanted = definitionOf(argument, place)
  const empty = mayBeEmpty(argument)
  const forms = [byActor(empty ? orNothing(wanted) : wanted), ...(empty ? [oneOrMore(target)] : [])]
  return { description: about, ...anyOf(forms) }
}
