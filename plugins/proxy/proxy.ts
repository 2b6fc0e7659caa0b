import type { Socket } from 'node:net'
import {
  addressOf,
  claimsOf,
  defineKind,
  defineVerb,
  listenerEvents,
  routeTo,
  shownAddress,
  type Actor,
  type Facts,
  type Lane,
} from '../../src/plugin.ts'
import { faultArgument, type Fault } from './fault.ts'
import { faultWords } from './fault-words.ts'
import { Link } from './link.ts'
import { SwitchedListener } from './listener.ts'
import { proxyOptions, type ProxyOptions } from './options.ts'

/** An actor that faults can be put upon: a proxy, or one connection through it. */
interface Faulty extends Actor {
  apply(fault: Fault): Promise<void> | void
}

const fault = defineVerb<Fault>({
  about:
    'makes the network bad: latency, jitter, bandwidth, slice, split, corrupt, stop, reset, half-close, refuse, or clear again',
  argument: faultArgument,
  async run(actor, wanted, context) {
    // What earlier steps have sent has passed before the fault is there, in every run.
    await context.untilIdle()
    context.row(`fault: ${faultWords(wanted)}`)
    const failed = (error: unknown) => context.failed(error, ['after', 'line'])
    await (actor as Faulty).apply({ ...wanted, failed })
  },
})

/** Stands between a client and a server and passes bytes, FIN and RST through until a fault changes that. */
export const proxy = defineKind<ProxyOptions>({
  about: 'connects a client to a server and forwards everything until a fault changes it',
  role: 'proxy',
  options: proxyOptions,
  shorthand: 'to',
  ownOutput: true,
  streams: ['down'],
  facts: ['port', 'host', 'path', 'ca', 'connections', 'bytesUp', 'bytesDown'],
  can: ['close'],
  events: [...listenerEvents, 'closed', 'close', 'end', 'reset', 'error'],
  claims: ({ bind }) => claimsOf({ port: bind }, 'bind'),
  command: ({ to, host, port, path }) =>
    `proxy ${to === undefined ? (path ?? `${host ?? 'localhost'}:${port}`) : to.name}`,
  verbs: { fault },
  start,
})

async function start(options: ProxyOptions, lane: Lane): Promise<Actor> {
  const address = addressOf(options, lane, 'port to lead to')
  const { bind = 0 } = options
  const links: Link[] = []
  const open = new Set<Link>()
  let standing: Fault[] = []
  let over = false

  const arrived = (client: Socket, server: Socket): void => {
    const number = links.length + 1
    const link = new Link(client, server, {
      number,
      address,
      seed: options.seed,
      print: (line) => lane.print(line),
      gone: () => open.delete(link),
    })
    links.push(link)
    open.add(link)
    lane.event({ name: 'connection', outOfBand: true })
    lane.print(`connection ${number} to ${shownAddress(address)}`, { of: 'connection' })
    lane.accept((own) => link.actor(own, (wanted) => apply({ ...wanted, connection: number })))
    for (const each of standing)
      if (each.connection === undefined || each.connection === number) link.add(asReset(each))
  }
  let before = Promise.resolve()
  const listener = new SwitchedListener(lane, (client: Socket) => {
    client.on('error', () => {})
    // One after the other, so that connections have their numbers in the order in which they came.
    before = before.then(async () => {
      const route = await routeTo(address).catch(() => undefined)
      if (route === undefined || over) return void client.resetAndDestroy()
      route.go()
      arrived(client, route.socket)
    })
  })
  await listener.open(bind)
  const { port } = listener
  const words = `listening on ${listener.shown}`
  if (bind === 0) lane.alias(port, 'port')
  lane.event({ name: 'listening', words })

  async function apply(wanted: Fault): Promise<void> {
    const { connection, direction } = wanted
    const chosen = [...open].filter((link) => connection === undefined || link.number === connection)
    if (wanted.clear === true) {
      standing = standing.flatMap((each) => leftOf(each, wanted))
      for (const link of chosen) link.clear(direction)
      if (connection === undefined && direction === 'both' && !over) await listener.open(port)
      return
    }
    if (wanted.refuse === true && connection === undefined) return listener.close()
    for (const link of chosen) link.add(wanted)
    // An RST or FIN without a place is for the connections that are there; without any, for the next one.
    const once = (wanted.reset === true || wanted['half-close'] === true) && wanted.after === undefined
    if (!once || chosen.length === 0) standing.push(wanted)
  }
  return {
    apply,
    facts: (): Facts => ({
      ...handedOn(options),
      port,
      host: '127.0.0.1',
      connections: links.length,
      bytesUp: links.reduce((sum, link) => sum + link.bytesUp, 0),
      bytesDown: links.reduce((sum, link) => sum + link.bytesDown, 0),
    }),
    async close() {
      if (over) return
      over = true
      listener.close()
      lane.event({ name: 'closed', words: 'stopped listening', did: 'close' })
    },
    busy: () => [...open].some((link) => link.busy),
    state: () => (over ? 'stopped listening' : listener.listening ? words : 'refusing connections'),
    async stop() {
      over = true
      listener.close()
      for (const link of open) link.destroy()
    },
  } as Faulty
}

/** What a client needs of a server besides its place: which certificate to trust over TLS, and the path of a WebSocket server. */
function handedOn({ to }: ProxyOptions): Facts {
  const { ca, path, port } = to?.facts ?? {}
  return {
    ...(typeof ca === 'string' ? { ca } : {}),
    // Without a port it is a Unix socket, and no actor reaches one through the proxy by name.
    ...(typeof path === 'string' && port !== undefined ? { path } : {}),
  }
}

/** A connection with a number exists already, so it can only be refused with an RST. */
function asReset(fault: Fault): Fault {
  return fault.refuse === true ? { ...fault, reset: true } : fault
}

/** What is left of a standing fault when this is cleared. */
function leftOf(fault: Fault, { connection, direction }: Fault): Fault[] {
  if (connection !== undefined && connection !== fault.connection) return [fault]
  if (direction === 'both' || direction === fault.direction) return []
  return [fault.direction === 'both' ? { ...fault, direction: direction === 'up' ? 'down' : 'up' } : fault]
}
