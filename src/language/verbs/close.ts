import { targets } from '../shapes/targets.ts'
import { defineVerb } from '../verb.ts'

export const close = defineVerb({
  about: 'reads out, sends FIN and is closed; a server stops listening',
  examples: ['close: server', 'close: server#1'],
  argument: targets,
  traits: { does: 'acts', needsStarted: true, asksKind: true, mayEnd: 'always', speaks: true, idles: true },
  step: (targets) => (targets.length === 0 ? undefined : { targets }),
})
