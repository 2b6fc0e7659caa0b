import type { Verb } from '../model/plugin.ts'
import type { Registry } from '../model/registry.ts'
import { byType } from '../language/json-schema/by-type.ts'
import { definitionOf, examplesOf, mayBeEmpty, orNothing } from './contribution.ts'
import { documented, offering } from '../language/json-schema/documented.ts'
import { flow } from '../language/json-schema/flow.ts'
import { anyOf, definitions, refTo, use } from '../language/json-schema/json.ts'
import type { JsonSchema } from '../language/json-schema/json.ts'
import { byActor } from '../language/json-schema/names.ts'
import { oneKey } from '../language/json-schema/one-key.ts'
import { grammar } from '../language/steps/grammar.ts'
import { schemasOf } from '../language/shape.ts'
import { stepModifiers, stepModifierShapes } from '../language/steps/modifiers.ts'
import type { StepModifierName } from '../language/steps/modifiers.ts'
import { ownFormDefinition, ownForms } from '../language/shapes/messages.ts'
import { topKeys } from '../language/top/index.ts'
import type { Traits } from '../language/verb-traits.ts'

/** Definitions of every verb of a kind, of a step, and of a list of steps. */
export function stepDefinitions(registry: Registry): Record<string, JsonSchema> {
  const common = definitions('modifier', schemasOf(stepModifierShapes, registry))
  const found: Record<string, JsonSchema> = { ...common.found }
  const verbs = new Map<string, JsonSchema[]>()
  const besideOne: Record<string, Readonly<Record<string, JsonSchema>>> = {}
  for (const [name, { about, examples, argument, beside, traits }] of grammar.verbs) {
    found[`verb ${name}`] = { title: name, ...argument.schema(registry), ...documented(about, examples.map(asStep)) }
    verbs.set(name, [{ $ref: refTo(`verb ${name}`) }])
    besideOne[name] = { ...commonBeside(common.uses, traits), ...schemasOf(beside, registry) }
  }
  for (const [name, forms] of customVerbs(registry)) {
    found[`own verb ${name}`] = ownDefinition(name, forms)
    verbs.set(name, [...(verbs.get(name) ?? []), { $ref: refTo(`own verb ${name}`) }])
    besideOne[name] ??= commonBeside(common.uses, undefined)
  }
  Object.assign(found, messageDefinitions(registry))
  const keys = Object.fromEntries([...verbs].map(([name, forms]) => [name, anyOf(forms)]))
  const second = 'another verb is a step of its own'
  found['step'] = {
    title: 'step',
    description: 'one verb, and whom it is about',
    ...byType({
      expected: 'a step such as { start: server }',
      map: oneKey({ what: 'a verb', keys, besideOne, second }),
    }),
  }
  found['steps'] = {
    title: 'steps',
    ...documented(topKeys.steps.about, topKeys.steps.examples),
    type: 'array',
    items: use('step'),
    minItems: 1,
    errorMessage: 'expected a list of steps',
  }
  return found
}

/** What may stand beside a verb like this, or beside one of a kind. */
const commonBeside = (
  uses: Readonly<Record<StepModifierName, JsonSchema>>,
  traits: Traits | undefined,
): Readonly<Record<string, JsonSchema>> =>
  Object.fromEntries(
    Object.entries(stepModifiers).flatMap(([name, { allowed }]) =>
      allowed(traits) === true ? [[name, uses[name as StepModifierName]]] : [],
    ),
  )

const asStep = (example: string): string => `- ${example}`

/** A definition for each form of a message that kinds bring; kinds with a form of one name share it. */
function messageDefinitions(registry: Registry): Record<string, JsonSchema> {
  const found: Record<string, JsonSchema> = {}
  for (const { name, form } of ownForms(registry)) {
    const definition = ownFormDefinition(name)
    const wanted = definitionOf(form.wanted, definition)
    const examples = examplesOf(wanted, form).map((example) => asStep(`send: ${flow({ actor: { [name]: example } })}`))
    const schema = { title: name, ...offering(wanted), ...documented(form.about, examples) }
    found[definition] = found[definition] === undefined ? schema : anyOf([found[definition], schema])
  }
  return found
}

/** The verbs of kinds by name; one that several kinds share is there once. */
function customVerbs(registry: Registry): ReadonlyMap<string, ReadonlySet<Verb>> {
  const all = new Map<string, Set<Verb>>()
  for (const { value } of registry.kinds.values())
    for (const [name, verb] of Object.entries(value.verbs ?? {})) all.set(name, (all.get(name) ?? new Set()).add(verb))
  return all
}

/** `get: { cache: key }`, or `flush: cache` for a verb that needs no argument. Verbs of one name have one page, with the examples of all. */
function ownDefinition(name: string, verbs: Iterable<Verb>): JsonSchema {
  const forms: JsonSchema[] = []
  const examples: string[] = []
  let about: string | undefined
  for (const verb of verbs) {
    about ??= verb.about
    // References inside of the argument's own schema lead to where it stands.
    const wanted = definitionOf(verb.argument, `own verb ${name} argument`)
    const empty = mayBeEmpty(verb.argument)
    examples.push(...examplesOf(wanted).map((example) => asStep(`${name}: ${flow({ actor: example })}`)))
    forms.push(byActor(empty ? orNothing(wanted) : wanted, empty))
  }
  return { title: name, ...anyOf(forms), ...documented(about ?? '', examples) }
}
