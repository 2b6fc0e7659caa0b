import type { Socket } from 'node:net'
import type { ConnectionOptions, TLSSocket } from 'node:tls'
import {
  addressOf,
  clientRules,
  Connection,
  defineKind,
  dialCommand,
  errorEvent,
  factsOfAddress,
  notConnected,
  routeTo,
  shownAddress,
  streamEvents,
  streamFacts,
  streamSettings as settings,
  type Actor,
  type Address,
  type Lane,
} from '../../../src/plugin.ts'
import { clientOptions, type ClientOptions } from './options.ts'
import { trustedIn } from './authorities.ts'
import { secured } from './identity.ts'
import { trustOf } from './trust.ts'
import { behaviourOf, protocolOptions, sessionFactNames } from './session.ts'
import { earlierSession, keepSession } from './sessions.ts'

/** A TLS client (RFC 8446, RFC 5246) that does only what the steps and its rules contain; it trusts a server of ours by itself. */
export const tlsClient = defineKind<ClientOptions>({
  about: 'a TLS client that only does what the steps and its rules ask',
  role: 'client',
  options: clientOptions,
  shorthand: 'to',
  ownOutput: false,
  facts: [...streamFacts, ...sessionFactNames],
  can: ['send', 'end', 'close', 'reset', 'pause', 'resume', 'set'],
  pausesAfter: true,
  events: streamEvents,
  settings,
  strictAbout: ['rules'],
  command: (options) => dialCommand('tls-client', options),
  start,
})

async function start(options: ClientOptions, lane: Lane): Promise<Actor> {
  const tls = await import('node:tls')
  const address = addressOf(options, lane)
  // Rules that this framing can never meet are refused before anything is open.
  const rules = clientRules(options.rules, lane, options.allowHalfOpen)
  const asked = await tlsOptionsOf(options, address, lane)

  const failed = (error: unknown): Actor => notConnected(lane, errorEvent(error))
  const { socket: below, connected, go } = await routeTo(address, options)
  try {
    if (!connected) await until(below, 'connect', lane.signal, go)
  } catch (error) {
    below.destroy()
    return failed(error)
  }
  let secure: TLSSocket
  try {
    // Whether the certificate is trusted is judged below: leaving in good order lets the server always see the same.
    secure = secured(() => tls.connect({ ...asked, socket: below, rejectUnauthorized: false }))
  } catch (error) {
    below.destroy()
    throw error
  }
  below.on('error', () => {})
  if (options.reuseSession) secure.on('session', (fresh: Buffer) => keepSession(lane, fresh))
  try {
    await until(secure, 'secureConnect', lane.signal)
  } catch (error) {
    below.destroy()
    return failed(error)
  }
  if (!secure.authorized && options.rejectUnauthorized) {
    // A FIN, not an RST: what the server has sent meanwhile is read and thrown away.
    secure.on('error', () => {})
    secure.resume()
    secure.end()
    return { ...failed(trouble(secure.authorizationError)), stop: async () => void secure.destroy() }
  }
  const connection = new Connection(secure, lane, {
    ...behaviourOf(secure, below, options, factsOfAddress(address)),
    ...rules,
  })
  connection.event({ name: 'connected', words: `connected to ${shownAddress(address)}` })
  connection.greet()
  return connection
}

/** Certificates, names, versions and an earlier session, as Node's `tls.connect` takes them. */
async function tlsOptionsOf(options: ClientOptions, address: Address, lane: Lane): Promise<ConnectionOptions> {
  const session = options.reuseSession ? earlierSession(lane) : undefined
  const host = 'host' in address ? address.host : undefined
  return {
    ...(await trustOf(options, { host, ca: await trustedBy(options, lane) }, lane)),
    ...protocolOptions(options),
    ...(session === undefined ? {} : { session }),
  }
}

/** The authority of a server of ours; of a program, all that have signed something for the run. */
async function trustedBy({ to }: ClientOptions, { run }: Lane): Promise<string | undefined> {
  if (typeof to?.facts.ca === 'string') return to.facts.ca
  return to === undefined ? undefined : trustedIn(run)
}

function trouble(reason: unknown): NodeJS.ErrnoException {
  const code = reason instanceof Error ? ((reason as NodeJS.ErrnoException).code ?? reason.message) : String(reason)
  return Object.assign(new Error(code), { code })
}

/** Resolves with the event; rejects with the first error, a close before it, or the end of the run. */
function until(
  socket: Socket,
  event: 'connect' | 'secureConnect',
  signal: AbortSignal,
  begin?: () => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      socket.off(event, onEvent)
      socket.off('error', onError)
      socket.off('close', onClose)
      signal.removeEventListener('abort', onClose)
      act()
    }
    const onEvent = () => settle(resolve)
    const onError = (error: Error) => settle(() => reject(error))
    const onClose = () => settle(() => reject(trouble('ECONNRESET')))
    socket.once(event, onEvent)
    socket.once('error', onError)
    socket.once('close', onClose)
    signal.addEventListener('abort', onClose, { once: true })
    if (signal.aborted) onClose()
    else begin?.()
  })
}
