import { actorReferences } from '../../coercion/names-asked.ts'
import { traitsOf } from './options.ts'
import type { WalkState } from './walk-state.ts'

/** An actor that goes to another one whose address cannot be known, and not only because of a mistake in its options. */
export function checkReachable(walk: WalkState): void {
  for (const { declaration, kind } of walk.actors.values()) {
    for (const name of declaration.refersTo) {
      const other = walk.actors.get(name)
      const hint = other === undefined || walk.gaps.misread.has(name) ? undefined : traitsOf(other).unreachable
      if (hint === undefined) continue
      const { node } = declaration.options
      const reference = kind === undefined ? undefined : actorReferences(node, kind.options)[0]
      walk.collector.report({
        code: 'invalid-value',
        message: `“${declaration.name}” goes to “${name}”, and where that listens cannot be known`,
        span: reference?.span ?? node.span,
        hint,
      })
    }
  }
}
