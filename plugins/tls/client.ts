import { connect as connectTcp, isIP, type Socket } from 'node:net'
import type { TLSSocket } from 'node:tls'
import { abstractSockets, defineKind, refuse, type Actor, type Lane } from '../../src/plugin.ts'
import { clientOptions, type ClientOptions } from './options.ts'
import { pemOf } from './pem.ts'
import { placeOf, shown, type Place } from './place.ts'
import { earlierSession, keepSession } from './sessions.ts'
import { settings } from './settings.ts'
import { streamActor, streamEvents, streamFacts } from './stream.ts'

/** A TLS client (RFC 8446, RFC 5246) that only does what the steps say; it trusts a server of ours by itself. */
export const tlsClient = defineKind<ClientOptions>({
  about: 'a TLS client that only does what the steps say',
  role: 'client',
  options: clientOptions,
  shorthand: 'to',
  voice: false,
  facts: ['address.', ...streamFacts],
  can: ['send', 'end', 'close', 'reset', 'pause', 'resume', 'set'],
  events: streamEvents,
  settings,
  command: ({ to, host, port, path }) => {
    const where = to === undefined ? (path ?? `${host ?? 'localhost'} ${port}`) : to.name
    return `tls-client ${where}`
  },
  start,
})

async function start(options: ClientOptions, lane: Lane): Promise<Actor> {
  const tls = await import('node:tls')
  const place = placeOf(options, lane)
  const [cert, key, ca] = await Promise.all([
    pemOf('cert', options.cert, lane.dir),
    pemOf('key', options.key, lane.dir),
    pemOf('ca', options.ca ?? factOf(options.to?.facts.ca), lane.dir),
  ])
  const session = options.reuseSession ? earlierSession(lane) : undefined
  // Name and address are checked against what the author asked for, else against localhost.
  const name = options.servername ?? ('host' in place && isIP(place.host) === 0 ? place.host : 'localhost')
  const alpn = options.alpn === undefined ? undefined : [options.alpn].flat()

  const failed = (error: NodeJS.ErrnoException): Actor => {
    const code = error.code ?? error.name
    lane.happened({ name: 'error', code, words: `error ${code}`, ends: 'all' })
    return gone(`failed with ${code}`)
  }
  const raw = await rawTo(place, options)
  try {
    if (raw.connecting) await connected(raw, lane.signal)
  } catch (error) {
    raw.destroy()
    return failed(error as NodeJS.ErrnoException)
  }
  let secure: TLSSocket
  try {
    secure = tls.connect({
      socket: raw,
      servername: name,
      // Judged below: leaving in good order lets the server always see the same story.
      rejectUnauthorized: false,
      ...(cert === undefined ? {} : { cert, key }),
      ...(ca === undefined ? {} : { ca }),
      ...(alpn === undefined ? {} : { ALPNProtocols: alpn }),
      ...(options.minVersion === undefined ? {} : { minVersion: options.minVersion }),
      ...(options.maxVersion === undefined ? {} : { maxVersion: options.maxVersion }),
      ...(session === undefined ? {} : { session }),
    })
  } catch (error) {
    raw.destroy()
    throw refuse(
      'cannot-start',
      `the certificate, its key or the versions of TLS are refused: ${(error as Error).message}`,
    )
  }
  raw.on('error', () => {})
  if (options.reuseSession) secure.on('session', (fresh: Buffer) => keepSession(lane, fresh))
  try {
    await shaken(secure, lane.signal)
  } catch (error) {
    raw.destroy()
    return failed(error as NodeJS.ErrnoException)
  }
  if (!secure.authorized && options.rejectUnauthorized) {
    // A FIN, not an RST: what the server has said meanwhile is read and thrown away.
    secure.on('error', () => {})
    secure.resume()
    secure.end()
    return { ...failed(trouble(secure.authorizationError)), stop: async () => void secure.destroy() }
  }
  const words = `connected to ${shown(place)}`
  lane.happened({ name: 'connected', words })
  const { allowHalfOpen, timeout } = options
  return streamActor(secure, raw, lane, { words, allowHalfOpen, timeout, paused: false })
}

async function rawTo(place: Place, { noDelay, keepAlive }: ClientOptions): Promise<Socket> {
  if ('path' in place && place.path.startsWith('\0'))
    return (await abstractSockets()).connectAbstract(place.path, { allowHalfOpen: true })
  return connectTcp({ ...place, allowHalfOpen: true, noDelay, keepAlive })
}

const factOf = (fact: unknown) => (typeof fact === 'string' ? fact : undefined)

function trouble(reason: unknown): NodeJS.ErrnoException {
  const code = reason instanceof Error ? ((reason as NodeJS.ErrnoException).code ?? reason.message) : String(reason)
  return Object.assign(new Error(code), { code })
}

function connected(raw: Socket, signal: AbortSignal): Promise<void> {
  return until(raw, 'connect', signal)
}

function shaken(secure: TLSSocket, signal: AbortSignal): Promise<void> {
  return until(secure, 'secureConnect', signal)
}

/** Resolves with the event; rejects with the first error, a close before it, or the end of the run. */
function until(socket: Socket, event: 'connect' | 'secureConnect', signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      socket.off(event, onEvent)
      socket.off('error', onError)
      socket.off('close', onClose)
      signal.removeEventListener('abort', onClose)
      act()
    }
    const onEvent = () => settle(resolve)
    const onError = (error: Error) => settle(() => reject(unwrapped(error)))
    const onClose = () => settle(() => reject(trouble('ECONNRESET')))
    socket.once(event, onEvent)
    socket.once('error', onError)
    socket.once('close', onClose)
    signal.addEventListener('abort', onClose, { once: true })
    if (signal.aborted) onClose()
  })
}

/** `localhost` may be refused on two addresses at once, which Node wraps into one error. */
function unwrapped(error: Error): Error {
  return error instanceof AggregateError && error.errors[0] instanceof Error ? error.errors[0] : error
}

function gone(state: string): Actor {
  return { facts: () => ({}), state: () => state, close: async () => {}, stop: async () => {} }
}
