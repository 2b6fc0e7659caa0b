import type { Replay } from '../../model/replay.ts'
import type { End } from './ends.ts'
import { meaningOf, type ActorEvent, type Meaning } from './events.ts'
import { gather, type OwnWords } from './gather.ts'
import { connectionsOf, type Connection } from './connections.ts'
import { inOrder, type Made } from './in-order.ts'
import { alone, matchStream, type Passed } from './match.ts'
import { merged } from './merged.ts'
import type { ArrowKind, Sequence, SequenceMessage } from './model.ts'
import { participantsOf, type Participant } from './participants.ts'
import { peerFlows } from './peers.ts'
import { shareClosings } from './proxy-closings.ts'
import { linesOf } from './pieces.ts'

const noOwnWords: OwnWords = () => false

/** A conversation as messages between life lines. Whose bytes are whose is known by who refers to whom, and by what arrived. */
export function sequenceOf(replay: Replay, own: OwnWords = noOwnWords): Sequence {
  const { title, source, recorded } = replay.transcript
  const participants = participantsOf(replay.transcript)
  const { ends, remarks, accepts } = gather(replay, participants, own)
  const taken = new Map<Participant, number>()
  const connections = connectionsOf(ends, participants, {
    exits: exitsOf(remarks, participants),
    exact: replay.exact,
  })
  shareClosings(connections)
  const made: Made[] = connections.flatMap((connection) => [
    ...[
      ...connects(connection, accepts, taken),
      ...closings(connection, 'fin', replay.exact),
      ...closings(connection, 'rst', replay.exact),
    ].map((message) => ({ message })),
    ...dataOf(connection, replay.exact),
  ])
  for (const { from, to, passed } of peerFlows(ends.peers, participants))
    for (const each of passed) made.push(...dataMessage(each, { from, to, exact: replay.exact }))
  for (const message of remarks) made.push({ message })
  return {
    title,
    source,
    recorded,
    exact: replay.exact,
    actors: participants.map(({ name, command, role, count }) => ({
      name,
      command,
      role,
      ...(count !== undefined && { count }),
    })),
    messages: merged(inOrder(made), replay.exact),
  }
}

/** Where each program ended. */
const exitsOf = (remarks: readonly SequenceMessage[], participants: readonly Participant[]): Map<Participant, number> =>
  new Map(
    remarks.flatMap(({ kind, from, order }) =>
      kind === 'exit' && from !== undefined ? [[participants[from] as Participant, order] as const] : [],
    ),
  )

interface Way {
  readonly from?: Participant | undefined
  readonly to?: Participant | undefined
  readonly exact: boolean
  readonly connection?: string | undefined
}

const between = ({ from, to, connection }: Way) => ({
  ...(from && { from: from.index }),
  ...(to && { to: to.index }),
  ...(connection !== undefined && { connection }),
})

function connects(
  { opened, accepted, from, to, name }: Connection,
  accepts: ReadonlyMap<Participant, readonly ActorEvent[]>,
  taken: Map<Participant, number>,
): SequenceMessage[] {
  const connected = opened?.events.find((event) => meaningOf(event) === 'connect')
  const accept = accepted === undefined ? undefined : acceptOf(accepted, accepts, taken)
  const events = [connected, accept].filter((event) => event !== undefined)
  const [first] = events.sort((one, other) => one.order - other.order)
  if (first === undefined) return []
  const row = connected?.row ?? accept?.row
  const { order, at } = first
  const way = between({ from, to, exact: true, connection: name })
  return [{ kind: 'connect', ...way, lines: ['connect'], order, at, ...(row !== undefined && { row }) }]
}

/** `server#3` is the third connection that the server accepted; others are named, and come in their order. */
function acceptOf(
  { lane, participant }: End,
  accepts: ReadonlyMap<Participant, readonly ActorEvent[]>,
  taken: Map<Participant, number>,
): ActorEvent | undefined {
  const number = /#(\d+)$/.exec(lane)?.[1]
  const index = number === undefined ? (taken.get(participant) ?? 0) : Number(number) - 1
  taken.set(participant, index + 1)
  return accepts.get(participant)?.[index]
}

/** FIN or RST, in both directions. */
function closings(
  { opened, accepted, from, to, name }: Connection,
  kind: 'fin' | 'rst',
  exact: boolean,
): SequenceMessage[] {
  const one = closing(kind, opened, accepted, { from, to, exact, connection: name })
  return [...one, ...closing(kind, accepted, opened, { from: to, to: from, exact, connection: name })]
}

function closing(kind: 'fin' | 'rst', sender: End | undefined, receiver: End | undefined, way: Way): SequenceMessage[] {
  const sent = eventsOf(sender, `${kind}-out`)
  const received = eventsOf(receiver, `${kind}-in`)
  const found: SequenceMessage[] = []
  for (let index = 0; index < Math.max(sent.length, received.length); index++)
    found.push(arrow(kind, [kind.toUpperCase()], { sent: sent[index], received: received[index] }, way))
  return found
}

const eventsOf = (end: End | undefined, meaning: Meaning): ActorEvent[] =>
  end?.events.filter((event) => meaningOf(event) === meaning) ?? []

function dataOf({ opened, accepted, from, to, name }: Connection, exact: boolean): Made[] {
  const there = passedBetween(opened, accepted)
  const back = passedBetween(accepted, opened)
  return [
    ...there.flatMap((each) => dataMessage(each, { from, to, exact, connection: name })),
    ...back.flatMap((each) => dataMessage(each, { from: to, to: from, exact, connection: name })),
  ]
}

function passedBetween(sender: End | undefined, receiver: End | undefined): Passed[] {
  if (sender === undefined) return receiver?.received.map(alone) ?? []
  const passed = matchStream(sender.sent, receiver?.received ?? [])
  // Nobody saw a proxy send it: where the other end is seen and has not received it, it may have been lost on purpose.
  const lost = sender.passesOn === true && receiver !== undefined
  return lost ? passed.filter(({ received }) => received.length > 0) : passed
}

function dataMessage(passed: Passed, way: Way): Made[] {
  const { sent, received, length } = passed
  const shown = sent ?? received[0]
  if (shown === undefined) return []
  const last = received.at(-1)
  const message = arrow('data', linesOf(shown), { sent, received: sent === undefined ? received[0] : last }, way)
  const of = shown.content.length
  const whole = {
    ...message,
    ...(sent === undefined && { unseen: true as const }),
    ...(sent !== undefined && received.length > 1 && { pieces: received.length }),
    ...(sent !== undefined && last !== undefined && length < of && { cut: { received: length, of } }),
  }
  return [{ message: whole, passed }]
}

interface Seen {
  readonly sent: Omit<ActorEvent, 'lane' | 'words'> | undefined
  readonly received: Omit<ActorEvent, 'lane' | 'words'> | undefined
}

/** In a transcript rows stand where a step took them, so that only the order of what was sent says something. */
function arrow(kind: ArrowKind, lines: readonly string[], { sent, received }: Seen, way: Way): SequenceMessage {
  const ends = [sent, received].filter((end) => end !== undefined)
  const { order, at } = ends[0] ?? { order: 0, at: 0 }
  const row = ends.find((end) => end.row !== undefined)?.row
  const arrived = way.exact && sent !== undefined ? received?.at : undefined
  return {
    kind,
    ...between(way),
    lines,
    order: way.exact ? order : Math.min(...ends.map((end) => end.order)),
    at,
    ...(arrived !== undefined && { arrived: Math.max(arrived, at) }),
    ...(row !== undefined && { row }),
  }
}
