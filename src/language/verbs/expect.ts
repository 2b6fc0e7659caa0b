import { expectations } from '../expectations/read.ts'
import { byActor } from '../shapes/targets.ts'
import { defineVerb } from '../verb.ts'

export const expect = defineVerb({
  about: 'continues when every expectation is met, in any order between actors',
  examples: ['expect: { client: Hello client! }', 'expect: { client: { event: end } }'],
  argument: byActor(expectations),
  traits: { does: 'looks', needsStarted: true, ofConnection: true, mayEnd: 'explicit' },
  step: (printed) =>
    printed.length === 0
      ? undefined
      : { expects: printed.map(({ target, printed: expectations }) => ({ target, expectations })) },
})
