import type { Replay } from '../../model/replay.ts'
import type { End } from './ends.ts'
import { meaningOf, type Fact, type Meaning } from './facts.ts'
import { gather, type OwnWords } from './gather.ts'
import { jointsOf, type Joint } from './joints.ts'
import { alone, matchStream, type Passed } from './match.ts'
import { merged } from './merged.ts'
import type { ArrowKind, Sequence, SequenceMessage } from './model.ts'
import { partiesOf, type Party } from './parties.ts'
import { peerFlows } from './peers.ts'
import { linesOf } from './pieces.ts'

const noOwnWords: OwnWords = () => false

/** A conversation as messages between life lines. Whose bytes are whose is known by who refers to whom, and by what arrived. */
export function sequenceOf(replay: Replay, own: OwnWords = noOwnWords): Sequence {
  const { title, source, recorded } = replay.transcript
  const parties = partiesOf(replay.transcript)
  const { ends, remarks, accepts } = gather(replay, parties, own)
  const taken = new Map<Party, number>()
  const messages = jointsOf(ends, parties, { exits: exitsOf(remarks, parties), exact: replay.exact }).flatMap(
    (joint) => [
      ...connects(joint, accepts, taken),
      ...farewells(joint, 'fin', replay.exact),
      ...farewells(joint, 'rst', replay.exact),
      ...dataOf(joint, replay.exact),
    ],
  )
  for (const { from, to, passed } of peerFlows(ends.peers, parties))
    messages.push(...passed.flatMap((each) => dataMessage(each, { from, to, exact: replay.exact })))
  const all = [...messages, ...remarks].sort((one, other) => one.order - other.order)
  return {
    title,
    source,
    recorded,
    exact: replay.exact,
    actors: parties.map(({ name, command, role, count }) => ({
      name,
      command,
      role,
      ...(count !== undefined && { count }),
    })),
    messages: merged(all, replay.exact),
  }
}

/** Where each program ended. */
const exitsOf = (remarks: readonly SequenceMessage[], parties: readonly Party[]): Map<Party, number> =>
  new Map(
    remarks.flatMap(({ kind, from, order }) =>
      kind === 'exit' && from !== undefined ? [[parties[from] as Party, order] as const] : [],
    ),
  )

interface Way {
  readonly from?: Party | undefined
  readonly to?: Party | undefined
  readonly exact: boolean
  readonly connection?: string | undefined
}

const between = ({ from, to, connection }: Way) => ({
  ...(from && { from: from.index }),
  ...(to && { to: to.index }),
  ...(connection !== undefined && { connection }),
})

function connects(
  { opened, accepted, from, to, name }: Joint,
  accepts: ReadonlyMap<Party, readonly Fact[]>,
  taken: Map<Party, number>,
): SequenceMessage[] {
  const connected = opened?.facts.find((fact) => meaningOf(fact) === 'connect')
  const accept = accepted === undefined ? undefined : acceptOf(accepted, accepts, taken)
  const facts = [connected, accept].filter((fact) => fact !== undefined)
  const [first] = facts.sort((one, other) => one.order - other.order)
  if (first === undefined) return []
  const row = connected?.row ?? accept?.row
  const { order, at } = first
  const way = between({ from, to, exact: true, connection: name })
  return [{ kind: 'connect', ...way, lines: ['connect'], order, at, ...(row !== undefined && { row }) }]
}

/** `server#3` is the third connection that the server accepted; others are named, and come in their order. */
function acceptOf(
  { lane, party }: End,
  accepts: ReadonlyMap<Party, readonly Fact[]>,
  taken: Map<Party, number>,
): Fact | undefined {
  const number = /#(\d+)$/.exec(lane)?.[1]
  const index = number === undefined ? (taken.get(party) ?? 0) : Number(number) - 1
  taken.set(party, index + 1)
  return accepts.get(party)?.[index]
}

/** FIN or RST, in both directions. */
function farewells(
  { opened, accepted, from, to, name }: Joint,
  kind: 'fin' | 'rst',
  exact: boolean,
): SequenceMessage[] {
  const one = farewell(kind, opened, accepted, { from, to, exact, connection: name })
  return [...one, ...farewell(kind, accepted, opened, { from: to, to: from, exact, connection: name })]
}

function farewell(
  kind: 'fin' | 'rst',
  sender: End | undefined,
  receiver: End | undefined,
  way: Way,
): SequenceMessage[] {
  const sent = factsOf(sender, `${kind}-out`)
  const received = factsOf(receiver, `${kind}-in`)
  const found: SequenceMessage[] = []
  for (let index = 0; index < Math.max(sent.length, received.length); index++)
    found.push(arrow(kind, [kind.toUpperCase()], { sent: sent[index], received: received[index] }, way))
  return found
}

const factsOf = (end: End | undefined, meaning: Meaning): Fact[] =>
  end?.facts.filter((fact) => meaningOf(fact) === meaning) ?? []

function dataOf({ opened, accepted, from, to, name }: Joint, exact: boolean): SequenceMessage[] {
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

function dataMessage({ sent, received, length }: Passed, way: Way): SequenceMessage[] {
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
  return [whole]
}

interface Seen {
  readonly sent: Omit<Fact, 'lane' | 'words'> | undefined
  readonly received: Omit<Fact, 'lane' | 'words'> | undefined
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
