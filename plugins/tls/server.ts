import { createServer, type Server, type Socket } from 'node:net'
import type { Server as TLSServer, TLSSocket } from 'node:tls'
import { abstractSockets, defineKind, endOf, refuse, type Actor, type Facts, type Lane } from '../../src/plugin.ts'
import { makeIdentity } from './certificate.ts'
import { serverOptions, type ServerOptions } from './options.ts'
import { pemOf } from './pem.ts'
import { placeOf, shown, type Place } from './place.ts'
import { settings } from './settings.ts'
import { streamActor, streamEvents, streamFacts } from './stream.ts'

/** A TLS server (RFC 8446, RFC 5246) that only does what the steps say. */
export const tlsServer = defineKind<ServerOptions>({
  about: 'a TLS server that only does what the steps say',
  role: 'server',
  options: serverOptions,
  shorthand: 'port',
  voice: false,
  facts: ['port', 'host', 'path', 'address.', 'connections', 'ca', ...streamFacts],
  can: ['send', 'end', 'close', 'reset', 'pause', 'resume', 'set'],
  events: ['listening', 'connection', { name: 'tlsClientError', ofListener: true, turnsAway: true }, ...streamEvents],
  settings,
  claims: ({ port, path }) => [
    ...(port === undefined || port === 0 ? [] : [`tcp:${port}`]),
    ...(path === undefined ? [] : [/^@|\//.test(path) ? `path:${path}` : `run:path:${path}`]),
  ],
  command: ({ port, path }) => `tls-server ${path ?? port ?? ''}`.trimEnd(),
  start,
})

async function start(options: ServerOptions, lane: Lane): Promise<Actor> {
  const tls = await import('node:tls')
  const identity = await identityOf(options, lane)
  const alpn = options.alpn === undefined ? undefined : [options.alpn].flat()
  const securing = secured(() =>
    tls.createServer({
      cert: identity.cert,
      key: identity.key,
      ...(identity.trusted === undefined ? {} : { ca: identity.trusted }),
      ...(alpn === undefined ? {} : { ALPNProtocols: alpn }),
      ...(options.minVersion === undefined ? {} : { minVersion: options.minVersion }),
      ...(options.maxVersion === undefined ? {} : { maxVersion: options.maxVersion }),
      requestCert: options.requestCert,
      rejectUnauthorized: options.requestCert && options.rejectUnauthorized,
    }),
  )
  // A listening socket of our own keeps hold of each TCP socket below: RST and half-close are its business.
  const listening = createServer({ allowHalfOpen: true, noDelay: options.noDelay, keepAlive: options.keepAlive })
  const raws = new Set<Socket>()
  const actors: Actor[] = []
  const arrived = (raw: Socket): void => {
    raws.add(raw)
    raw.on('error', () => {})
    raw.once('close', () => raws.delete(raw))
    lane.happened({ name: 'connection', aside: true })
    // Half-open is what a connection may be; one that leaves before the handshake is done is over.
    raw.allowHalfOpen = false
    securing.emit('connection', raw)
  }
  listening.on('connection', arrived)
  securing.on('secureConnection', (secure) => {
    const raw = rawBelow(secure)
    raw.allowHalfOpen = secure.allowHalfOpen = true
    lane.accept((own) => {
      const { allowHalfOpen, timeout, pauseOnConnect: paused } = options
      const actor = streamActor(secure, raw, own, { words: 'connected', allowHalfOpen, timeout, paused })
      actors.push(actor)
      return actor
    })
  })
  securing.on('tlsClientError', (error: NodeJS.ErrnoException) => {
    const code = error.code ?? error.name
    lane.happened({ name: 'tlsClientError', code, words: `handshake failed: ${code}`, aside: true })
  })

  const place = await listen(listening, placeOf(options, lane), options.backlog)
  const beside = await twinOf(place, options)
  beside?.on('connection', arrived)
  const words = `listening on ${shown(place)}`
  if ('port' in place && (options.port === undefined || options.port === 0)) lane.alias(place.port, 'port')
  lane.happened({ name: 'listening', words })
  let state = words
  const closed = new Promise<void>((resolve) => listening.once('close', () => resolve()))

  return {
    facts(): Facts {
      const address = listening.address()
      return {
        ...('path' in place ? { path: shown(place) } : place),
        ...(typeof address === 'object' && address !== null ? { address: { ...address } } : {}),
        ...(identity.ca === undefined ? {} : { ca: identity.ca }),
        connections: raws.size,
      }
    },
    async close() {
      if (!listening.listening) return
      listening.close()
      beside?.close()
      state = 'stopped listening'
      lane.happened({ name: 'closed', words: state, did: 'close' })
    },
    hasCaller: (remote) =>
      [...raws].some((raw) => raw.bytesRead === 0 && endOf(raw.remoteAddress, raw.remotePort) === remote),
    state: () => state,
    async stop(how) {
      listening.close()
      beside?.close()
      await Promise.all(actors.map((actor) => actor.stop(how)))
      for (const raw of raws) raw.destroy()
      await closed
    },
  }
}

/** The same under the other name of an abstract socket. */
async function twinOf(place: Place, { backlog }: ServerOptions): Promise<Server | undefined> {
  if (!('path' in place) || !place.path.startsWith('\0')) return undefined
  const { twin } = await abstractSockets()
  try {
    return await twin(place.path, { allowHalfOpen: true }, backlog)
  } catch (error) {
    throw refusalOf(error as NodeJS.ErrnoException, place)
  }
}

/** The TCP socket below; Node keeps it as `_parent` when a server is handed its sockets. */
function rawBelow(secure: TLSSocket): Socket {
  return (secure as unknown as { readonly _parent?: Socket })._parent ?? secure
}

interface Shown {
  readonly cert: string | undefined
  readonly key: string | undefined
  readonly ca?: string | undefined
  readonly trusted: string | undefined
}

/** The certificate that the author gave, or one made for the run; `ca` is what clients of ours will trust. */
async function identityOf(options: ServerOptions, lane: Lane): Promise<Shown> {
  const [cert, key, trusted] = await Promise.all([
    pemOf('cert', options.cert, lane.dir),
    pemOf('key', options.key, lane.dir),
    pemOf('ca', options.ca, lane.dir),
  ])
  if (cert !== undefined) return { cert, key, trusted }
  const names = ['localhost', '127.0.0.1', '::1', ...(options.servername === undefined ? [] : [options.servername])]
  return { ...(await makeIdentity(names, options.certificate ?? 'signed', Date.now())), trusted }
}

/** OpenSSL refuses a certificate or key that is none by throwing. */
function secured(make: () => TLSServer): TLSServer {
  try {
    return make()
  } catch (error) {
    throw refuse(
      'cannot-start',
      `the certificate, its key or the versions of TLS are refused: ${(error as Error).message}`,
    )
  }
}

async function listen(server: Server, place: Place, backlog: number | undefined): Promise<Place> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(refusalOf(error, place)))
    server.listen({ ...place, ...(backlog === undefined ? {} : { backlog }) }, () => {
      server.removeAllListeners('error')
      const address = server.address()
      resolve(
        'path' in place || address === null || typeof address === 'string'
          ? place
          : { host: place.host, port: address.port },
      )
    })
  })
}

function refusalOf(error: NodeJS.ErrnoException, place: Place): Error {
  if (error.code === 'EADDRINUSE') {
    if ('path' in place) return refuse('path-in-use', `there is a socket at “${place.path}” already`)
    return refuse(
      'port-in-use',
      `port ${place.port} is in use by another program`,
      'leave “port” out to get a free one',
    )
  }
  if (error.code === 'EACCES') return refuse('not-permitted', `this user may not listen on ${shown(place)}`)
  if ((error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') && 'host' in place) {
    return refuse('address-unavailable', `“${place.host}” is not an address of this machine`)
  }
  return refuse('cannot-start', `cannot listen on ${shown(place)}: ${error.message}`)
}
