import { targets } from '../shapes/targets.ts'
import { defineVerb } from '../verb.ts'

export const pause = defineVerb({
  about: 'stops reading from its socket (back-pressure)',
  examples: ['pause: client'],
  argument: targets,
  traits: { does: 'acts', needsStarted: true, asksKind: true, ofConnection: true },
  step: (targets) => (targets.length === 0 ? undefined : { targets }),
})
