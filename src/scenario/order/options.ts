import type { ActorTraits } from '../../model/plugin.ts'
import type { ActorDeclaration } from '../../model/scenario.ts'
import type { YamlNode } from '../../model/yaml-node.ts'
import type { WalkedActor } from './walk-state.ts'

/** An option as the author wrote it, when it stands there. */
export function optionOf(declaration: ActorDeclaration, name: string): YamlNode | undefined {
  const { node } = declaration.options
  return node.type === 'map' ? node.entries.find(({ key }) => key === name)?.value : undefined
}

/** What the actor's kind says of its options; nothing where it does not understand them. */
export function traitsOf({ kind, declaration }: Pick<WalkedActor, 'kind' | 'declaration'>): ActorTraits {
  try {
    return kind?.traits?.(plainOf(declaration.options.node)) ?? {}
  } catch {
    return {}
  }
}

/** The value as YAML has it; names in `${…}` stay as they are written. */
function plainOf(node: YamlNode): unknown {
  if (node.type === 'scalar') return node.value
  if (node.type === 'list') return node.items.map(plainOf)
  return Object.fromEntries(node.entries.map(({ key, value }) => [key, plainOf(value)]))
}
