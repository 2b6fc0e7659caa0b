import type { RemoteInfo } from 'node:dgram'
import {
  defineKind,
  errorEvent,
  netAddressOf,
  shownAddress,
  withPort,
  type Actor,
  type Facts,
  type Lane,
  type NetAddress,
} from '../../src/plugin.ts'
import { DatagramQueue, type Peer } from './datagram-queue.ts'
import { udpOptions, type UdpOptions } from './options.ts'
import { Refusals } from './refusals.ts'
import { bound, connected, familyOf } from './socket.ts'

/** A datagram socket (RFC 768): each datagram is a message, nothing says that one arrived, and nothing ends. */
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
  claims: ({ bind, host }) =>
    bind === undefined || bind === 0 ? [] : [{ claim: `udp:${bind}`, host, option: 'bind' }],
  command: ({ to, host, port, bind }) => {
    if (to !== undefined) return `udp ${to.name}`
    return port === undefined ? `udp :${bind ?? 0}` : `udp ${host ?? 'localhost'} ${port}`
  },
  start,
})

async function start(options: UdpOptions, lane: Lane): Promise<Actor> {
  const peer = peerOf(options)
  const own = netAddressOf({
    host: peer === undefined ? options.host : ownHost(peer),
    port: options.bind,
  })
  const socket = await bound(own, lane)
  const fixed = peer !== undefined && options.connected
  if (fixed) await connected(socket, peer)
  const { address, port, family } = socket.address()
  if (options.bind === undefined || options.bind === 0) lane.alias(port, 'port')

  const count = { bytesRead: 0, bytesWritten: 0, datagramsRead: 0, datagramsWritten: 0 }
  let lastSender: Peer | undefined
  let open = true
  const refusals = new Refusals(() =>
    lane.event({ name: 'error', code: 'ECONNREFUSED', words: 'error ECONNREFUSED', outOfBand: true }),
  )
  const queue = new DatagramQueue(socket, {
    sent: (bytes) => {
      count.bytesWritten += bytes.byteLength
      count.datagramsWritten += 1
      refusals.sent()
    },
    refused: () => refusals.came(),
    failed: (error) => lane.event(errorEvent(error)),
  })

  socket.on('message', (bytes: Buffer, from: RemoteInfo) => {
    count.bytesRead += bytes.byteLength
    count.datagramsRead += 1
    lastSender = { host: from.address, port: from.port }
    lane.receive(bytes, { message: options.messages })
  })
  socket.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'ECONNREFUSED') refusals.came()
    else lane.event(errorEvent(error))
  })

  const finish = () => {
    if (!open) return
    open = false
    queue.close()
    socket.close()
    lane.event({ name: 'close', silent: true, ends: 'all' })
  }
  const words = peer === undefined ? `listening on ${shownAddress(own, port)}` : `sending to ${shownAddress(peer)}`
  lane.event({ name: peer === undefined ? 'listening' : 'connected', words })

  return {
    ends: { local: endOf({ host: address, port }), ...(fixed ? { remote: endOf(peer) } : {}) },
    connectionless: true,
    traffic: () => ({ read: count.bytesRead, written: count.bytesWritten }),
    facts(): Facts {
      const there = peer ?? lastSender
      return {
        port,
        host: own.host,
        address: { address, port, family },
        ...(there === undefined ? {} : { peer: { address: there.host, port: there.port } }),
        ...count,
      }
    },
    send(bytes, { times }) {
      const to = peer ?? lastSender
      if (to !== undefined) return queue.put(bytes, times, fixed ? undefined : to)
      const why = 'error EDESTADDRREQ: no datagram has arrived yet that could be answered'
      lane.event({ name: 'error', code: 'EDESTADDRREQ', words: why })
    },
    async close() {
      await queue.drained()
      finish()
    },
    look(event) {
      if (event === 'error') refusals.asked()
    },
    busy: () => !queue.empty,
    state: () => (open ? words : 'closed'),
    async stop() {
      finish()
    },
  }
}

/** The loopback address for a peer on this machine; any other peer is reached from whichever address the system takes. */
function ownHost({ host }: NetAddress): string {
  if (familyOf(host) === 'udp6') return host === '::1' ? '::1' : '::'
  return host === 'localhost' || host.startsWith('127.') ? '127.0.0.1' : '0.0.0.0'
}

/** The peer that the options name; undefined for a socket that only answers. */
function peerOf(options: UdpOptions): NetAddress | undefined {
  return options.to === undefined && options.port === undefined ? undefined : netAddressOf(options, 'port to send to')
}

/** The name of one end of a conversation, the same from both sides. */
const endOf = ({ host, port }: Peer): string => `udp:${withPort(host, port)}`
