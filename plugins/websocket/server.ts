import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import {
  claimsOf,
  defineKind,
  listen,
  listenerEvents,
  listenerFacts,
  messageRules,
  type Actor,
  type Lane,
  type Listener,
} from '../../src/plugin.ts'
import { serverOptions, type ServerOptions } from './options.ts'
import { talkEvents, talker, type Talker } from './talk.ts'
import { verbs } from './verbs.ts'

/** A WebSocket server (RFC 6455) that does only what the steps and its rules contain. */
export const websocketServer = defineKind<ServerOptions>({
  about: 'a WebSocket server that only does what the steps and its rules ask',
  role: 'server',
  options: serverOptions,
  shorthand: 'port',
  ownOutput: false,
  framing: 'message',
  facts: [...listenerFacts, 'protocol', 'localPort', 'remotePort', 'bytesRead', 'bytesWritten'],
  can: ['send', 'close', 'reset', 'pause', 'resume'],
  events: [...listenerEvents, { name: 'handshakeRefused', ofListener: true, turnsAway: true }, ...talkEvents],
  claims: ({ host, port }) => claimsOf({ host, port }),
  command: ({ port = 0, path = '' }) => `websocket-server ${port === 0 ? '' : port}${path}`.trimEnd(),
  verbs,
  strictAbout: ['rules'],
  start,
})

async function start(options: ServerOptions, lane: Lane): Promise<Actor> {
  const [{ WebSocketServer }, { createServer, STATUS_CODES }] = await Promise.all([import('ws'), import('node:http')])
  const { protocols, maxPayload } = options
  const handshakes = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    ...(maxPayload === undefined ? {} : { maxPayload }),
    handleProtocols: (offered) => protocols?.find((each) => offered.has(each)) ?? false,
  })
  const http = createServer()
  const turnAway = (raw: Socket, status: number) => {
    lane.event({
      name: 'handshakeRefused',
      words: `handshake refused with ${status}`,
      outOfBand: true,
      parts: { status },
    })
    raw.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
  }
  const ruled = messageRules(options.rules, lane)
  let accepting: Listener | undefined
  http.on('request', (request) => turnAway(request.socket, 426))
  http.on('clientError', (_error, raw) => turnAway(raw as Socket, 400))
  handshakes.on('wsClientError', (_error, raw) => turnAway(raw as unknown as Socket, 400))
  http.on('upgrade', (request: IncomingMessage, _stream, head) => {
    const raw = request.socket
    raw.on('error', () => {})
    const path = request.url ?? '/'
    if (options.path !== undefined && path.split('?')[0] !== options.path) return turnAway(raw, 404)
    handshakes.handleUpgrade(request, raw, head, (socket) => {
      let talk: Talker | undefined
      accepting?.accept(raw, (own) => {
        const rules = ruled.conversation(own)
        return (talk = talker(socket, own, { words: 'connected', raw, facts: { path }, rules }))
      })
      talk?.greet()
    })
  })
  const { host, port, path = '/' } = options
  return listen({ host, port }, lane, {
    server: http,
    arrived: (_, listener) => void (accepting = listener),
    facts: { path },
    remark: ruled.remark,
    suffix: path === '/' ? '' : path,
  })
}
