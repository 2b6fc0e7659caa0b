import type { Socket } from 'node:net'
import type { TLSSocket } from 'node:tls'
import type { Behaviour, Facts } from '../../../src/plugin.ts'
import type { ClientOptions, ClientSecurity, ServerOptions, ServerSecurity } from './options.ts'

/** Names of the facts that a connection has by its handshake. */
export const sessionFactNames = [
  'protocol',
  'cipher',
  'alpn',
  'servername',
  'authorized',
  'authorizationError',
  'sessionReused',
]

/** Comes when the handshake of an upgrade is done. */
export const secured = { name: 'secured', outOfBand: true } as const

/** How a connection over TLS behaves, from either side; `below` is the TCP socket, `facts` are those of its address. */
export function behaviourOf(
  secure: TLSSocket,
  below: Socket,
  { allowHalfOpen, timeout, encoding, keepAliveDelay }: ServerOptions | ClientOptions,
  facts: Facts | undefined,
): Behaviour {
  return {
    below,
    allowHalfOpen,
    timeout,
    encoding,
    keepAliveDelay,
    facts: { ...facts, ...sessionFacts(secure) },
  }
}

/** What the handshake came to; these stay known when the connection has gone. */
export function sessionFacts(secure: TLSSocket): Facts {
  const name = secure as TLSSocket & { readonly servername?: string | false | null }
  const error = secure.authorizationError as unknown
  return {
    protocol: secure.getProtocol(),
    cipher: secure.getCipher().name,
    alpn: secure.alpnProtocol === false ? null : secure.alpnProtocol,
    servername: typeof name.servername === 'string' ? name.servername : null,
    authorized: secure.authorized,
    authorizationError: error === undefined || error === null ? null : String(error),
    sessionReused: secure.isSessionReused(),
  }
}

/** What `node:tls` takes from the options of either side. */
export function protocolOptions({ alpn, minVersion, maxVersion }: ServerSecurity | ClientSecurity) {
  return {
    ...(alpn === undefined ? {} : { ALPNProtocols: [alpn].flat() }),
    ...(minVersion === undefined ? {} : { minVersion }),
    ...(maxVersion === undefined ? {} : { maxVersion }),
  }
}
