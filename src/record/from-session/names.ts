import { asName } from '../program-name.ts'
import { listensSomewhere } from '../listens.ts'
import type { SeenActor, SeenEvent, SeenProgram, Session } from '../session.ts'

/** Names that the language has a meaning for. */
const reserved = new Set(['tmp', 'dir', 'env', 'free-port'])

/** Actors by the names that a person would give them; what a session calls a program is often its file. */
export function withNames(session: Session): Session {
  const renamed = new Map<string, string>()
  for (const { name } of session.actors) {
    const wanted = nameFor(session, name)
    renamed.set(name, distinct(wanted, new Set(renamed.values())))
  }
  const to = (name: string): string => renamed.get(name) ?? name
  const actors = session.actors.map((actor) => {
    const named = { ...actor, name: to(actor.name) }
    return named.type === 'client' ? { ...named, to: to(named.to) } : named
  })
  return { ...session, actors, events: session.events.map((event) => renameIn(event, to)) }
}

function renameIn(event: SeenEvent, to: (name: string) => string): SeenEvent {
  if ('actor' in event) return { ...event, actor: to(event.actor) }
  return event.type === 'connected' ? { ...event, client: to(event.client), server: to(event.server) } : event
}

function nameFor({ actors }: Session, name: string): string {
  const clean = asName(name)
  const actor = actors.find((each) => each.name === name)
  const programs = actors.filter((each): each is SeenProgram => each.type === 'program')
  const servers = programs.filter(({ ready }) => listensSomewhere(ready))
  // Two programs, of which one listens: nobody calls them by their files.
  if (actor?.type === 'program' && programs.length === 2 && servers.length === 1 && actors.length === 2)
    return actor === servers[0] ? 'server' : 'client'
  if (clean === '' || reserved.has(clean)) return actor?.type ?? 'actor'
  return clean
}

function distinct(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name
  for (let number = 2; ; number++) if (!taken.has(`${name}-${number}`)) return `${name}-${number}`
}

/** A client that had several connections at once was several clients: `client-1`, `client-2`. */
export function withDistinctClients(session: Session): Session {
  const several = session.actors.filter((actor) => actor.type === 'client' && hasTwoAtOnce(session, actor.name))
  return several.reduce<Session>((changed, { name }) => splitClient(changed, name), session)
}

function hasTwoAtOnce({ events }: Session, client: string): boolean {
  let open = new Set<number>()
  for (const event of events) {
    if (event.type === 'connected' && event.client === client) {
      if (open.size > 0) return true
      open.add(event.connection)
    } else if (event.type === 'end' || event.type === 'reset')
      open = new Set([...open].filter((each) => each !== event.connection))
  }
  return false
}

function splitClient(session: Session, name: string): Session {
  let count = 0
  const events = session.events.map((event) =>
    event.type === 'connected' && event.client === name ? { ...event, client: `${name}-${++count}` } : event,
  )
  const actors = session.actors.flatMap((actor): SeenActor[] =>
    actor.name === name
      ? Array.from({ length: count }, (_, index) => ({ ...actor, name: `${name}-${index + 1}` }))
      : [actor],
  )
  return { ...session, actors, events }
}
