import type { ActorKind, MessageForm } from '../model/plugin.ts'
import type { ActorTraits } from '../model/traits.ts'
import type { YamlNode } from '../model/yaml-node.ts'

/** What the options of an actor declare, by its kind; nothing where the kind does not understand them. */
export function traitsOf(kind: ActorKind | undefined, options: YamlNode): ActorTraits {
  try {
    return kind?.traits?.(plainOf(options)) ?? {}
  } catch {
    return {}
  }
}

/** Why an actor of these options cannot be sent a message of a form of its kind; undefined when it can. */
export function cannotTake(form: MessageForm, options: YamlNode): ReturnType<NonNullable<MessageForm['impossible']>> {
  try {
    return form.impossible?.(plainOf(options))
  } catch {
    return undefined
  }
}

/** The value as YAML has it; names in `${…}` stay as they are written. */
export function plainOf(node: YamlNode): unknown {
  if (node.type === 'scalar') return node.value
  if (node.type === 'list') return node.items.map(plainOf)
  return Object.fromEntries(node.entries.map(({ key, value }) => [key, plainOf(value)]))
}
