import { expectations } from '../expectations/read.ts'
import { byActor } from '../shapes/targets.ts'
import { defineVerb } from '../verb.ts'

export const expect = defineVerb({
  about: 'continues when every expectation is met, in any order between actors',
  examples: ['expect: { client: Hello client! }', 'expect: { client: { event: end } }'],
  argument: byActor(expectations),
  traits: { does: 'looks', needsStarted: true, ofConnection: true, mayEnd: 'explicit' },
  step: (parts) =>
    parts.length === 0
      ? undefined
      : { expects: parts.map(({ target, part: expectations }) => ({ target, expectations })) },
})
