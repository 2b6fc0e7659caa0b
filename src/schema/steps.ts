import type { Verb } from '../model/plugin.ts'
import type { Registry } from '../model/registry.ts'
import { byType } from './by-type.ts'
import { definitionOf, examplesOf, mayBeEmpty, orNothing } from './contribution.ts'
import { documented } from './documented.ts'
import { flow } from './flow.ts'
import { anyOf, definitions, refTo, use } from './json.ts'
import type { JsonSchema } from './json.ts'
import { byActor } from './names.ts'
import { oneKey } from './one-key.ts'
import { fixedDuration } from './roles.ts'
import { coreVerbs, repeatDefinition } from './verbs.ts'

const within = definitions('modifier', {
  within: { ...fixedDuration, description: 'the deadline of this step, instead of limits.step' },
})
const busy = definitions('modifier', {
  busy: { type: 'boolean', description: 'programs may go on working: the step does not wait until all is idle' },
})
/** Verbs that wait until all is idle, always or on a terminal; those of kinds may do so as well. */
const idles: ReadonlySet<string> = new Set(['send', 'set', 'check', 'signal', 'end', 'exit', 'close', 'reset'])

/** Definitions of every verb of a kind, of a step, and of a list of steps. */
export function stepDefinitions(registry: Registry): Record<string, JsonSchema> {
  const found: Record<string, JsonSchema> = { ...within.found, ...busy.found, repeat: repeatDefinition }
  const verbs = new Map<string, JsonSchema[]>()
  const besideOne: Record<string, Readonly<Record<string, JsonSchema>>> = {}
  const core = coreVerbs(registry.commandKind === undefined ? {} : use(`kind ${registry.commandKind}`))
  for (const [name, { about, examples, argument, beside = {} }] of Object.entries(core)) {
    found[`verb ${name}`] = { title: name, ...argument, ...documented(about, examples.map(asStep)) }
    verbs.set(name, [{ $ref: refTo(`verb ${name}`) }])
    besideOne[name] = idles.has(name) ? { ...busy.uses, ...beside } : beside
  }
  for (const { kind, name, verb } of ownVerbs(registry)) {
    const definition = `verb ${name} of ${kind}`
    found[definition] = { title: name, ...ownDefinition(name, verb, definition) }
    verbs.set(name, [...(verbs.get(name) ?? []), { $ref: refTo(definition) }])
    besideOne[name] ??= busy.uses
  }
  const keys = Object.fromEntries([...verbs].map(([name, forms]) => [name, anyOf(forms)]))
  const second = 'another verb is a step of its own'
  found['step'] = {
    title: 'step',
    description: 'one verb, and whom it is about',
    ...byType({
      expected: 'a step such as { start: server }',
      map: oneKey({ what: 'a verb', keys, beside: within.uses, besideOne, second }),
    }),
  }
  found['steps'] = {
    title: 'steps',
    ...documented('what happens, strictly one after another', [
      'steps:\n  - start: server\n  - connect: client\n  - expect: { client: Hello }',
    ]),
    type: 'array',
    items: use('step'),
    minItems: 1,
    errorMessage: 'expected a list of steps',
  }
  return found
}

const asStep = (example: string): string => `- ${example}`

interface Own {
  readonly kind: string
  readonly name: string
  readonly verb: Verb
}

/** A verb that several kinds share is there once. */
function ownVerbs(registry: Registry): Own[] {
  const all = [...registry.kinds.values()].flatMap(({ name: kind, value }) =>
    Object.entries(value.verbs ?? {}).map(([name, verb]) => ({ kind, name, verb })),
  )
  return all.filter(({ name, verb }, at) => all.findIndex((own) => own.name === name && own.verb === verb) === at)
}

/** `get: { cache: key }`, or `flush: cache` for a verb that needs no argument. */
function ownDefinition(name: string, { about, argument }: Verb, definition: string): JsonSchema {
  // References inside of the argument's own schema lead to where it stands.
  const place = `${definition} argument`
  const wanted = definitionOf(argument, place)
  const empty = mayBeEmpty(argument)
  const examples = examplesOf(wanted).map((example) => asStep(`${name}: ${flow({ actor: example })}`))
  return { ...byActor(empty ? orNothing(wanted) : wanted, empty), ...documented(about, examples) }
}
