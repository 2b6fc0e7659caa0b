import { targets } from '../shapes/targets.ts'
import { defineVerb } from '../verb.ts'

export const reset = defineVerb({
  about: 'sends RST, after the peer has received what was sent before',
  examples: ['reset: client'],
  argument: targets,
  traits: { does: 'acts', needsStarted: true, asksKind: true, ofConnection: true, mayEnd: 'always', idles: true },
  step: (targets) => (targets.length === 0 ? undefined : { targets }),
})
