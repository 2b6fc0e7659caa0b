import type { Written } from '../../model/written.ts'
import { optionOf } from './options.ts'
import type { World } from './world.ts'

/** An actor that goes to another one which has no place that anybody could know. */
export function checkReachable(world: World): void {
  for (const { declaration } of world.members.values()) {
    for (const name of declaration.refersTo) {
      const other = world.members.get(name)
      const hint = other?.kind?.unreachable?.(plainOf(other.declaration.options.written))
      if (hint === undefined) continue
      world.ledger.report({
        code: 'invalid-value',
        message: `“${declaration.name}” goes to “${name}”, and nobody can know where that listens`,
        span: optionOf(declaration, 'to')?.span ?? declaration.options.written.span,
        hint,
      })
    }
  }
}

/** The value as YAML has it; names in `${…}` stay as they are written. */
function plainOf(written: Written): unknown {
  if (written.type === 'scalar') return written.value
  if (written.type === 'list') return written.items.map(plainOf)
  return Object.fromEntries(written.entries.map(({ key, value }) => [key, plainOf(value)]))
}
