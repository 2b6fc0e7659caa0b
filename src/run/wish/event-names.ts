import type { Registry } from '../../model/registry.ts'
import type { Wish } from '../../language/expectations/read.ts'
import type { Written } from '../../model/written.ts'
import { namedIn } from '../../registry/nested.ts'
import { eventsAsked } from '../../registry/shape.ts'

/** They stand as they were written, however often their step runs. */
const known = new WeakMap<Wish, readonly string[]>()

/** The names of the events that an expectation can be met by, as far as they are written: also of those among several. */
export function eventsOf(registry: Registry, wish: Wish): readonly string[] {
  let names = known.get(wish)
  if (names === undefined) known.set(wish, (names = namesIn(registry, wish.name, wish.argument.written)))
  return names
}

function namesIn(registry: Registry, name: string, written: Written): readonly string[] {
  const matcher = registry.matchers.get(name)?.value
  if (matcher === undefined) return []
  const nested = matcher.nests === undefined || written.type !== 'list' ? [] : written.items
  return [
    ...(matcher.events ?? []),
    ...eventsAsked(written, matcher.wanted).map((event) => event.name),
    ...nested.flatMap((item) => {
      const inner = item.type === 'map' ? namedIn(registry, item) : undefined
      return inner === undefined ? [] : namesIn(registry, inner.name, inner.whole)
    }),
  ]
}
