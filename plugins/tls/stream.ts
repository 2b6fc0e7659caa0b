import type { Socket } from 'node:net'
import type { TLSSocket } from 'node:tls'
import {
  endsOf,
  type Actor,
  type EventDeclaration,
  type Facts,
  type FactValue,
  type Happening,
  type Lane,
} from '../../src/plugin.ts'
import { Pump } from './pump.ts'
import { wasReset } from './rst.ts'
import { change } from './settings.ts'

/** How long a peer may be silent after our FIN before `close` no longer waits for its own (milliseconds). */
const patience = 1000

/** On a busy machine a timer may fire before a peer in this process has even heard our end: its answer takes turns of polling. */
const afterTurns = (count: number, act: () => void): void => {
  if (count === 0) act()
  else setImmediate(() => afterTurns(count - 1, act))
}

/** Events of a connection on either side. */
export const streamEvents: readonly (string | EventDeclaration)[] = [
  'connected',
  'end',
  'reset',
  'closed',
  'close',
  'error',
  { name: 'timeout', outOfBand: true },
  { name: 'drain', outOfBand: true },
  'fin-sent',
  'reset-sent',
]

/** Facts of a connection on either side, besides `address`. */
export const streamFacts = [
  'protocol',
  'cipher',
  'alpn',
  'servername',
  'authorized',
  'authorizationError',
  'sessionReused',
  'bytesRead',
  'bytesWritten',
  'localPort',
  'remotePort',
]

interface Setting {
  readonly words: string
  readonly allowHalfOpen: boolean
  readonly timeout: number | undefined
  readonly paused: boolean
}

/** One TLS connection as an actor, from either side; `raw` is the TCP socket below. */
export function streamActor(secure: TLSSocket, raw: Socket, lane: Lane, setting: Setting): Actor {
  const ends = endsOf(raw)
  const session = sessionFacts(secure)
  const address = raw.address() as Readonly<Record<string, FactValue>>
  let state = setting.words
  let over = false
  let leaving = false
  const pump = new Pump(secure)
  const closed = new Promise<void>((resolve) => secure.once('close', () => resolve()))

  const happened = (event: Happening) => {
    if (over) return
    if (event.ends === 'all') over = true
    if (event.silent !== true && event.aside !== true) state = event.words ?? event.name
    lane.happened(event)
  }
  const heardReset = () => {
    happened({ name: 'reset', words: 'RST received', code: 'ECONNRESET', ends: 'all' })
    secure.destroy()
  }

  secure.on('data', (bytes: Buffer) => lane.hear(bytes))
  secure.on('end', () => {
    if (!secure.writableEnded && wasReset(raw)) return heardReset()
    happened({ name: 'end', words: 'FIN received', ends: 'hearing' })
    if (!setting.allowHalfOpen) void endAlong()
  })
  // A FIN of our own is a row of the step that sent it; one that only answers the peer's is none.
  secure.on('finish', () =>
    happened({ name: 'fin-sent', words: 'FIN sent', did: 'end', ...(leaving ? {} : { silent: true }) }),
  )
  secure.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'ECONNRESET') return heardReset()
    const code = error.code ?? error.name
    happened({ name: 'error', code, words: `error ${code}`, ends: 'all' })
  })
  secure.on('drain', () => happened({ name: 'drain', aside: true }))
  secure.on('timeout', () => happened({ name: 'timeout', aside: true }))
  secure.on('close', () => happened({ name: 'close', silent: true, ends: 'all' }))
  if (setting.timeout !== undefined) secure.setTimeout(setting.timeout)
  if (setting.paused) secure.pause()

  const endAlong = async () => {
    await pump.drained()
    if (!secure.writableEnded) secure.end()
  }
  const end = async () => {
    leaving ||= !secure.writableEnded
    if (secure.writableFinished || secure.destroyed) return
    const finished = new Promise<void>((resolve) => secure.once('finish', () => resolve()))
    await endAlong()
    await Promise.race([finished, closed])
  }

  return {
    ends,
    traffic: () => ({ read: secure.bytesRead, written: secure.bytesWritten }),
    facts: (): Facts => ({
      ...session,
      address,
      ...(raw.localPort === undefined ? {} : { localPort: raw.localPort }),
      ...(raw.remotePort === undefined ? {} : { remotePort: raw.remotePort }),
      bytesRead: secure.bytesRead,
      bytesWritten: secure.bytesWritten,
    }),
    send: (bytes, { times }) => pump.put(bytes, times),
    end,
    async close() {
      if (secure.destroyed) return
      const unread = secure.isPaused()
      await end()
      // What a paused socket has not read makes the kernel send an RST.
      if (unread) secure.destroy()
      const timer = setTimeout(() => afterTurns(16, () => secure.destroy()), patience)
      await closed
      clearTimeout(timer)
    },
    async reset() {
      happened({ name: 'reset-sent', words: 'RST sent', did: 'reset', ends: 'all' })
      // Only the TCP socket below can send an RST. Node 20 crashes when the one above, which may still have a session ticket to
      // write, is destroyed in the same turn: it goes when the one below has gone.
      raw.once('close', () => secure.destroy())
      raw.resetAndDestroy()
      await closed
    },
    pause: () => void secure.pause(),
    resume: () => void secure.resume(),
    set: (option, value) => change(raw, secure, option, value),
    busy: () => pump.busy || secure.writableLength > 0 || (secure.readableLength > 0 && !secure.isPaused()),
    state: () => state,
    async stop({ grace }) {
      if (secure.destroyed) return
      void endAlong()
      secure.resume()
      const timer = setTimeout(() => secure.destroy(), Math.min(grace, 250))
      await closed
      clearTimeout(timer)
    },
  }
}

/** What the handshake came to; these stay known when the connection has gone. */
function sessionFacts(secure: TLSSocket): Record<string, FactValue> {
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
