import { readWebSocket } from '../framing/websocket.ts'
import type { SeenEvent, SeenHandshake } from '../session.ts'

type Sent = Extract<SeenEvent, { readonly type: 'sent' }>

interface AsMessages {
  readonly events: readonly SeenEvent[]
  /** What each connection asked for. */
  readonly handshakes: ReadonlyMap<number, SeenHandshake>
}

/**
 * Connections that are WebSockets carry messages instead of bytes; a close frame is the end of its side, and a FIN behind it is no
 * further event. A connection whose server did not agree keeps its bytes.
 */
export function asWebSockets(events: readonly SeenEvent[], isWebSocket: (connection: number) => boolean): AsMessages {
  const handshakes = new Map<number, SeenHandshake>()
  const instead = new Map<Sent, SeenEvent[]>()
  const closed = new Set<string>()
  const numbers = new Set(events.flatMap((event) => ('connection' in event ? [event.connection] : [])))
  for (const connection of [...numbers].filter(isWebSocket)) {
    const sent = events.filter((event): event is Sent => event.type === 'sent' && event.connection === connection)
    const talk = readWebSocket(sent)
    if (talk === undefined) continue
    handshakes.set(connection, talk.handshake)
    for (const piece of sent) instead.set(piece, [])
    for (const event of talk.events) {
      const { piece, from } = event
      if (event.type === 'close') closed.add(`${connection} ${from}`)
      const { at } = piece
      const seen: SeenEvent =
        event.type === 'close'
          ? { at, type: 'end', connection, from }
          : { at, type: 'sent', connection, from, bytes: event.bytes, message: event.message }
      instead.get(piece)!.push(seen)
    }
  }
  const ended = (event: SeenEvent) =>
    (event.type === 'end' || event.type === 'reset') && closed.has(`${event.connection} ${event.from}`)
  return { events: events.flatMap((event) => replaced(event, instead, ended)), handshakes }
}

function replaced(
  event: SeenEvent,
  instead: ReadonlyMap<SeenEvent, readonly SeenEvent[]>,
  ended: (event: SeenEvent) => boolean,
): readonly SeenEvent[] {
  return instead.get(event) ?? (ended(event) ? [] : [event])
}
