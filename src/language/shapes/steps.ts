import { use } from '../json-schema/json.ts'
import type { Step } from '../scenario.ts'
import type { Shape } from '../shape.ts'

export const steps: Shape<readonly Step[]> = {
  schema: () => use('steps'),
  read: (c, node, label) => c.grammar.steps(c, node, label),
}
