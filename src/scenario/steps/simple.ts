import { targetsOf } from '../targets.ts'
import type { VerbForm } from './verb.ts'

type Simple = 'start' | 'connect' | 'end' | 'exit' | 'close' | 'reset' | 'pause' | 'resume'

/** Verbs that take an actor or a list of them and nothing else. */
const simple = (verb: Simple, idles?: true): VerbForm => ({
  ...(idles === undefined ? {} : { idles }),
  example: `- ${verb}: server`,
  read(c, argument) {
    const targets = targetsOf(c, argument, verb)
    return targets.length === 0 ? undefined : { verb, targets }
  },
})

export const simpleVerbs: Readonly<Record<Simple, VerbForm>> = {
  start: simple('start'),
  connect: simple('connect'),
  end: simple('end', true),
  exit: simple('exit', true),
  close: simple('close', true),
  reset: simple('reset', true),
  pause: simple('pause'),
  resume: simple('resume'),
}
