import type { IncomingMessage } from 'node:http'
import {
  defineKind,
  errorEvent,
  messageRules,
  netAddressOf,
  notConnected,
  shownAddress,
  withPort,
  type Actor,
  type LaneEvent,
  type Lane,
} from '../../src/plugin.ts'
import { clientOptions, type ClientOptions } from './options.ts'
import { talkEvents, talker } from './talk.ts'
import { verbs } from './verbs.ts'

/** A WebSocket client (RFC 6455) that does only what the steps and its rules contain. */
export const websocketClient = defineKind<ClientOptions>({
  about: 'a WebSocket client that only does what the steps and its rules ask',
  role: 'client',
  options: clientOptions,
  shorthand: 'to',
  ownOutput: false,
  framing: 'message',
  facts: ['protocol', 'path', 'localPort', 'remotePort', 'bytesRead', 'bytesWritten'],
  can: ['send', 'close', 'reset', 'pause', 'resume'],
  events: ['connected', ...talkEvents],
  command: ({ to, host, port, path }) => {
    const where = to === undefined ? `${host ?? 'localhost'}:${port}` : to.name
    return `websocket-client ${where}${path ?? ''}`
  },
  verbs,
  strictAbout: ['rules'],
  start,
})

async function start(options: ClientOptions, lane: Lane): Promise<Actor> {
  const { WebSocket } = await import('ws')
  const ruled = messageRules(options.rules, lane)
  const address = netAddressOf(options, 'port to connect to')
  const { protocols = [], headers, maxPayload, path = servedBy(options) } = options
  const socket = new WebSocket(`ws://${withPort(address.host, address.port)}${path}`, protocols, {
    perMessageDeflate: false,
    ...(headers === undefined ? {} : { headers }),
    ...(maxPayload === undefined ? {} : { maxPayload }),
  })
  return new Promise((resolve) => {
    const settle = (actor: () => Actor) => {
      socket.off('error', onError)
      lane.signal.removeEventListener('abort', onAbort)
      resolve(actor())
    }
    const fail = (event: LaneEvent) =>
      settle(() => {
        socket.on('error', () => {})
        socket.terminate()
        return notConnected(lane, event)
      })
    const onError = (error: Error) => fail(handshakeError(error))
    const onAbort = () => fail({ name: 'error', code: 'ABORT_ERR', words: 'error ABORT_ERR' })
    socket.once('error', onError)
    lane.signal.addEventListener('abort', onAbort, { once: true })
    if (lane.signal.aborted) onAbort()
    socket.on('unexpected-response', (_request, response: IncomingMessage) => {
      const status = response.statusCode ?? 0
      response.resume()
      const words = `handshake refused with ${status}`
      fail({ name: 'error', code: status, words, parts: { status } })
    })
    // Before the first frame can be read, so that not one is missed.
    socket.once('upgrade', (response: IncomingMessage) => {
      socket.once('open', () => {
        const words = `connected to ${shownAddress(address)}${path === '/' ? '' : path}`
        lane.event({ name: 'connected', words })
        settle(() => {
          const rules = ruled.conversation(lane)
          const talk = talker(socket, lane, { words, raw: response.socket, facts: { path }, rules })
          talk.greet()
          return talk
        })
      })
    })
  })
}

/** The path that a server of ours serves, else the root. */
function servedBy({ to }: ClientOptions): string {
  const path = to?.facts.path
  return typeof path === 'string' && path.startsWith('/') ? path : '/'
}

/** The ws library's errors of a handshake have no code; a peer that answers so does not speak WebSocket. */
function handshakeError(error: NodeJS.ErrnoException): LaneEvent {
  if (error.code !== undefined || error instanceof AggregateError) return errorEvent(error)
  return { name: 'error', code: 'ERR_WEBSOCKET_HANDSHAKE', words: `error ERR_WEBSOCKET_HANDSHAKE: ${error.message}` }
}
