import type { TLSSocket } from 'node:tls'
import type { Socket } from 'node:net'
import {
  claimsOf,
  codeOf,
  Connection,
  defineKind,
  listen,
  serverCommand,
  serverEvents,
  serverFacts,
  serverRules,
  streamSettings as settings,
  type Actor,
  type Lane,
  type Listener,
} from '../../../src/plugin.ts'
import { contextOptions, identityOf, secured } from './identity.ts'
import { serverOptions, type ServerOptions } from './options.ts'
import { behaviourOf, protocolOptions, sessionFactNames } from './session.ts'

/** A TLS server (RFC 8446, RFC 5246) that does only what the steps and its rules contain. */
export const tlsServer = defineKind<ServerOptions>({
  about: 'a TLS server that only does what the steps and its rules ask',
  role: 'server',
  options: serverOptions,
  shorthand: 'port',
  ownOutput: false,
  facts: [...serverFacts, 'ca', ...sessionFactNames],
  can: ['send', 'end', 'close', 'reset', 'pause', 'resume', 'set'],
  pausesAfter: true,
  events: [...serverEvents, { name: 'tlsClientError', ofListener: true, turnsAway: true }],
  settings,
  strictAbout: ['rules'],
  claims: claimsOf,
  command: (options) => serverCommand('tls-server', options),
  start,
})

async function start(options: ServerOptions, lane: Lane): Promise<Actor> {
  const tls = await import('node:tls')
  const identity = await identityOf(options, lane)
  const securing = secured(() =>
    tls.createServer({
      ...contextOptions(identity),
      ...protocolOptions(options),
      requestCert: options.requestCert,
      rejectUnauthorized: options.requestCert && options.rejectUnauthorized,
    }),
  )
  const rules = serverRules(options.rules, lane)
  let accepting: Listener | undefined
  securing.on('secureConnection', (secure) => {
    const below = socketBelow(secure)
    below.allowHalfOpen = secure.allowHalfOpen = true
    let connection: Connection | undefined
    accepting?.accept(below, (own) => {
      const { facts, ends } = accepting!.inherited
      return (connection = new Connection(secure, own, {
        ...behaviourOf(secure, below, options, facts),
        ...rules.behave(own, options.allowHalfOpen),
        ends,
        paused: options.pauseOnConnect,
      }))
    })
    connection?.greet()
  })
  securing.on('tlsClientError', (error) => {
    const code = codeOf(error)
    lane.event({ name: 'tlsClientError', code, words: `handshake failed: ${code}`, outOfBand: true })
  })
  // A listening socket of our own keeps hold of each TCP socket below: RST and half-close are its business.
  return listen({ ...options, pauseOnConnect: false }, lane, {
    remark: rules.remark,
    facts: identity.ca === undefined ? {} : { ca: identity.ca },
    arrived(socket, listener) {
      accepting = listener
      socket.on('error', () => {})
      // Half-open is what a connection may be; one that leaves before the handshake is done is over.
      socket.allowHalfOpen = false
      securing.emit('connection', socket)
    },
  })
}

/** The TCP socket below; Node keeps it as `_parent` when a server is handed its sockets. */
function socketBelow(secure: TLSSocket): Socket {
  return (secure as unknown as { readonly _parent?: Socket })._parent ?? secure
}
