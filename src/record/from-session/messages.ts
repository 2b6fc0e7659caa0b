import { isReadable } from '../framing/text.ts'
import type { SeenEvent, Session } from '../session.ts'

type Sent = Extract<SeenEvent, { readonly type: 'sent' }>

/** The actors of a datagram socket read all messages as text, or all as bytes: whether one of this server's is no text. */
export const isBinary = (session: Session, server: string): boolean => {
  const own = connectionsOf(session, server)
  return session.events.some(
    (event) => event.type === 'sent' && own.has(event.connection) && event.message === 'binary',
  )
}

/** Says of each datagram whether it is text, as the actors read it. */
export function withMessageKinds(session: Session): Session {
  const udp = session.actors.filter((actor) => actor.type === 'server' && actor.transport === 'udp')
  const kinds = new Map<number, 'text' | 'binary'>()
  for (const { name } of udp) {
    const own = connectionsOf(session, name)
    const sent = session.events.filter((event): event is Sent => event.type === 'sent' && own.has(event.connection))
    const kind = sent.every(({ bytes }) => isReadable(bytes)) ? 'text' : 'binary'
    for (const connection of own) kinds.set(connection, kind)
  }
  if (kinds.size === 0) return session
  const events = session.events.map((event) => {
    const message = event.type === 'sent' ? kinds.get(event.connection) : undefined
    return message === undefined ? event : { ...(event as Sent), message }
  })
  return { ...session, events }
}

const connectionsOf = ({ events }: Session, server: string): ReadonlySet<number> =>
  new Set(events.flatMap((event) => (event.type === 'connected' && event.server === server ? [event.connection] : [])))
