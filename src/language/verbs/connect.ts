import { targets } from '../shapes/targets.ts'
import { defineVerb } from '../verb.ts'

export const connect = defineVerb({
  about: 'connects clients, one after another; done when each connection is up',
  examples: ['connect: client'],
  argument: targets,
  traits: { does: 'acts', startsActors: true },
  step: (targets) => (targets.length === 0 ? undefined : { targets }),
})
