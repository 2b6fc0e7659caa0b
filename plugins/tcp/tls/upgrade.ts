import type { Socket } from 'node:net'
import type { TLSSocket } from 'node:tls'
import { errorEvent, type Connection } from '../../../src/plugin.ts'
import { trustedIn } from './authorities.ts'
import { handshakeRecord } from './client-hello.ts'
import { contextOptions, identityOf, secured } from './identity.ts'
import type { ClientSecurity, ServerSecurity } from './options.ts'
import { refuseInjected, securityEvent } from './plain-text.ts'
import { protocolOptions, sessionFacts } from './session.ts'
import { trustOf } from './trust.ts'

/** Takes what has come in plain text and nobody has read. */
type Rest = () => Uint8Array

/** Goes over to TLS as a server, and resolves when the ClientHello may come; one that has come already is read, too. */
export async function upgradeServer(connection: Connection, options: ServerSecurity, rest: Rest): Promise<void> {
  const tls = await import('node:tls')
  const identity = await identityOf(options, connection.lane)
  const asked = { ...contextOptions(identity), ...protocolOptions(options) }
  const secureContext = secured(() => tls.createSecureContext(asked))
  await connection.upgrade((below, kept) => {
    const early = Buffer.concat([rest(), kept])
    if (early.length > 0 && early[0] !== handshakeRecord) return refuseInjected(connection, early)
    below.unshift(early)
    const { requestCert } = options
    const secure = new tls.TLSSocket(below, {
      ...protocolOptions(options),
      isServer: true,
      secureContext,
      requestCert,
      rejectUnauthorized: false,
    })
    return upgraded(connection, secure, {
      early: early.length,
      done: 'secure',
      trouble: () => (requestCert ? verified(secure, options) : undefined),
    })
  })
}

/** Goes over to TLS as a client, and resolves with whether that was successful, when it is decided. */
export async function upgradeClient(connection: Connection, options: ClientSecurity, rest: Rest): Promise<boolean> {
  const tls = await import('node:tls')
  const { host } = connection.facts()
  const server = { host: typeof host === 'string' ? host : undefined, ca: await trustedIn(connection.lane.run) }
  const asked = { ...(await trustOf(options, server, connection.lane)), ...protocolOptions(options) }
  secured(() => tls.createSecureContext(asked))
  let decided: Promise<boolean> | undefined
  await connection.upgrade((below, kept) => {
    const early = Buffer.concat([rest(), kept])
    if (early.length > 0) return refuseInjected(connection, early)
    const secure = tls.connect({ ...asked, socket: below, rejectUnauthorized: false })
    const trouble = () =>
      secure.authorized || !options.rejectUnauthorized ? undefined : String(secure.authorizationError)
    decided = new Promise((resolve) => {
      secure.once('secureConnect', () => resolve(trouble() === undefined))
      secure.once('close', () => resolve(false))
    })
    return upgraded(connection, secure, { early: 0, done: 'secureConnect', trouble })
  })
  return (await decided) ?? false
}

interface Side {
  readonly early: number
  readonly done: 'secure' | 'secureConnect'
  /** The code of what is wrong with the certificate of the peer; undefined where nothing is, or nobody cares. */
  trouble(): string | undefined
}

/** What both sides have in common: the facts of the handshake, its event, and what becomes of a peer that is not trusted. */
function upgraded(connection: Connection, secure: TLSSocket, { early, done, trouble }: Side) {
  let handshaking = true
  secure.once(done, () => {
    handshaking = false
    connection.learn(sessionFacts(secure))
    const code = trouble()
    if (code === undefined) return connection.event({ name: 'secured', words: 'TLS handshake done', outOfBand: true })
    connection.event({ ...errorEvent({ code }), ends: 'all' })
    connection.endAlong()
  })
  return { socket: secure as Socket, early, eventOf: (error: Error) => securityEvent(error, handshaking) }
}

/** What `tls.Server` asks of a client’s certificate, which a socket alone does not. */
function verified(secure: TLSSocket, { rejectUnauthorized }: ServerSecurity): string | undefined {
  const own = secure as unknown as {
    authorized: boolean
    authorizationError: string | undefined
    readonly _handle?: { verifyError?(): { readonly code?: string } | null | undefined }
  }
  const error = own._handle?.verifyError?.()
  own.authorized = error === null || error === undefined
  own.authorizationError = error?.code
  return rejectUnauthorized ? error?.code : undefined
}
