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
  const connectedEvent = { name: 'connected', words: `connected to ${shownAddress(address)}` }
  // Before the connection reports the error: an RST after the handshake may come before Node has seen that it is connected.
  if (!connected)
    socket.once('error', (error: NodeJS.ErrnoException) => {
      if (error.syscall === 'connect' && error.code === 'ECONNRESET') connection.event(connectedEvent)
    })
  const connection = new Connection(socket, lane, {
    ...behaviour,
    facts: factsOfAddress(address),
    ends: 'path' in address ? { remote: unixEnd(address) } : undefined,
  })
  const decided = new Promise<void>((resolve) => {
    const up = () => {
      connection.opened()
      connection.event(connectedEvent)
      // A program may print the port that the system drew for us.
      if (socket.localPort !== undefined) lane.alias(socket.localPort, 'localPort')
      connection.greet()
      resolve()
    }
    if (connected) up()
    else socket.once('connect', up)
    socket.on('close', () => resolve())
  })
  const stopWaiting = whenOver(lane, () => void socket.destroy())
  if (!socket.destroyed) go()
  await decided
  stopWaiting()
  return connection
}

function whenOver(lane: Lane, end: () => void): () => void {
  if (lane.whenOver !== undefined) return lane.whenOver(end)
  const { signal } = lane
  signal.addEventListener('abort', end, { once: true })
  if (signal.aborted) end()
  return () => signal.removeEventListener('abort', end)
}

/** What stands on top of a client's pane: `telnet localhost 9000`. */
export function dialCommand(program: string, { to, host, port, path }: Where): string {
  if (to !== undefined) return `${program} ${to.name}`
  return path === undefined ? `${program} ${host ?? 'localhost'} ${port ?? ''}`.trimEnd() : `${program} ${path}`
}
