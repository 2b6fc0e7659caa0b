import type { Compiled } from '../../model/matcher.ts'
import type { Argument, YamlEntry } from '../../model/yaml-node.ts'
import { eventOf } from '../../registry/events.ts'
import { eventsAsked } from '../../coercion/names-asked.ts'
import { kindOf, report } from '../checking.ts'
import type { Checking } from '../checking.ts'
import { compiledOf } from '../compiled.ts'
import { expectationModifiers } from './modifiers.ts'
import type { ExpectationModifier, ExpectationModifierName } from './modifiers.ts'

type On = Compiled['on']

/** What meets an expectation, as far as that is known before it runs. */
export const meansOf = (c: Checking, name: string, argument: Argument): On | undefined =>
  compiledOf(c.registry, name, argument)?.on ?? c.registry.matchers.get(name)?.value.on

const modifierOf = (key: string): Pick<ExpectationModifier<unknown>, 'ofPlace' | 'idle' | 'howOften'> =>
  expectationModifiers[key as ExpectationModifierName]

/** Reports modifiers that an expectation could not use, lest they be ignored. */
export function checkUsable(
  c: Checking,
  name: string,
  argument: Argument,
  beside: readonly YamlEntry[],
  actor: string,
): void {
  if (beside.length === 0) return
  const on = meansOf(c, name, argument)
  const wanted = c.registry.matchers.get(name)?.value.wanted
  const [event] = wanted === undefined ? [] : eventsAsked(argument.node, wanted)
  const [often, again] = beside.filter(({ key }) => modifierOf(key).howOften === true)
  if (often !== undefined && again !== undefined)
    report(
      c,
      'unknown-key',
      `“${often.key}” and “${again.key}” both say how often it comes`,
      again.keySpan,
      'keep one of them',
    )
  for (const { key, keySpan } of beside) {
    const { ofPlace, idle } = modifierOf(key)
    const why =
      event !== undefined && eventOf(kindOf(c, actor), event.name)?.outOfBand === true && ofPlace === true
        ? `“${event.name}” has no place among the lines, so leave it out`
        : on && idle?.[on]
    if (why !== undefined) report(c, 'unknown-key', `“${key}” changes nothing beside “${name}”`, keySpan, why)
  }
}
