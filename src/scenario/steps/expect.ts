import { targeted } from '../targets.ts'
import { wishesOf } from '../wishes.ts'
import type { VerbForm } from './verb.ts'

/** `expect: { actor: wish }`: every wish met, in any order between actors. */
export const expectVerb: VerbForm = {
  example: '- expect: { client: Hello }',
  read(c, argument) {
    const expects = targeted(c, argument, 'expect', '“expect: { client: Hello }”').flatMap(({ target, entry }) => {
      const wishes = wishesOf(c, entry.value, target.actor)
      return wishes.length === 0 ? [] : [{ target, wishes }]
    })
    return expects.length === 0 ? undefined : { verb: 'expect', expects }
  },
}
