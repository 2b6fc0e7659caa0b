import { targets } from '../shapes/targets.ts'
import { defineVerb } from '../verb.ts'

export const exit = defineVerb({
  about: 'leaves the way its user would make it, and waits for its end',
  examples: ['exit: client'],
  argument: targets,
  traits: { does: 'acts', needsStarted: true, asksKind: true, mayEnd: 'always', speaks: true, idles: true },
  step: (targets) => (targets.length === 0 ? undefined : { targets }),
})
