import type { Socket } from 'node:net'
import { endsOf, type Actor, type Lane, type wires } from '../../src/plugin.ts'
import type { FaultTarget } from './fault-verb.ts'
import type { Apply } from './links.ts'

/** A connection through the proxy as an actor: its lane receives what comes from the client, and on `down` what comes from the server. */
export function linkActor(link: wires.Link, lane: Lane, apply: Apply): FaultTarget {
  const { client, server } = link
  receiveOn(lane, client, undefined)
  receiveOn(lane, server, 'down')
  const ends = endsOf(client)
  let onward: Actor['onward']
  // First of all listeners: an RST that came meanwhile is handed on by the others, and its socket has no ends any more.
  server.prependOnceListener('connect', () => (onward = endsOf(server)))
  client.once('close', () => lane.event({ name: 'close', silent: true, ends: 'all' }))
  return {
    ends,
    get onward() {
      return onward
    },
    facts: () => ({ bytesUp: link.bytesUp, bytesDown: link.bytesDown }),
    carried: 'bytes',
    apply,
    busy: () => link.busy,
    state: () => (link.closed ? 'closed' : 'connected'),
    close: async () => link.destroy(),
    stop: async () => link.destroy(),
  }
}

/** An RST has no row here: its row stands where it arrives. */
function receiveOn(lane: Lane, socket: Socket, stream: 'down' | undefined): void {
  const on = stream === undefined ? {} : { stream }
  const reset = () => lane.event({ name: 'reset', words: 'RST received', silent: true, ends: 'stream', ...on })
  socket.on('data', (bytes: Buffer) => lane.receive(bytes, on))
  socket.on('error', reset)
  socket.on('end', () => {
    // The flow has looked first: a socket that it has destroyed ended with an RST.
    if (socket.destroyed) reset()
    else lane.event({ name: 'end', words: 'FIN received', ends: 'stream', ...on })
  })
}
