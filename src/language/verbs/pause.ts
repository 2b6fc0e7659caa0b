import type { Target } from '../../model/scenario.ts'
import type { YamlNode } from '../../model/yaml-node.ts'
import { kindOf, report } from '../checking.ts'
import type { Checking } from '../checking.ts'
import { byType } from '../json-schema/by-type.ts'
import { mapOf } from '../shape.ts'
import type { ActorShape, Shape } from '../shape.ts'
import { wholeNumber } from '../shapes/scalars.ts'
import { byActor, targets } from '../shapes/targets.ts'
import { defineVerb } from '../verb.ts'

/** Whose reading stops: at once, or when exactly so many bytes more have been read. */
export interface Pause {
  readonly target: Target
  readonly bytes?: number
}

const example = 'after: { bytes: 10 }'
const place = mapOf({ bytes: wholeNumber(1) }, { where: '“after”', example: `“${example}”` })
const later = mapOf({ after: place }, { where: '“pause”', example: `“pause: { server#1: { ${example} } }”` })

const afterBytes: ActorShape<number> = {
  schema: later.schema,
  read(c, node, verb, { actor }) {
    const bytes = later.read(c, node, verb)?.after?.bytes
    const kind = kindOf(c, actor)
    if (kind === undefined || kind.pausesAfter === true || bytes === undefined) return bytes
    const hint = `write “pause: ${actor}”`
    report(c, 'invalid-value', `“${actor}” is no stream of bytes, so that it stops reading at once`, node.span, hint)
    return undefined
  },
}
const behind = byActor(afterBytes)

const pauses: Shape<readonly Pause[]> = {
  schema: (registry) =>
    byType({
      expected: 'an actor, a list of actors, or { server#1: { after: { bytes: 10 } } }',
      scalar: targets.schema(registry),
      list: targets.schema(registry),
      map: behind.schema(registry),
    }),
  read: (c: Checking, node: YamlNode, verb) =>
    node.type === 'map'
      ? behind.read(c, node, verb)?.map(({ target, part }) => ({ target, bytes: part }))
      : targets.read(c, node, verb)?.map((target) => ({ target })),
}

export const pause = defineVerb({
  about: 'stops reading from its socket (back-pressure), at once or behind so many bytes',
  examples: ['pause: client', 'pause: { client: { after: { bytes: 10 } } }'],
  argument: pauses,
  inside: { after: 'write it inside: “pause: { server#1: { after: { bytes: 10 } } }”' },
  traits: { does: 'acts', needsStarted: true, asksKind: true, ofConnection: true },
  step: (pauses) => (pauses.length === 0 ? undefined : { pauses }),
})
