import type { Written } from '../../authoring/written.ts'
import type { Draft, DraftActor } from '../draft.ts'
import type { Session } from '../session.ts'
import { limitsFor, waitsOf } from '../waits.ts'
import { actorsOf, conditionsOf, filesOf } from './actors.ts'
import { connectionSteps } from './connections.ts'
import type { ConnectionSteps } from './connections.ts'
import { withMessageKinds } from './messages.ts'
import { withDistinctClients, withNames } from './names.ts'
import { withKnownPorts } from './known-ports.ts'
import type { TerminalText } from './lane.ts'
import type { DraftPlace } from './place.ts'
import { portsOf } from './ports.ts'
import { ProgramSteps } from './programs.ts'
import { expectedOfNow } from '../expected-of-now.ts'
import { Script } from './script.ts'

export interface DraftOptions {
  readonly title: string
  /** Every line is expected, and nothing else may come. */
  readonly strict?: boolean
  readonly place?: DraftPlace
  readonly terminalText: TerminalText
}

const nowhere: DraftPlace = { folderFor: () => undefined }

/** The scenario of what was seen: what somebody did, and behind it few of what followed, as a person would write it. */
export function draftOf(seen: Session, { title, strict = false, place = nowhere, terminalText }: DraftOptions): Draft {
  const session = withMessageKinds(withDistinctClients(withNames(seen)))
  const ports = portsOf(session)
  const programs = new Set(session.actors.flatMap(({ type, name }) => (type === 'program' ? [name] : [])))
  const files = filesOf(session.actors)
  const limits = limitsFor(waitsOf(session))
  const { steps, redrawing } = scriptOf(session, strict, terminalText)
  const actors = actorsOf(session, ports, place).map((actor) =>
    redrawing.has(actor.name) ? withPlainTerminal(actor) : actor,
  )
  const draft: Draft = {
    title,
    comments: [...(session.unseen ?? [])],
    only: conditionsOf(session.actors),
    vars: [],
    masks: [],
    ...(files === undefined ? {} : { files }),
    ...(limits === undefined ? {} : { limits }),
    actors: strict
      ? actors.map((actor) => ({ ...actor, options: new Map([...actor.options, ['strict', true]]) }))
      : actors,
    steps: withKnownPorts(steps, ports, programs),
  }
  const timeless = session.wall === undefined ? undefined : expectedOfNow(draft, Date.parse(session.wall))
  return timeless?.draft ?? draft
}

/** A line editor that believes its terminal to be dumb leaves the line to it, and draws no hints. */
function withPlainTerminal(actor: DraftActor): DraftActor {
  const env = { ...(actor.options.get('env') as Readonly<Record<string, Written>> | undefined), TERM: 'dumb' }
  return { ...actor, options: new Map([...actor.options, ['env', env]]) }
}

function scriptOf(session: Session, strict: boolean, terminalText: TerminalText): Script {
  const script = new Script(strict)
  const programs = new Map<string, ProgramSteps>()
  const connections = new Map<number, ConnectionSteps>()
  for (const actor of session.actors) {
    if (actor.type === 'program') programs.set(actor.name, new ProgramSteps(actor, script, terminalText))
    // A server of the scenario is there before anybody connects.
    if (actor.type === 'server' && actor.played && session.source !== 'recording') script.cause('start', actor.name, 0)
  }
  for (const [index, event] of session.events.entries()) {
    if (event.type === 'note') script.cause('note', event.text, index)
    else if ('actor' in event) {
      const program = programs.get(event.actor)
      if (program !== undefined) program.add(event, index)
      else if (event.type === 'started') script.cause('start', event.actor, index)
    } else {
      if (event.type === 'connected')
        connections.set(event.connection, connectionSteps(session, event, targetOf(session, event), script))
      connections.get(event.connection)?.add(event, index)
    }
  }
  for (const program of programs.values()) program.end()
  for (const connection of connections.values()) connection.end(session.events.length)
  script.expect()
  return script
}

/** What steps call a server's end of a connection. */
function targetOf(
  { actors, events, source }: Session,
  { connection, client, server }: { connection: number; client: string; server: string },
): string {
  const all = events.filter((event) => event.type === 'connected' && event.server === server)
  // An actor of datagrams has no connections: it answers whom it heard last.
  if (actors.some((actor) => actor.name === server && actor.type === 'server' && actor.transport === 'udp'))
    return server
  // A server that a run played may have output of its own beside that of its connections.
  const hasOutput =
    source === 'recording' &&
    actors.some(({ name, ...of }) => name === server && 'transport' in of && of.transport !== 'udp')
  if (all.length === 1 && !hasOutput) return server
  const played = actors.some((actor) => actor.type === 'client' && actor.name === client && actor.played)
  const once = all.filter((event) => event.type === 'connected' && event.client === client).length === 1
  if (played && once) return `${server}#${client}`
  return `${server}#${all.findIndex((event) => event.type === 'connected' && event.connection === connection) + 1}`
}
