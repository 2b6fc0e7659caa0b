import type { NotLed } from '../../../model/shake.ts'

/** Why a connection between two actors does not go through a wire. */
export type BypassReason = 'earlier' | 'written' | 'unknown'

/** A connection to an actor that did not go through its wire. */
export interface Bypass {
  readonly server: string
  readonly port: number
  /** Who has made it; absent where that is not known. */
  readonly client?: string | undefined
  readonly reason: BypassReason
}

export function bypassed({ server, port, client, reason }: Bypass): NotLed {
  const write = `write \${${server}.port} for its port`
  const message =
    client === undefined
      ? `a connection to “${server}” is not shaken: it did not go through a wire`
      : `what “${client}” and “${server}” send each other is not shaken: ${reasonText({ server, port, client, reason })}`
  const first = `start “${server}” before ${client === undefined ? 'those that connect' : `“${client}”`}`
  return { message, hint: reason === 'earlier' ? `${first}, and ${write}` : `${write}, and ${first}` }
}

function reasonText({ server, port, client, reason }: Bypass): string {
  if (reason === 'earlier') return `“${client}” was started before “${server}” listened`
  if (reason === 'written') return `“${client}” has the port ${port} written in its options`
  return `“${client}” did not connect through a wire`
}

/** Connections over a Unix socket that were there before the wire was. */
export const earlyAtPath = (server: string): NotLed => ({
  message: `a connection to “${server}” is not shaken: it was made before a wire stood at its path`,
  hint: `start “${server}” before those that connect`,
})

/** `“one”, “two” and “three”`. */
function namesOf(names: readonly string[]): string {
  const quoted = names.map((name) => `“${name}”`)
  const last = quoted.pop() ?? ''
  return quoted.length === 0 ? last : `${quoted.join(', ')} and ${last}`
}

const placesShown = 3

/** Connections to places where no actor listens, such as `example.org:80`. */
export function outside(client: string, places: readonly string[]): NotLed {
  const more = places.length - placesShown
  const shown = `${places.slice(0, placesShown).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
  return {
    message: `what “${client}” and ${shown} send each other is not shaken: no actor of the scenario listens there`,
    hint: `put a proxy in between: an actor { proxy: { host: …, port: … } } to which “${client}” connects`,
  }
}

export const datagramsOf = (actors: readonly string[]): NotLed => ({
  message: `the datagrams of ${namesOf(actors)} are not shaken: wires pass on only connections`,
  hint: 'put a proxy in between, whose faults lose, repeat and reorder datagrams',
})

export const abstractSocket = (actor: string): NotLed => ({
  message: `what is sent to “${actor}” and back is not shaken: it listens on an abstract socket, which no wire can stand in front of`,
  hint: 'let it listen on a path or a port',
})

/** The kernel has only the path as the program has written it. */
export const inLeftFolder = (actor: string, path: string): NotLed => ({
  message: `what is sent to “${actor}” and back is not shaken: it listens at “${path}” in a folder that it has left`,
  hint: 'let it listen at the whole path',
})

/** The wire itself could not listen. */
export const noWire = (actor: string, error: unknown): NotLed => ({
  message: `what is sent to “${actor}” and back is not shaken: no wire can stand in front of it`,
  hint: `see to what the system says: ${error instanceof Error ? error.message : String(error)}`,
})

/** Who talks over something that is not a network, as a serial port. */
export const unconnected = (actor: string, kind: string): NotLed => ({
  message: `what “${actor}” sends and receives is not shaken: no wire leads to an actor of the kind ${kind}`,
  hint: 'shake a scenario in which it is reached over a port',
})

/** It listens, and no connection to it is known. */
export const neverReached = (actor: string, atPort: boolean): NotLed => ({
  message: `nothing of “${actor}” is shaken: nobody has connected to it through a wire`,
  hint: `if somebody has connected, start “${actor}” before${atPort ? `, and write \${${actor}.port} for its port` : ''}`,
})
