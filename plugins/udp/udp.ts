import {
  boundSocket,
  connectSocket,
  defineKind,
  messageRules,
  netAddressOf,
  ownHost,
  shownAddress,
  type Actor,
  type Lane,
  type NetAddress,
} from '../../src/plugin.ts'
import { DatagramActor } from './datagram-actor.ts'
import { udpOptions, type UdpOptions } from './options.ts'

/** A datagram socket (RFC 768): each datagram is a message, its arrival is not confirmed, and nothing ends. */
export const udp = defineKind<UdpOptions>({
  about: 'a datagram socket: talks to a peer, or answers whoever sent last',
  role: 'peer',
  options: udpOptions,
  shorthand: 'to',
  ownOutput: false,
  framing: 'message',
  facts: ['port', 'host', 'address.', 'peer.', 'bytesRead', 'bytesWritten', 'datagramsRead', 'datagramsWritten'],
  can: ['send', 'close'],
  events: ['listening', 'connected', 'error', 'close', 'closed'],
  strictAbout: ['rules'],
  claims: ({ bind, host }) =>
    bind === undefined || bind === 0 ? [] : [{ claim: `udp:${bind}`, host, option: 'bind' }],
  command: ({ to, host, port, bind }) => {
    if (to !== undefined) return `udp ${to.name}`
    return port === undefined ? `udp :${bind ?? 0}` : `udp ${host ?? 'localhost'} ${port}`
  },
  start,
})

async function start(options: UdpOptions, lane: Lane): Promise<Actor> {
  // Rules that can never be met are refused before the socket is open.
  const ruled = messageRules(options.rules, lane)
  const peer = peerOf(options)
  const own = netAddressOf({
    host: peer === undefined ? options.host : ownHost(peer),
    port: options.bind,
  })
  const socket = await boundSocket(own, lane)
  const fixed = peer !== undefined && options.connected
  if (fixed) await connectSocket(socket, peer)
  const { port } = socket.address()
  if (options.bind === undefined || options.bind === 0) lane.alias(port, 'port')
  const words = peer === undefined ? `listening on ${shownAddress(own, port)}` : `sending to ${shownAddress(peer)}`
  const rules = ruled.conversation(lane)
  const { messages } = options
  const actor = new DatagramActor(socket, lane, { host: own.host, peer, fixed, words, messages, rules })
  lane.event({ name: peer === undefined ? 'listening' : 'connected', words })
  return actor
}

/** The peer that the options name; undefined for a socket that only answers. */
function peerOf(options: UdpOptions): NetAddress | undefined {
  return options.to === undefined && options.port === undefined ? undefined : netAddressOf(options, 'port to send to')
}
