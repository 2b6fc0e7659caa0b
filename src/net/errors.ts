import type { LaneEvent, Lane } from '../model/actor.ts'
import { problemError } from '../registry/problem-error.ts'
import { shownAddress, type Address } from './address.ts'

/** The code of an error; of several (a host with several addresses) the first one's. */
export function codeOf(error: unknown): string {
  const { code, errors, name } = error as NodeJS.ErrnoException & { readonly errors?: readonly unknown[] }
  if (code !== undefined) return code
  return errors?.[0] === undefined ? (name ?? 'ERROR') : codeOf(errors[0])
}

/** An error as an event of a lane: `error EMSGSIZE`. */
export function errorEvent(error: unknown): LaneEvent {
  const code = codeOf(error)
  return { name: 'error', code, words: `error ${code}` }
}

/** An error after which nothing more can happen to a connection. ECONNRESET is the peer's RST. */
export function lastEvent(error: unknown): LaneEvent {
  if (codeOf(error) === 'ECONNRESET') return resetReceived
  return { ...errorEvent(error), ends: 'all' }
}

/** A FIN of our own is a row of the step that sent it; one that only answers the peer's is none. */
export const finSent: LaneEvent = { name: 'fin-sent', words: 'FIN sent', did: 'end' }
export const finAnswered: LaneEvent = { ...finSent, silent: true }
export const timedOut: LaneEvent = { name: 'timeout', outOfBand: true }
export const drained: LaneEvent = { name: 'drain', outOfBand: true }
/** Nothing more can happen. */
export const gone: LaneEvent = { name: 'close', silent: true, ends: 'all' }

/** The peer's FIN, or close_notify. */
export const finReceived: LaneEvent = { name: 'end', words: 'FIN received', ends: 'stream' }

/** The peer's RST. */
export const resetReceived: LaneEvent = { name: 'reset', code: 'ECONNRESET', words: 'RST received', ends: 'all' }

interface Tried {
  readonly address: Address
  readonly lane: Lane
  /** The option that holds the port; `port` when absent. */
  readonly option?: string
  readonly protocol?: 'tcp' | 'udp'
}

/** Why a server could not listen (or a UDP socket not be bound), for its `start` to throw; names the holder where the kernel shows it. */
export function listenError(error: unknown, tried: Tried): Error {
  const code = codeOf(error)
  const { address } = tried
  const where = placeOf(tried)
  if (code === 'EADDRINUSE' && 'path' in address) return pathInUse(address.written, tried)
  if (code === 'EADDRINUSE' && 'port' in address) return portInUse(address.port, tried)
  if (code === 'EACCES' || code === 'EPERM') {
    const hint = 'path' in address ? undefined : `ports below 1024 are often reserved; ${leaveOut(tried)}`
    return problemError('not-permitted', `this user may not listen on ${where}`, hint)
  }
  if ((code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN') && 'host' in address)
    return problemError('address-unavailable', `this machine has no address “${address.host}” to listen on`)
  return problemError('cannot-start', `it cannot listen on ${where}: ${code}`)
}

/** The address as messages name it: `localhost:9000`, `UDP localhost:9000`. */
const placeOf = ({ address, protocol }: Tried): string => `${protocol === 'udp' ? 'UDP ' : ''}${shownAddress(address)}`

const leaveOut = ({ option = 'port' }: Tried): string => `leave “${option}” out to get a free one`

function pathInUse(path: string, tried: Tried): Error {
  const holders = tried.lane.holders?.({ path }) ?? []
  const socket = `the socket “${placeOf(tried)}” is`
  if (holders.length > 0)
    return problemError('path-in-use', `${socket} in use by ${holders.join(' and ')}`, 'end that first')
  return problemError(
    'path-in-use',
    `${socket} there already`,
    'a server that was killed leaves its socket behind; remove it',
  )
}

function portInUse(port: number, tried: Tried): Error {
  const isUdp = tried.protocol === 'udp'
  const holders = tried.lane.holders?.(isUdp ? { udp: port } : { port }) ?? []
  const by = holders.length === 0 ? `(${placeOf(tried)})` : `by ${holders.join(' and ')}`
  return problemError(
    'port-in-use',
    `${isUdp ? 'UDP port' : 'port'} ${port} is in use ${by}`,
    `end that first, or ${leaveOut(tried)}`,
  )
}
