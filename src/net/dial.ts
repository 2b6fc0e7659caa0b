import type { Lane } from '../model/actor.ts'
import { addressOf, factsOfAddress, shownAddress, unixEnd, type Where } from './address.ts'
import type { Behaviour } from './behaviour.ts'
import { Connection } from './connection.ts'
import { routeTo, type ConnectOptions } from './route.ts'

/**
 * Connects, and resolves when it is decided: a connect that fails is an event of the lane (`error ECONNREFUSED`), since a step may
 * expect it.
 */
export async function dial(
  options: Where & ConnectOptions,
  lane: Lane,
  behaviour: Behaviour = {},
): Promise<Connection> {
  const address = addressOf(options, lane)
  const { socket, connected, go } = await routeTo(address, options)
  const connection = new Connection(socket, lane, {
    ...behaviour,
    facts: factsOfAddress(address),
    ends: 'path' in address ? { remote: unixEnd(address) } : undefined,
  })
  const decided = new Promise<void>((resolve) => {
    const up = () => {
      connection.opened()
      connection.event({ name: 'connected', words: `connected to ${shownAddress(address)}` })
      // A program may print the port that the system drew for us.
      if (socket.localPort !== undefined) lane.alias(socket.localPort, 'localPort')
      connection.greet()
      resolve()
    }
    if (connected) up()
    else socket.once('connect', up)
    socket.once('close', () => resolve())
  })
  const abort = () => void socket.destroy()
  lane.signal.addEventListener('abort', abort, { once: true })
  if (lane.signal.aborted) abort()
  else go()
  await decided
  lane.signal.removeEventListener('abort', abort)
  return connection
}

/** What stands on top of a client's pane: `telnet localhost 9000`. */
export function dialCommand(program: string, { to, host, port, path }: Where): string {
  if (to !== undefined) return `${program} ${to.name}`
  return path === undefined ? `${program} ${host ?? 'localhost'} ${port ?? ''}`.trimEnd() : `${program} ${path}`
}
