import { actorReferences } from '../../registry/shape.ts'
import { traitsOf } from './options.ts'
import type { World } from './world.ts'

/** An actor that goes to another one which has no place that anybody could know. */
export function checkReachable(world: World): void {
  for (const { declaration, kind } of world.members.values()) {
    for (const name of declaration.refersTo) {
      const other = world.members.get(name)
      const hint = other === undefined ? undefined : traitsOf(other).unreachable
      if (hint === undefined) continue
      const { written } = declaration.options
      const reference = kind === undefined ? undefined : actorReferences(written, kind.options)[0]
      world.ledger.report({
        code: 'invalid-value',
        message: `“${declaration.name}” goes to “${name}”, and nobody can know where that listens`,
        span: reference?.span ?? written.span,
        hint,
      })
    }
  }
}
