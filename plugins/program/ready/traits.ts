import type { ActorTraits } from '../../../src/plugin.ts'

/** A named group that is an address; a name in `${…}` may hold one. */
const namesAddress = /\(\?<(?:port|path)>|\$\{/

/** What is known of a program by its `ready`, as it is written. */
export function readyTraits(ready: unknown): ActorTraits {
  const items = [ready].flat()
  const listens = items.some(isPlace)
  return {
    ...(listens || items.some(capturesAddress)
      ? {}
      : {
          unreachable:
            'say in its ready where it listens, such as ready: { port: 8099 }, or capture it: ready: /on port (?<port>\\d+)/',
        }),
    notAwaited: ready === undefined,
    // Ready once it listens somewhere: it may be served by processes that its first one has left.
    background: listens,
  }
}

const isMap = (item: unknown): item is Readonly<Record<string, unknown>> => typeof item === 'object' && item !== null

const isPlace = (item: unknown): boolean =>
  isMap(item) && ['port', 'udp', 'path'].some((place) => Object.hasOwn(item, place))

function capturesAddress(item: unknown): boolean {
  const line = isMap(item) ? item['regex'] : item
  return typeof line === 'string' && namesAddress.test(line)
}
