import type { Registry } from '../../model/registry.ts'
import type { Expectation } from '../../language/expectations/read.ts'
import type { YamlNode } from '../../model/yaml-node.ts'
import { namedIn, nestedIn } from '../../registry/nested.ts'
import { eventsAsked } from '../../coercion/names-asked.ts'

/** They stand as they were written, however often their step runs. */
const known = new WeakMap<Expectation, readonly string[]>()

/** The names of the events that an expectation can be met by, as far as they are written: also of those among several. */
export function eventsOf(registry: Registry, expectation: Expectation): readonly string[] {
  let names = known.get(expectation)
  if (names === undefined)
    known.set(expectation, (names = namesIn(registry, expectation.name, expectation.argument.node)))
  return names
}

function namesIn(registry: Registry, name: string, node: YamlNode): readonly string[] {
  const matcher = registry.matchers.get(name)?.value
  if (matcher === undefined) return []
  const nested = matcher.nests === undefined ? [] : nestedIn(registry, node, name)
  return [
    ...(matcher.events ?? []),
    ...eventsAsked(node, matcher.wanted).map((event) => event.name),
    ...nested.flatMap((item) => {
      const inner = item.type === 'map' ? namedIn(registry, item) : undefined
      return inner === undefined ? [] : namesIn(registry, inner.name, inner.whole)
    }),
  ]
}
