import type { Event, LaneInfo } from '../../../model/event.ts'
import type { SeenActor, SeenEvent, Session, Transport } from '../../session.ts'
import { usualSize } from '../../session.ts'
import type { DraftActor } from '../../draft.ts'
import { guessFraming } from '../../framing/guess.ts'
import { framingIn, type Head } from './head.ts'
import { Happened } from './happened.ts'
import { roleOf } from './role.ts'

const transports: Readonly<Record<string, Transport>> = { tls: 'tls', websocket: 'websocket' }

/**
 * What happened in a run, from its recording. Each end of a connection that the run played is one of its own, as its lane has it: what an
 * actor sent by its rules has no step, and what the other end received is expected there. Undefined for a recording without a beginning.
 */
export function sessionOfRecording(events: readonly Event[], head?: Head): Session | undefined {
  const [begun] = events
  if (begun?.type !== 'begun') return undefined
  const happened = new Happened(begun.lanes, events)
  const known = new Map(head?.actors.map((actor) => [actor.name, actor]))
  const seen = events.flatMap((event): readonly SeenEvent[] => happened.of(event))
  const actors = [
    ...begun.lanes.flatMap((lane) => actorsOf(lane, happened, known.get(lane.lane))),
    ...happened.strangers(),
  ]
  const { leftOut } = happened
  return {
    title: begun.scenario,
    source: 'recording',
    wall: begun.wall,
    actors,
    // Of what one step has started the servers come first: programs may need their ports.
    events: [...seen, ...happened.starts()].toSorted((one, other) => one.at - other.at),
    ...(leftOut.length === 0 ? {} : { unseen: leftOut }),
  }
}

function actorsOf(
  { lane: name, kind, command }: LaneInfo,
  happened: Happened,
  known: DraftActor | undefined,
): SeenActor[] {
  const role = roleOf(kind)
  const transport = transports[kind.split('-')[0] as string] ?? (role === 'udp' ? 'udp' : 'tcp')
  const [, to = ''] = command.split(' ')
  // It listens as a server does, and nothing is said to it.
  if (role === 'proxy') return [{ type: 'server', name, transport: 'tcp', played: true }]
  if (role === 'program') {
    const terminal = happened.hasTerminal(name) ? { terminal: usualSize } : {}
    return [{ type: 'program', name, command: withPlaceholders(command).split(' '), ...terminal }]
  }
  const isClient = role === 'client' || (role === 'udp' && !happened.listens(name))
  const { sent, received } = happened.bytesOf(name)
  const guess = guessFraming([isClient ? { up: sent, down: received } : { up: received, down: sent }], transport)
  const framing = known === undefined ? guess[isClient ? 'client' : 'server'] : framingIn(known)
  const given = framing === undefined ? {} : { framing }
  return [
    isClient
      ? { type: 'client', name, transport, to, played: true, ...given }
      : { type: 'server', name, transport, played: true, ...given },
  ]
}

/** The names that stand for ports and folders in what a recording says of a command. */
const withPlaceholders = (command: string): string =>
  command.replaceAll(/<(tmp|dir|free-port\.[\w-]+|[\w-]+\.port)>/g, (_, name: string) => `\${${name}}`)
