import { targets } from '../shapes/targets.ts'
import { defineVerb } from '../verb.ts'

export const start = defineVerb({
  about: 'starts actors; done when each is ready',
  examples: ['start: server', 'start: [server, worker]'],
  argument: targets,
  traits: { does: 'acts', startsActors: true },
  step: (targets) => (targets.length === 0 ? undefined : { targets }),
})
