import * as z from 'zod'
import type { Claim, EventDeclaration } from '../model/plugin.ts'
import { actorRef, duration, socketPath, text } from '../coercion/schemas.ts'
import { encodings } from './decoder.ts'

const port = () => z.int().min(0).max(65_535)

export const streamOptions = {
  allowHalfOpen: z.boolean().optional().describe('go on sending after the peer’s FIN instead of ending, too'),
  noDelay: z.boolean().optional().describe('send small segments at once (TCP_NODELAY); true when absent'),
  keepAlive: z.boolean().optional().describe('let the system ask a silent peer whether it is there'),
  keepAliveDelay: duration().optional().describe('silence before the first such question'),
  timeout: duration()
    .optional()
    .describe('silence on the socket after which the event timeout comes; it closes nothing'),
  encoding: z.enum(encodings).optional().describe('receive the text that this encoding makes of the bytes'),
}

/** Where a server listens or is: `port` and `host`. */
export const hostOptions = {
  port: port()
    .optional()
    .meta({ description: 'the port; a server takes a free one when absent', examples: [9000] }),
  host: text()
    .optional()
    .meta({ description: 'the address; loopback when absent', examples: ['127.0.0.1'] }),
}

/** The same, or the path of a Unix socket. */
export const placeOptions = {
  ...hostOptions,
  path: socketPath()
    .optional()
    .meta({
      description: 'a Unix socket: a bare name stands in the run’s folder, @name is abstract',
      examples: ['server.sock'],
    }),
}

/** The server that a client goes to: another actor. */
export const toOption = {
  to: actorRef()
    .optional()
    .meta({ description: 'the actor to connect to', examples: ['server'] }),
}

/** A port of its own, for an actor that also names another’s. */
export const bindOption = { bind: port().optional().describe('its own port; a free one when absent') }

/** What a server takes. */
export const listenOptions = {
  ...placeOptions,
  backlog: z.int().min(0).optional().describe('how many connections may wait to be accepted'),
}

/** The same for one whose connections are streams. */
export const serveOptions = {
  ...listenOptions,
  ...streamOptions,
  pauseOnConnect: z.boolean().optional().describe('read nothing from a new connection before resume'),
  maxConnections: z.int().min(0).optional().describe('more are accepted and closed at once'),
}

/** What a client takes whose connection is a stream. */
export const dialOptions = { ...toOption, ...placeOptions, ...streamOptions }

interface Written {
  readonly port?: number | undefined
  readonly host?: string | undefined
  readonly path?: string | undefined
  readonly to?: unknown
}

type Refinement = [(node: Written) => boolean, { error: string; path?: string[] }]

/** A server has a port or a path. */
export const oneListening = [
  ({ port, host, path }: Written) => path === undefined || (port === undefined && host === undefined),
  { error: 'a “path” stands instead of “port” and “host”', path: ['path'] },
] satisfies Refinement

/** A client gets its destination in one way. */
export const oneTarget = [
  ({ to, port, path, host }: Written) =>
    [to, port, path].filter((each) => each !== undefined).length === 1 && (host === undefined || port !== undefined),
  { error: 'say where to connect by one of “to”, “port” (and “host”) or “path”' },
] satisfies Refinement

/** Names of facts that a stream has, for the table of a kind. */
export const streamFacts = [
  'port',
  'host',
  'path',
  'address.',
  'localPort',
  'remotePort',
  'remoteAddress',
  'bytesRead',
  'bytesWritten',
  'readyState',
  'writableLength',
]
/** Events of a stream, for the table of a kind. */
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
/** Events of a listening socket. */
export const listenerEvents: readonly (string | EventDeclaration)[] = [
  'listening',
  'connection',
  { name: 'drop', ofListener: true, outOfBand: true, turnsAway: true },
]
/** The same with those of its connections. */
export const serverEvents = [...listenerEvents, ...streamEvents]
export const listenerFacts = ['port', 'host', 'path', 'address.', 'connections', 'listening']
/** The same with those of its connections. */
export const serverFacts = [...new Set([...listenerFacts, ...streamFacts])]

/** Ports and paths that two servers must never want at once; a path in a run's own folder is never shared. */
export function claimsOf({ host, port, path }: Written, portOption = 'port'): readonly Claim[] {
  if (path !== undefined)
    return [{ claim: path.includes('/') || path.startsWith('@') ? `path:${path}` : `run:path:${path}`, option: 'path' }]
  return port === undefined || port === 0 ? [] : [{ claim: `tcp:${port}`, host, option: portOption }]
}

/** What stands on top of a server's pane: its kind, and its port or path where the author fixed one. */
export function serverCommand(kind: string, { port, path }: Written): string {
  if (path !== undefined) return `${kind} ${path}`
  return port === undefined || port === 0 ? kind : `${kind} ${port}`
}
