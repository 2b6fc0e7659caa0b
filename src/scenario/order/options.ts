import type { ActorTraits } from '../../model/traits.ts'
import type { ActorDeclaration } from '../../model/scenario.ts'
import type { YamlNode } from '../../model/yaml-node.ts'
import { traitsOf as traitsOfKind } from '../../registry/traits.ts'
import type { WalkedActor } from './walk-state.ts'

/** An option as the author wrote it, when it stands there. */
export function optionOf(declaration: ActorDeclaration, name: string): YamlNode | undefined {
  const { node } = declaration.options
  return node.type === 'map' ? node.entries.find(({ key }) => key === name)?.value : undefined
}

/** What the options of an actor declare, by its kind. */
export const traitsOf = ({ kind, declaration }: Pick<WalkedActor, 'kind' | 'declaration'>): ActorTraits =>
  traitsOfKind(kind, declaration.options.node)
