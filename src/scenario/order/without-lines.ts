import type { Expect } from '../../language/expectations/read.ts'
import type { Framer } from '../../model/framer.ts'
import type { Registry } from '../../model/registry.ts'
import type { YamlNode } from '../../model/yaml-node.ts'
import { matcherOfText, namedIn, nestedIn } from '../../registry/nested.ts'
import type { WalkedActor, WalkState } from './walk-state.ts'

/** Refuses a line that must not come on an actor whose framing has none: it would hold whatever comes. */
export function checkUnwantedLines(walk: WalkState, { target, expectations }: Expect): void {
  const { registry, collector } = walk
  const walked = walk.actors.get(target.actor)
  // What an actor prints itself are lines, also beside bytes.
  if (walked?.kind?.ownOutput !== false || framerOf(registry, walked)?.shows !== 'bytes') return
  for (const { name, argument, span } of expectations) {
    if (registry.matchers.get(name)?.value.on !== 'absence' || !hasLine(registry, argument.node, name)) continue
    collector.report({
      code: 'invalid-value',
      message: `“${target.actor}” has no lines (its framing shows bytes), so that “${name}” would hold whatever comes`,
      span,
      hint: `expect the bytes that do come, with bytes or take; or forbid it at the top, which reads bytes as text: forbid: [{ text: …, on: ${target.actor} }]`,
    })
  }
}

/** Whether one of the expectations inside is met by a line. */
function hasLine(registry: Registry, node: YamlNode, name: string): boolean {
  return nestedIn(registry, node, name).some((inner) => {
    const named = inner.type === 'map' ? namedIn(registry, inner) : undefined
    const nested = named?.name ?? (inner.type === 'scalar' ? matcherOfText(registry, inner.source) : '')
    const on = registry.matchers.get(nested)?.value.on
    return on === 'choice' ? hasLine(registry, named?.whole ?? inner, nested) : on === 'line' || on === 'bytes'
  })
}

/** How the lane of this actor is cut; undefined where that depends on variables, or fails. */
function framerOf(registry: Registry, { declaration, kind }: WalkedActor): Framer | undefined {
  const written = declaration.framing
  const framing = registry.framings.get(written?.name ?? kind?.framing ?? registry.defaultFraming)?.value
  if (framing === undefined || (written !== undefined && written.argument.value === undefined)) return undefined
  try {
    return framing.compile(written?.argument.value?.parsed)
  } catch {
    return undefined
  }
}
