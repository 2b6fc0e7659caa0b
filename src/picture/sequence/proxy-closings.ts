import type { Connection } from './connections.ts'
import type { End } from './ends.ts'
import { meaningOf, type ActorEvent, type Meaning } from './events.ts'

/**
 * A proxy has two connections in one lane, and a FIN or RST that it received does not say on which: it belongs to the connection whose
 * other end has sent one before. All of them were gathered at the side that accepted; this moves those of the other side there.
 */
export function shareClosings(connections: readonly Connection[]): void {
  const onward = new Map(
    connections.flatMap((connection) =>
      connection.opened?.passesOn === true ? [[connection.opened.lane, connection] as const] : [],
    ),
  )
  for (const { accepted, opened } of connections) {
    const back = accepted?.passesOn === true ? onward.get(accepted.lane) : undefined
    if (accepted === undefined || back?.opened === undefined) continue
    const moved = closingsOfBack(accepted.events, opened, back.accepted)
    const kept = accepted.events.filter((event) => !moved.has(event))
    accepted.events.splice(0, Infinity, ...kept)
    back.opened.events.push(...moved)
  }
}

const closing: Readonly<Partial<Record<Meaning, Meaning>>> = { 'fin-in': 'fin-out', 'rst-in': 'rst-out' }

/** Those that came from the server, and not from the client, or from whoever was not seen there. */
function closingsOfBack(events: readonly ActorEvent[], client: End | undefined, server: End | undefined) {
  const found = new Set<ActorEvent>()
  const used = new Set<ActorEvent>()
  for (const event of events) {
    const sent = closing[meaningOf(event)]
    if (sent === undefined) continue
    const [ofClient, ofServer] = [client, server].map((end) =>
      end?.events.find((other) => meaningOf(other) === sent && other.order <= event.order && !used.has(other)),
    )
    const first = [ofClient, ofServer].filter((each) => each !== undefined).sort((a, b) => a.order - b.order)[0]
    if (first !== undefined) used.add(first)
    if (first === undefined ? client !== undefined && server === undefined : first === ofServer) found.add(event)
  }
  return found
}
