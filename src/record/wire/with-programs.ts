import { escapeRegex } from '../../text/regex.ts'
import { listensAt } from '../listens.ts'
import { playedSides, type Play } from '../played.ts'
import type { SeenActor, SeenEvent, SeenProgram, Session } from '../session.ts'
import type { Place } from './place.ts'

interface Between {
  readonly listen: Place
  readonly to: Place
  readonly play: Play
  /** Microseconds that the programs' session began later than the wire's. */
  readonly offset: number
}

/**
 * The session of the wire with the programs at its ends: those that the tool plays are left out with all that they printed, and the
 * others are actors beside it. The program that listens where `to` is, is the server; each other one is a client.
 */
export function withPrograms(wire: Session, programs: Session, between: Between): Session {
  const { play } = between
  const all = programs.actors.filter((actor): actor is SeenProgram => actor.type === 'program')
  const server = serverAmong(all, between)?.name
  const played = playedSides(play)
  const kept = all
    .filter((program) => !(program.name === server ? played.server : played.client))
    .map((program) => (program.name === server ? readyFor(wire, program) : program))
  const names = new Set(kept.map(({ name }) => name))
  // Without the recorder between them a client finds the server where that listens.
  const actors =
    play === 'none' ? kept.map((program) => (program.name === server ? program : calledWith(program, between))) : kept
  const own = programs.events
    .filter((event) => !('actor' in event) || names.has(event.actor))
    .map((event): SeenEvent => ({ ...event, at: event.at + between.offset }))
  const reached = server === undefined || played.server ? wire : as(wire, new Map([['server', server]]))
  const seen = played.client
    ? reached
    : as(
        reached,
        clientNames(
          wire,
          kept.filter((program) => program.name !== server),
        ),
      )
  return {
    ...seen,
    actors: [...actors, ...seen.actors],
    events: [...own, ...seen.events].toSorted((one, other) => one.at - other.at),
  }
}

function serverAmong(programs: readonly SeenProgram[], { listen, to }: Between): SeenProgram | undefined {
  const there = programs.find(({ ready }) => listensAt(ready, to))
  if (there !== undefined) return there
  // One that does not listen where it should, or not that could be seen: a client is called with the place of the recorder.
  const asked = 'path' in listen ? listen.path : String(listen.port)
  return programs.find(({ command }, at) =>
    programs.length > 1 ? at === 0 : !command.some((word) => word.includes(asked)),
  )
}

/** Who is asked by datagrams is ready when it has its socket for them, not when it also listens for connections. */
function readyFor({ actors }: Session, program: SeenProgram): SeenProgram {
  const { ready } = program
  const byDatagram = actors.some((actor) => actor.type === 'server' && actor.transport === 'udp')
  return byDatagram && ready !== undefined && 'port' in ready ? { ...program, ready: { udp: ready.port } } : program
}

function calledWith(program: SeenProgram, { listen, to }: Between): SeenProgram {
  const [from, there] = [listen, to].map((place) => ('path' in place ? place.path : String(place.port))) as [
    string,
    string,
  ]
  const whole = new RegExp(`(?<!\\w)${escapeRegex(from)}(?!\\w)`, 'g')
  return { ...program, command: program.command.map((word) => word.replaceAll(whole, () => there)) }
}

/** Which program made which connection: in the order in which they were started where there are as many, else the first made all. */
function clientNames({ events }: Session, clients: readonly SeenProgram[]): ReadonlyMap<string, string> {
  const made = events.flatMap((event) =>
    event.type === 'connected' && event.server === 'server' ? [event.client] : [],
  )
  if (clients.length === 0) return new Map()
  return new Map(made.map((name, at) => [name, (clients.length === made.length ? clients[at] : clients[0])!.name]))
}

/** The same connections between programs: who has a name in `programs` is that one, and nothing else stands for it. */
function as(wire: Session, programs: ReadonlyMap<string, string>): Session {
  const named = (name: string): string => programs.get(name) ?? name
  return {
    ...wire,
    actors: wire.actors
      .filter(({ name }) => !programs.has(name))
      .map((actor): SeenActor => (actor.type === 'client' ? { ...actor, to: named(actor.to) } : actor)),
    events: wire.events.map((event) =>
      event.type === 'connected' ? { ...event, client: named(event.client), server: named(event.server) } : event,
    ),
  }
}
