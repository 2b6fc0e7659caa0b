import type { IncomingMessage } from 'node:http'
import { defineKind, type Actor, type Happening, type Lane } from '../../src/plugin.ts'
import { clientOptions, type ClientOptions } from './options.ts'
import { placeOf, shown, urlOf } from './place.ts'
import { talkEvents, talker } from './talk.ts'
import { verbs } from './verbs.ts'

/** A WebSocket client (RFC 6455) that only does what the steps say. */
export const websocketClient = defineKind<ClientOptions>({
  about: 'a WebSocket client that only does what the steps say',
  role: 'client',
  options: clientOptions,
  shorthand: 'to',
  voice: false,
  framing: 'message',
  facts: ['protocol', 'path', 'localPort', 'remotePort', 'bytesRead', 'bytesWritten'],
  can: ['send', 'close', 'reset', 'pause', 'resume'],
  events: ['connected', ...talkEvents],
  command: ({ to, host, port, path }) => {
    const where = to === undefined ? `${host ?? 'localhost'}:${port}` : to.name
    return `websocket-client ${where}${path ?? ''}`
  },
  verbs,
  start,
})

async function start(options: ClientOptions, lane: Lane): Promise<Actor> {
  const { WebSocket } = await import('ws')
  const place = placeOf(options)
  const { protocols = [], headers, maxPayload } = options
  const socket = new WebSocket(urlOf(place), protocols, {
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
    const fail = (event: Happening) =>
      settle(() => {
        socket.on('error', () => {})
        socket.terminate()
        lane.happened({ ...event, ends: 'all' })
        return gone(event.words ?? event.name)
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
        const words = `connected to ${shown(place)}`
        lane.happened({ name: 'connected', words })
        settle(() => talker(socket, lane, { words, raw: response.socket, facts: { path: place.path } }))
      })
    })
  })
}

/** What the ws library says of a handshake has no code; whoever answers so does not speak WebSocket. */
function handshakeError(error: Error): Happening {
  const cause = error instanceof AggregateError && error.errors[0] instanceof Error ? error.errors[0] : error
  const { code } = cause as NodeJS.ErrnoException
  if (code !== undefined) return { name: 'error', code, words: `error ${code}` }
  return { name: 'error', code: 'ERR_WEBSOCKET_HANDSHAKE', words: `error ERR_WEBSOCKET_HANDSHAKE: ${cause.message}` }
}

function gone(state: string): Actor {
  return { facts: () => ({}), state: () => state, close: async () => {}, stop: async () => {} }
}
