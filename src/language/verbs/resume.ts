import { targets } from '../shapes/targets.ts'
import { defineVerb } from '../verb.ts'

export const resume = defineVerb({
  about: 'goes on reading from its socket',
  examples: ['resume: client'],
  argument: targets,
  traits: { does: 'acts', needsStarted: true, asksKind: true, ofConnection: true },
  step: (targets) => (targets.length === 0 ? undefined : { targets }),
})
