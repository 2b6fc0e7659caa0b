import type { Verb } from '../../model/plugin.ts'
import type { Target } from '../../model/scenario.ts'
import type { Argument, YamlNode } from '../../model/yaml-node.ts'
import { argumentOf, emptyArgument } from '../../coercion/argument.ts'
import { add, kindOf, markGap, report } from '../checking.ts'
import type { Checking } from '../checking.ts'
import { targeted, targetsOf } from '../shapes/targets.ts'
import { isNothing } from '../values.ts'
import type { StepBody } from '../scenario.ts'

/** True when a verb belongs to the kind of the actor that it is used on: it then wins over the core's. */
export function isCustom(c: Checking, verb: string, argument: YamlNode): boolean {
  return actorsIn(argument).some((name) => customVerb(c, name, verb) !== undefined)
}

/** The kinds, of this scenario or not, that have such a verb of their own. */
export const kindsWith = (c: Checking, verb: string): string[] =>
  [...c.registry.kinds].flatMap(([name, { value }]) =>
    value.verbs !== undefined && Object.hasOwn(value.verbs, verb) ? [name] : [],
  )

/** Names of all own verbs of the kinds in this scenario, for “did you mean”. */
export const customVerbs = (c: Checking): string[] =>
  [...c.actors.keys()].flatMap((actor) => Object.keys(kindOf(c, actor)?.verbs ?? {}))

/** `get: { cache: key }`, or `flush: cache` for a verb that needs no argument. */
export function readOwn(c: Checking, name: string, argument: YamlNode): StepBody | undefined {
  const parts: readonly { readonly target: Target; readonly value?: YamlNode }[] =
    argument.type === 'map'
      ? targeted(c, argument, name).map(({ target, entry }) => ({
          target,
          value: entry.value,
        }))
      : targetsOf(c, argument, name).map((target) => ({ target }))
  const calls = parts.flatMap(({ target, value }) => {
    const verb = customVerb(c, target.actor, name)
    if (verb === undefined) {
      const kind = c.actors.get(target.actor)?.kind ?? ''
      report(
        c,
        'wrong-verb',
        `“${target.actor}” is a ${kind}, which cannot ${name}`,
        target.span,
        `“${name}” is a verb of ${kindsWith(c, name).join(' and ')}`,
      )
      return markGap(c) ?? []
    }
    return [{ target, argument: argumentFor(c, verb, target, value) }]
  })
  return calls.length === 0 ? undefined : { verb: 'custom', name, calls }
}

function argumentFor(c: Checking, verb: Verb, target: Target, value: YamlNode | undefined): Argument {
  const { argument, problems } =
    value === undefined || isNothing(value)
      ? emptyArgument(value?.span ?? target.span, verb.argument)
      : argumentOf(value, verb.argument, undefined, { known: [], hints: {}, words: c.registry.words })
  add(c, problems)
  return argument
}

function customVerb(c: Checking, actor: string, verb: string): Verb | undefined {
  const verbs = kindOf(c, actor.replace(/#.*/, ''))?.verbs
  return verbs !== undefined && Object.hasOwn(verbs, verb) ? verbs[verb] : undefined
}

function actorsIn(argument: YamlNode): string[] {
  if (argument.type === 'map') return argument.entries.map((entry) => entry.key)
  return argument.type === 'list'
    ? argument.items.flatMap((item) => (item.type === 'scalar' ? [item.source] : []))
    : [argument.source]
}
