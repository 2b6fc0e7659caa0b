import type { Play } from '../played.ts'
import type { Place } from './place.ts'
import type { WireIdentity } from './sockets.ts'

export interface WireOptions {
  readonly listen: Place
  readonly to: Place
  readonly transport: 'tcp' | 'tls' | 'udp'
  readonly play: Play
  /** So many are recorded, and the recording ends when these are over; over UDP, when so many clients have had an answer. */
  readonly connections?: number | undefined
}

export interface WireServices {
  /** Microseconds since the session began. */
  now(): number
  /** ISO time of its start. */
  readonly wall: string
  /** Called whenever something goes over the wire: who has sent it, where it is bytes. */
  moved?(from?: 'client' | 'server'): void
  /** Called when as many connections are over as were asked for, which does not end the recording then. */
  enough?(): void
  /** A line for the person. */
  print(line: string): void
  /** Asked for once, with TLS. */
  identity(): Promise<WireIdentity>
  /** Ends the recording; what was seen until then is kept. */
  readonly signal: AbortSignal
  /** It listens there, so clients may come. */
  listening(place: Place): void
}
