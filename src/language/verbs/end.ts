import { targets } from '../shapes/targets.ts'
import { defineVerb } from '../verb.ts'

export const end = defineVerb({
  about: 'ends our side of the stream (FIN, end of standard input); receiving goes on',
  examples: ['end: client'],
  argument: targets,
  traits: {
    does: 'acts',
    needsStarted: true,
    asksKind: true,
    ofConnection: true,
    mayEnd: 'always',
    speaks: true,
    idles: true,
  },
  step: (targets) => (targets.length === 0 ? undefined : { targets }),
})
