import { expectations, type Expect, type Expectation } from '../expectations/read.ts'
import { described } from '../shape.ts'
import { oneWordOf } from '../shapes/scalars.ts'
import { byActor } from '../shapes/targets.ts'
import { defineVerb } from '../verb.ts'

/** When a step is done whose expectations have been met. */
export const until = described(
  oneWordOf({ idle: 'nothing moves any more' }),
  'done only when all is idle: what must not come has not come',
  {
    examples: ['idle'],
  },
)

/** What a step expects, and when it is done. */
export interface Expecting {
  readonly expects: readonly Expect[]
  readonly until?: 'idle'
  /** The expectations of each item of `in-order`. */
  readonly order?: readonly (readonly Expectation[])[]
}

/** The same with an order: what the expectations of one item are met by arrives no later than that of the next. */
export interface Ordered extends Expecting {
  readonly order: readonly (readonly Expectation[])[]
}

export const expect = defineVerb({
  about: 'continues when every expectation is met, in any order between actors',
  examples: ['expect: { client: Hello client! }', 'expect: { client: { event: end } }'],
  argument: byActor(expectations),
  beside: { until },
  traits: { does: 'looks', expects: true, needsStarted: true, ofConnection: true, mayEnd: 'explicit' },
  step: (parts, beside): Expecting | undefined =>
    parts.length === 0
      ? undefined
      : { expects: parts.map(({ target, part: expectations }) => ({ target, expectations })), ...beside },
})
