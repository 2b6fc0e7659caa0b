import { expectations, type Expect } from '../expectations/read.ts'
import { markGap, report } from '../checking.ts'
import type { Shape } from '../shape.ts'
import { byActor } from '../shapes/targets.ts'
import { asList } from '../values.ts'
import { defineVerb } from '../verb.ts'
import { until, type Ordered } from './expect.ts'

const item = byActor(expectations)
const example = '“in-order: [{ data: { event: end } }, { control: /^226/ }]”'

/** A list of what `expect` takes. */
const items: Shape<readonly (readonly Expect[])[]> = {
  schema: (registry) => ({
    type: 'array',
    items: item.schema(registry),
    minItems: 2,
    errorMessage: 'expected a list of two items or more, each { actor: expectation }',
  }),
  read(c, node, verb) {
    const list = asList(c, node, verb, example)
    if (list === undefined) return markGap(c)
    if (list.items.length < 2)
      report(c, 'nothing-to-do', `“${verb}” compares two items or more`, list.span, `write ${example}, or “expect”`)
    return list.items.map((each) =>
      item.read(c, each, verb)!.map(({ target, part }) => ({ target, expectations: part })),
    )
  },
}

export const inOrder = defineVerb({
  about: 'continues when every expectation is met; what each item is met by must arrive no later than that of the next',
  examples: ['in-order: [{ data: { event: end } }, { control: /^226/ }]'],
  argument: items,
  beside: { until },
  traits: { does: 'looks', expects: true, needsStarted: true, ofConnection: true, mayEnd: 'explicit' },
  step(items, beside): Ordered | undefined {
    const expects = byTarget(items.flat())
    const order = items.map((each) => each.flatMap(({ expectations }) => expectations))
    return expects.length === 0 ? undefined : { expects, order, ...beside }
  },
})

/** What is expected of one actor in several items is one list: they look at one lane. */
function byTarget(all: readonly Expect[]): Expect[] {
  const found = new Map<string, Expect>()
  for (const { target, expectations } of all) {
    const name = `${target.actor}#${target.connection ?? ''}`
    const before = found.get(name)
    found.set(name, {
      target: before?.target ?? target,
      expectations: [...(before?.expectations ?? []), ...expectations],
    })
  }
  return [...found.values()]
}
