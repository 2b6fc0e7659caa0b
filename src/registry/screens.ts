import type { ActorKind } from '../model/plugin.ts'
import type { Registry } from '../model/registry.ts'
import type { YamlNode } from '../model/yaml-node.ts'
import { eventsAsked } from '../coercion/names-asked.ts'
import { eventOf } from './events.ts'
import { namedIn, nestedIn } from './nested.ts'

/** True for an expectation that looks at the screen of an actor of this kind, itself or one of several that stand in it. */
export function isOfScreen(registry: Registry, kind: ActorKind | undefined, name: string, node: YamlNode): boolean {
  const matcher = registry.matchers.get(name)?.value
  if (matcher === undefined) return false
  if (matcher.on === 'screen') return true
  if (eventsAsked(node, matcher.wanted).some((event) => eventOf(kind, event.name)?.ofScreen === true)) return true
  const nested = matcher.nests === undefined ? [] : nestedIn(registry, node, name)
  return nested.some((item) => {
    const inner = item.type === 'map' ? namedIn(registry, item) : undefined
    return inner !== undefined && isOfScreen(registry, kind, inner.name, inner.whole)
  })
}
