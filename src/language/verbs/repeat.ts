import type { Template } from '../../model/scenario.ts'
import { hasPlaceholders } from '../../coercion/fits.ts'
import { exampleOf, markGap, report, reportMissingKey } from '../checking.ts'
import { closed, when } from '../json-schema/json.ts'
import { placeholderPattern } from '../json-schema/plain.ts'
import type { Step } from '../scenario.ts'
import { described, keysOf, schemasOf } from '../shape.ts'
import type { Shape } from '../shape.ts'
import { ownName, text } from '../shapes/scalars.ts'
import { steps } from '../shapes/steps.ts'
import { asList, asMap, asText, shown, templateOf } from '../values.ts'
import { defineVerb } from '../verb.ts'
import type { Verb } from '../verb.ts'

const times: Shape<Template> = {
  schema: () => ({
    type: ['integer', 'string'],
    minimum: 0,
    pattern: `^[0-9]+$|${placeholderPattern}`,
    description: 'how often; ${n} counts from 1',
    errorMessage: 'expected a whole number, or a variable such as ${name}',
    examples: [3],
  }),
  read(c, node, label) {
    const count = asText(c, node, label)
    if (count === undefined) return undefined
    if (!hasPlaceholders(count) && !/^[0-9]+$/.test(count.source))
      report(c, 'invalid-value', `“times” takes a whole number, not ${shown(count)}`, count.span, 'write “times: 3”')
    return templateOf(c, count)
  },
}

const each: Shape<readonly Template[]> = {
  schema: (registry) => ({
    type: 'array',
    items: text.schema(registry),
    minItems: 1,
    description: 'once for each of these',
    errorMessage: 'expected a list',
  }),
  read(c, node, label) {
    const list = asList(c, node, label, '“each: [a, b]”')
    if (list?.items.length === 0)
      report(c, 'nothing-to-do', '“each” is empty, so nothing is repeated', list.span, 'name something')
    return list?.items.flatMap((item) => text.read(c, item, label) ?? [])
  },
}

const fields = {
  times,
  each,
  as: described(ownName('variable'), 'the variable that holds the one whose turn it is'),
  steps,
}
const keys = keysOf(fields, '“repeat”')

/** `{ times: n, steps }` or `{ each: […], as: name, steps }`. */
export interface Repeat {
  readonly times?: Template
  readonly each?: readonly Template[]
  readonly as?: string
  readonly steps: readonly Step[]
}

const rounds: Shape<Repeat> = {
  schema(registry) {
    const { times, each, as, steps } = schemasOf(fields, registry)
    const required = ['steps']
    return {
      type: 'object',
      errorMessage: 'expected { times: …, steps: … } or { each: …, steps: … }',
      ...when(
        { required: ['each'] },
        closed(
          { each, as, steps },
          { required, errorMessage: 'beside “each” stand “steps”, and “as” if it is wanted' },
        ),
        when(
          { required: ['times'] },
          closed({ times, steps }, { required, errorMessage: 'beside “times” stands “steps”' }),
          closed(
            { times, each, steps },
            { allOf: [{ required: ['times'], errorMessage: 'expected “times” or “each”' }] },
          ),
        ),
      ),
    }
  },
  read(c, node, verb) {
    const map = asMap(c, node, verb, exampleOf(c, verb))
    if (map === undefined) return undefined
    const { times, each, as, steps } = keys.entries(c, map)
    if ([times, each, as, steps].filter((entry) => entry !== undefined).length < map.entries.length) markGap(c)
    if (times === undefined && each === undefined) {
      const hint = 'write “times: 3”, or “each: [a, b]” with “as: name”'
      reportMissingKey(c, map, '“repeat” needs “times” or “each”', map.span, hint)
    }
    if (times !== undefined && each !== undefined)
      report(c, 'invalid-value', '“repeat” takes “times” or “each”, not both', each.keySpan, 'leave one of them out')
    if (steps === undefined) reportMissingKey(c, map, '“steps” is missing', map.span, 'add the steps that are repeated')
    if (as !== undefined && each === undefined) {
      const hint = 'leave it out; ${n} counts the rounds'
      report(c, 'invalid-value', '“as” names what “each” goes through', as.keySpan, hint)
    }
    return { steps: [], ...keys.values(c, [times, each, as, steps]) }
  },
}

export const repeat: Verb<Repeat> = defineVerb({
  about: 'does its steps so often, or once for each of several values',
  examples: ['repeat: { times: 3, steps: [{ send: { client: "${n}" } }] }'],
  argument: rounds,
  inside: Object.fromEntries(Object.keys(fields).map((key) => [key, `write it inside: “repeat: { ${key}: … }”`])),
  traits: { does: 'neither', holdsSteps: true, instant: 'put it beside the steps inside' },
  step: (rounds) => rounds,
})
