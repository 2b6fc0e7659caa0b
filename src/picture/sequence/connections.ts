import type { End, Ends } from './ends.ts'
import { meaningOf } from './events.ts'
import { inCommon } from './match.ts'
import type { Participant } from './participants.ts'

/** A connection: both ends, or the one that was seen, with the actor at the other where it is known. */
export interface Connection {
  readonly opened?: End
  readonly accepted?: End
  readonly from?: Participant
  readonly to?: Participant
  /** One of several of one server. */
  readonly name?: string
}

/** So many connections of a server are looked at before one is taken for that of a client. */
const candidates = 20

/** Which end belongs to which: in the order in which connections were made, as long as what was sent is what was received. */
export function connectionsOf(
  ends: Ends,
  participants: readonly Participant[],
  { exits, exact }: { readonly exits: ReadonlyMap<Participant, number>; readonly exact: boolean },
): Connection[] {
  const connections: Connection[] = []
  const free = new Map<Participant, End[]>()
  for (const end of ends.accepted) free.set(end.participant, [...(free.get(end.participant) ?? []), end])
  const several = new Map([...free].map(([participant, of]) => [participant, of.length > 1]))
  const nameOf = (end: End | undefined) =>
    end !== undefined && several.get(end.participant) === true
      ? { name: end.lane.slice(end.participant.name.length) }
      : {}
  for (const opened of inOrder(ends.opened)) {
    const to = targetOf(opened.participant, participants)
    const open = (to && free.get(to)) ?? []
    const accepted = chosen(opened, open)
    if (accepted !== undefined) open.splice(open.indexOf(accepted), 1)
    connections.push({
      opened,
      from: opened.participant,
      ...(to && { to }),
      ...(accepted && { accepted }),
      ...nameOf(accepted),
    })
  }
  for (const left of free.values()) {
    for (const [index, accepted] of left.entries()) {
      // In a transcript what no step took stands at the end, behind the program's exit.
      const span = { after: exact ? lastOf(accepted) : beginningOf(accepted), before: beginningOf(left[index + 1]) }
      const from = programAt(accepted.participant, participants, exits, span)
      connections.push({ accepted, to: accepted.participant, ...(from && { from }), ...nameOf(accepted) })
    }
  }
  const pairs = new Map<string, number>()
  for (const connection of connections) pairs.set(pairOf(connection), (pairs.get(pairOf(connection)) ?? 0) + 1)
  // Two actors with one connection need no name for it.
  return connections.map((connection) => (pairs.get(pairOf(connection)) === 1 ? withoutName(connection) : connection))
}

const pairOf = ({ from, to }: Connection): string => `${from?.index} ${to?.index}`

function withoutName({ name: _name, ...connection }: Connection): Connection {
  return connection
}

/** The actor that it connects to: the first that its options name. */
export const targetOf = (participant: Participant, participants: readonly Participant[]): Participant | undefined =>
  participant.to.map((name) => participants.find((other) => other.name === name && other !== participant)).find(Boolean)

/** Who is at the other end where nobody else is: the one program that refers to the server, or that ended before the next connection. */
function programAt(
  server: Participant,
  participants: readonly Participant[],
  exits: ReadonlyMap<Participant, number>,
  { after, before }: { readonly after: number; readonly before: number },
): Participant | undefined {
  const all = participants.filter(({ role, to }) => role === 'program' && to.includes(server.name))
  if (all.length === 1) return all[0]
  const ended = all.filter((participant) => {
    const exit = exits.get(participant) ?? Infinity
    return exit > after && exit < before
  })
  return ended.length === 1 ? ended[0] : undefined
}

function chosen(opened: End, open: readonly End[]): End | undefined {
  let best: { readonly end: End; readonly score: number } | undefined
  for (const end of open.slice(0, candidates)) {
    const score = inCommon(opened.sent, end.received) + inCommon(end.sent, opened.received)
    const fits = score > 0 || !contradict(opened, end)
    if (fits && (best === undefined || score > best.score)) best = { end, score }
  }
  return best?.end
}

/** Both ends have something to show in the same direction, and it is not the same. */
const contradict = (one: End, other: End): boolean =>
  (one.sent.length > 0 && other.received.length > 0) || (other.sent.length > 0 && one.received.length > 0)

const inOrder = (ends: readonly End[]): End[] =>
  ends
    .map((end) => ({ end, at: beginningOf(end) }))
    .sort((one, other) => (one.at === other.at ? 0 : one.at - other.at))
    .map(({ end }) => end)

/** Where its connection was made; that of a proxy's second leg is where bytes came. */
function beginningOf(end: End | undefined): number {
  if (end === undefined) return Infinity
  const { events, sent, received } = end
  const connected = events.find((event) => meaningOf(event) === 'connect')
  return Math.min(connected?.order ?? Infinity, sent[0]?.order ?? Infinity, received[0]?.order ?? Infinity)
}

const lastOf = ({ events, sent, received }: End): number =>
  Math.max(0, ...[events.at(-1), sent.at(-1), received.at(-1)].map((each) => each?.order ?? 0))
