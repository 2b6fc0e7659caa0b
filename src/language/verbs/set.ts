import type { Target } from '../../model/scenario.ts'
import type { Span } from '../../model/span.ts'
import type { Argument, YamlEntry } from '../../model/yaml-node.ts'
import { argumentOf } from '../../coercion/argument.ts'
import { didYouMean } from '../../text/suggest.ts'
import { add, exampleOf, kindOf, report } from '../checking.ts'
import type { Checking } from '../checking.ts'
import type { ActorShape } from '../shape.ts'
import { byActor } from '../shapes/targets.ts'
import { anything, asMap } from '../values.ts'
import { defineVerb } from '../verb.ts'

export interface Setting {
  readonly option: string
  readonly value: Argument
  readonly span: Span
}

/** `{ option: value }`, of an actor whose kind may list what can be set. */
const settings: ActorShape<readonly Setting[]> = {
  schema: () => ({
    type: 'object',
    additionalProperties: {},
    propertyNames: { title: 'option' },
    errorMessage: 'expected { option: value }',
  }),
  read: (c, node, verb, target) =>
    asMap(c, node, verb, exampleOf(c, verb))?.entries.map((entry) => {
      checkSetting(c, target, entry)
      return { option: entry.key, value: anything(c, entry.value), span: entry.keySpan }
    }),
}

/** That the kind of an actor lists the option, and that its value is one. */
function checkSetting(c: Checking, { actor }: Target, { key, keySpan, value }: YamlEntry): void {
  const known = kindOf(c, actor)?.settings
  if (known === undefined) return
  if (Object.hasOwn(known, key)) return add(c, argumentOf(value, known[key]!).problems)
  const hint = didYouMean(key, Object.keys(known), 'it has')
  report(c, 'unknown-key', `“${actor}” has no option “${key}” that can be set while it runs`, keySpan, hint)
}

export const set = defineVerb({
  about: 'changes options of a running socket or terminal',
  examples: ['set: { client: { noDelay: true } }'],
  argument: byActor(settings),
  traits: { does: 'acts', needsStarted: true, asksKind: true, ofConnection: true, idles: true },
  step(parts) {
    const sets = parts.flatMap(({ target, part: settings }) => settings.map((setting) => ({ target, ...setting })))
    return sets.length === 0 ? undefined : { sets }
  },
})
