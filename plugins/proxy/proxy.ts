import { claimsOf, defineKind, listenerEvents } from '../../src/plugin.ts'
import { startDatagramProxy } from './datagram-proxy.ts'
import { fault } from './fault-verb.ts'
import { proxyOptions, type ProxyOptions } from './options.ts'
import { startStreamProxy } from './stream-proxy.ts'

/** Stands between a client and a server and passes bytes, FIN and RST (or datagrams) through until a fault changes that. */
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
  claims: ({ bind, udp }) =>
    udp === true
      ? bind === undefined || bind === 0
        ? []
        : [{ claim: `udp:${bind}`, option: 'bind' }]
      : claimsOf({ port: bind }, 'bind'),
  command: ({ to, host, port, path }) =>
    `proxy ${to === undefined ? (path ?? `${host ?? 'localhost'}:${port}`) : to.name}`,
  verbs: { fault },
  start: (options, lane) => (forwardsDatagrams(options) ? startDatagramProxy : startStreamProxy)(options, lane),
})

/** Only an actor that sends and receives datagrams counts them. */
const forwardsDatagrams = ({ udp, to }: ProxyOptions): boolean => udp ?? to?.facts['datagramsRead'] !== undefined
