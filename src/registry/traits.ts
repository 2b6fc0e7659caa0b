import type { ActorKind, ActorTraits } from '../model/plugin.ts'
import type { YamlNode } from '../model/yaml-node.ts'

/** What the options of an actor declare, by its kind; nothing where the kind does not understand them. */
export function traitsOf(kind: ActorKind | undefined, options: YamlNode): ActorTraits {
  try {
    return kind?.traits?.(plainOf(options)) ?? {}
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
