import type { LaneName } from '../../model/scenario.ts'
import type { Shape } from '../shape.ts'
import { itemsOf } from '../values.ts'
import { oneOrMany } from './lists.ts'
import { fixedText } from './scalars.ts'

/** Names of lanes with their places, since actors are read later. */
export const laneNames: Shape<readonly LaneName[]> = {
  schema: (registry) => oneOrMany(fixedText, 'an actor, or a list of actors').schema(registry),
  read: (c, node, label) =>
    itemsOf(node).flatMap((item) => {
      const name = fixedText.read(c, item, label)
      return name === undefined ? [] : [{ name, span: item.span }]
    }),
}
