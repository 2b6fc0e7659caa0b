import type { Socket } from 'node:net'
import {
  addressOf,
  claimsOf,
  defineKind,
  defineVerb,
  listenerEvents,
  routeTo,
  type Actor,
  type Facts,
  type Lane,
  type Problem,
  type wires,
} from '../../src/plugin.ts'
import type { Account } from './account.ts'
import { faultArgument } from './fault.ts'
import { faultWords } from './fault-words.ts'
import { Links, type Apply } from './links.ts'
import { SwitchedListener } from './listener.ts'
import { proxyOptions, type ProxyOptions } from './options.ts'

/** An actor that faults can be put upon: a proxy, or one connection through it. */
interface Faulty extends Actor {
  readonly apply: Apply
}

const fault = defineVerb<wires.Fault>({
  about:
    'makes the network bad: latency, jitter, bandwidth, slice, split, corrupt, stop, reset, half-close, refuse, or clear again',
  argument: faultArgument,
  async run(actor, wanted, context) {
    // What earlier steps have sent has passed before the fault is there, in every run.
    await context.untilIdle()
    context.row(`fault: ${faultWords(wanted)}`)
    const failed = (error: unknown) => context.failed(error, ['after', 'line'])
    const account = await (actor as Faulty).apply({ ...wanted, failed })
    if (account !== undefined) context.atEnd(() => withoutEffect(account), ['after'])
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
  const links = new Links(address, options.seed, lane)
  let over = false
  let before = Promise.resolve()
  const listener = new SwitchedListener(lane, (client: Socket) => {
    client.on('error', () => {})
    // One after the other, so that connections have their numbers in the order in which they came.
    before = before.then(async () => {
      const route = await routeTo(address).catch(() => undefined)
      if (route === undefined || over) return void client.resetAndDestroy()
      route.go()
      links.add(client, route.socket, apply)
    })
  })
  await listener.open(bind)
  const { port } = listener
  const words = `listening on ${listener.shown}`
  if (bind === 0) lane.alias(port, 'port')
  lane.event({ name: 'listening', words })

  async function apply(wanted: wires.Fault): Promise<Account | undefined> {
    // The kernel refuses, and nobody sees whom.
    if (wanted.connection === undefined && wanted.refuse === true && wanted.clear !== true) {
      listener.close()
      return undefined
    }
    const account = links.apply(wanted)
    const clearsAll = wanted.clear === true && wanted.connection === undefined && wanted.direction === 'both'
    if (clearsAll && !over) await listener.open(port)
    return account
  }
  return {
    apply,
    facts: (): Facts => ({ ...handedOn(options), port, host: '127.0.0.1', ...links.facts() }),
    async close() {
      if (over) return
      over = true
      listener.close()
      lane.event({ name: 'closed', words: 'stopped listening', did: 'close' })
    },
    busy: () => links.busy,
    state() {
      const now = over ? 'stopped listening' : listener.listening ? words : 'refusing connections'
      return [now, ...links.pending().map((fault) => `fault pending: ${fault}`)].join(', ')
    },
    async stop() {
      over = true
      listener.close()
      links.destroy()
    },
  } as Faulty
}

/** The problem of a fault that has affected nothing by the end. */
function withoutEffect(account: Account): Problem | undefined {
  const why = account.pending()
  if (why === undefined) return undefined
  return {
    code: 'fault-without-effect',
    message: `the fault “${account.shown}” did not take effect: ${why}`,
    hint: 'let more pass, put the fault at an earlier place, or end it with the fault “clear”',
  }
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
