// The two that stand between a client and a server: the wires of `scenario shake`, and a proxy. Both answer where a client connects to.
import { join } from 'node:path'
import { createJiti } from 'jiti'

const jiti = createJiti(import.meta.url)
const load = (path) => jiti.import(join(import.meta.dirname, '../../..', path))
const [{ openWires }, { startStreamProxy }] = await Promise.all([
  load('src/net/wire/hidden/open-wires.ts'),
  load('plugins/proxy/stream-proxy.ts'),
])

/** `planned`: what each connection has, as in a plan. */
export async function hiddenWires(place, planned) {
  const faults = planned.map((fault, index) => ({ actor: 'server', connection: index + 1, ...fault }))
  const { wires, streams } = openWires({ faults })
  const facts = () => ('port' in place ? { ...place, host: '127.0.0.1' } : place)
  await wires.lead(() => [{ name: 'server', listens: true, facts }])
  return {
    place: 'port' in place ? { port: Number(wires.instead('client', String(place.port))) } : place,
    /** True when so many bytes have come from the sender of a stream, and all that may pass has passed. */
    passed(number, direction, { length }) {
      const stream = streams().find((each) => each.connection === number && each.direction === direction)
      return stream?.length === length && wires.moving().size === 0
    },
    close: () => wires.close(),
  }
}

/** `written`: what each connection has, as in a step of `fault`. */
export async function proxyWires(place, written) {
  const lane = {
    name: 'wire',
    tmp: '/tmp',
    dir: '/tmp',
    signal: new AbortController().signal,
    alias() {},
    event() {},
    print() {},
    receive() {},
    sent() {},
    replied() {},
    accept: (build) => build(lane),
    failed(error) {
      throw error
    },
  }
  const proxy = await startStreamProxy({ ...place, seed: 1 }, lane)
  for (const [index, fault] of written.entries()) await proxy.apply({ ...fault, connection: { numbers: [index + 1] } })
  let before = 0
  return {
    place: { port: proxy.facts().port },
    passed(_, direction, { passes }) {
      const delivered = proxy.facts()[direction === 'up' ? 'bytesUp' : 'bytesDown']
      if (proxy.busy() || delivered - before < passes) return false
      before = delivered
      return true
    },
    close: () => proxy.stop(),
  }
}
