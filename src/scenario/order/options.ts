import type { ActorTraits } from '../../model/plugin.ts'
import type { ActorDeclaration } from '../../model/scenario.ts'
import type { Written } from '../../model/written.ts'
import type { Member } from './world.ts'

/** An option as the author wrote it, when it stands there. */
export function optionOf(declaration: ActorDeclaration, name: string): Written | undefined {
  const { written } = declaration.options
  return written.type === 'map' ? written.entries.find(({ key }) => key === name)?.value : undefined
}

/** What the actor's kind says of its options; nothing where it does not understand them. */
export function traitsOf({ kind, declaration }: Pick<Member, 'kind' | 'declaration'>): ActorTraits {
  try {
    return kind?.traits?.(plainOf(declaration.options.written)) ?? {}
  } catch {
    return {}
  }
}

/** The value as YAML has it; names in `${…}` stay as they are written. */
function plainOf(written: Written): unknown {
  if (written.type === 'scalar') return written.value
  if (written.type === 'list') return written.items.map(plainOf)
  return Object.fromEntries(written.entries.map(({ key, value }) => [key, plainOf(value)]))
}
