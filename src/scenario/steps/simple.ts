import { targetsOf } from '../targets.ts'
import type { VerbForm } from './verb.ts'

type Simple = 'start' | 'connect' | 'end' | 'exit' | 'close' | 'reset' | 'pause' | 'resume'

/** Verbs that take an actor or a list of them and nothing else. */
const simple = (verb: Simple): VerbForm => ({
  example: `- ${verb}: server`,
  read(c, argument) {
    const targets = targetsOf(c, argument, verb)
    return targets.length === 0 ? undefined : { verb, targets }
  },
})

export const simpleVerbs: Readonly<Record<Simple, VerbForm>> = {
  start: simple('start'),
  connect: simple('connect'),
  end: simple('end'),
  exit: simple('exit'),
  close: simple('close'),
  reset: simple('reset'),
  pause: simple('pause'),
  resume: simple('resume'),
}
