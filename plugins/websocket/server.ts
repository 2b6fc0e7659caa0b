import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { defineKind, endOf, refuse, type Actor, type Facts, type Lane } from '../../src/plugin.ts'
import { serverOptions, type ServerOptions } from './options.ts'
import { shown } from './place.ts'
import { talkEvents, talker } from './talk.ts'
import { verbs } from './verbs.ts'

/** A WebSocket server (RFC 6455) that only does what the steps say. */
export const websocketServer = defineKind<ServerOptions>({
  about: 'a WebSocket server that only does what the steps say',
  role: 'server',
  options: serverOptions,
  shorthand: 'port',
  voice: false,
  framing: 'message',
  facts: [
    'port',
    'host',
    'path',
    'address.',
    'connections',
    'protocol',
    'localPort',
    'remotePort',
    'bytesRead',
    'bytesWritten',
  ],
  can: ['send', 'close', 'reset', 'pause', 'resume'],
  events: ['listening', 'connection', { name: 'handshakeRefused', ofListener: true, turnsAway: true }, ...talkEvents],
  claims: ({ port }) => (port === 0 ? [] : [`tcp:${port}`]),
  command: ({ port, path }) => `websocket-server ${port === 0 ? '' : port}${path ?? ''}`.trimEnd(),
  verbs,
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
  const raws = new Set<Socket>()
  const actors: Actor[] = []
  const turnAway = (raw: Socket, status: number) => {
    lane.happened({
      name: 'handshakeRefused',
      words: `handshake refused with ${status}`,
      aside: true,
      parts: { status },
    })
    raw.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
  }
  http.on('connection', (raw) => {
    raws.add(raw)
    raw.once('close', () => raws.delete(raw))
    lane.happened({ name: 'connection', aside: true })
  })
  http.on('request', (request) => turnAway(request.socket, 426))
  http.on('clientError', (_error, raw) => turnAway(raw as Socket, 400))
  handshakes.on('wsClientError', (_error, raw) => turnAway(raw as unknown as Socket, 400))
  http.on('upgrade', (request: IncomingMessage, _stream, head) => {
    const raw = request.socket
    raw.on('error', () => {})
    const path = request.url ?? '/'
    if (options.path !== undefined && path.split('?')[0] !== options.path) return turnAway(raw, 404)
    handshakes.handleUpgrade(request, raw, head, (socket) => {
      lane.accept((own) => {
        const actor = talker(socket, own, { words: 'connected', raw, facts: { path } })
        actors.push(actor)
        return actor
      })
    })
  })

  const port = await new Promise<number>((resolve, reject) => {
    http.once('error', (error: NodeJS.ErrnoException) => reject(refusalOf(error, options)))
    http.listen({ host: options.host, port: options.port }, () => {
      http.removeAllListeners('error')
      const address = http.address()
      resolve(typeof address === 'object' && address !== null ? address.port : options.port)
    })
  })
  const words = `listening on ${shown({ host: options.host, port, path: options.path ?? '/' })}`
  if (options.port === 0) lane.alias(port, 'port')
  lane.happened({ name: 'listening', words })
  let state = words
  const closed = new Promise<void>((resolve) => http.once('close', () => resolve()))

  return {
    facts(): Facts {
      const address = http.address()
      return {
        port,
        host: options.host,
        path: options.path ?? '/',
        ...(typeof address === 'object' && address !== null ? { address: { ...address } } : {}),
        connections: raws.size,
      }
    },
    async close() {
      if (!http.listening) return
      http.close()
      state = 'stopped listening'
      lane.happened({ name: 'closed', words: state, did: 'close' })
    },
    hasCaller: (remote) =>
      [...raws].some((raw) => raw.bytesRead === 0 && endOf(raw.remoteAddress, raw.remotePort) === remote),
    state: () => state,
    async stop(how) {
      http.close()
      await Promise.all(actors.map((actor) => actor.stop(how)))
      for (const raw of raws) raw.destroy()
      await closed
    },
  }
}

function refusalOf(error: NodeJS.ErrnoException, { host, port }: ServerOptions): Error {
  if (error.code === 'EADDRINUSE') {
    return refuse('port-in-use', `port ${port} is in use by another program`, 'leave “port” out to get a free one')
  }
  if (error.code === 'EACCES') return refuse('not-permitted', `this user may not listen on port ${port}`)
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') {
    return refuse('address-unavailable', `“${host}” is not an address of this machine`)
  }
  return refuse('cannot-start', `cannot listen on port ${port}: ${error.message}`)
}
