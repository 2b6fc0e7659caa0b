import type { Written } from '../../authoring/written.ts'
import { spacedHex } from '../../text/spaced-hex.ts'
import type { DraftMessage } from '../draft.ts'
import { endingOf } from '../framing/frames.ts'
import type { SeenClient, SeenEvent, SeenFraming, SeenServer, Session } from '../session.ts'
import { connectionLane, type Unit } from './lane.ts'
import type { Script } from './script.ts'

type Connected = Extract<SeenEvent, { type: 'connected' }>
export type ConnectionEvent = Extract<SeenEvent, { readonly connection: number }>

interface Left {
  readonly type: 'end' | 'reset'
  readonly connection: number
  readonly from: 'client' | 'server'
}

/** One side of a connection, as steps name it; undefined where the scenario does not play it. */
interface Side {
  readonly target?: string
  readonly framing?: SeenFraming
  readonly isWebSocket: boolean
  /** Cuts what it sends. */
  readonly sent: ReturnType<typeof connectionLane>
  ended: boolean
}

/** Turns what went over one connection into steps. */
export interface ConnectionSteps {
  add(event: ConnectionEvent, index: number): void
  /** The session is over. */
  end(index: number): void
}

/** `target` of the server: by its name alone where it has one connection. */
export function connectionSteps(session: Session, opened: Connected, target: string, script: Script): ConnectionSteps {
  const client = sideOf(session, opened.client, opened.client)
  const server = sideOf(session, opened.server, target)
  const framing = client.framing ?? server.framing
  const sides = { client, server }
  const isWebSocket = framing?.name === 'websocket' || [client, server].some((side) => side.isWebSocket)
  for (const side of [client, server])
    if (side.target !== undefined) script.addLane(side.target, connectionLane(side.framing ?? framing))
  const sendRest = (side: Side, index: number): void => {
    if (side.target !== undefined) script.send(side.target, messagesOf(side, true), index)
  }
  const send = (event: Extract<SeenEvent, { type: 'sent' }>, index: number): void => {
    const from = sides[event.from]
    const to = sides[event.from === 'client' ? 'server' : 'client']
    if (from.target !== undefined) {
      from.sent.push(event.bytes, index, event.message)
      // What a step of a run sent is a message.
      script.send(from.target, messagesOf(from, session.source === 'recording'), index)
    }
    // An answer to what has no end: it is whole. Else it may be cut anywhere on its way.
    sendRest(to, index)
    if (to.target !== undefined) script.receive(to.target, event.bytes, index, event.message)
  }
  const leave = (event: Left, index: number): void => {
    const from = sides[event.from]
    const to = sides[event.from === 'client' ? 'server' : 'client']
    if (from.ended) return
    from.ended = true
    // Who is left leaves too, and no step has to say so.
    if (from.target !== undefined && !to.ended) {
      sendRest(from, index)
      const verb = verbFor(session, event, index)
      // A server that is closed stops listening: what is meant is its connection.
      const closed = verb === 'close' && !from.target.includes('#') ? `${from.target}#1` : from.target
      script.cause(verb, closed, index, from.target)
    }
    if (to.target !== undefined && !to.ended && !(from.target !== undefined && event.from === 'client'))
      script.happen(
        to.target,
        { matcher: 'event', wanted: isWebSocket && event.type === 'end' ? 'close' : event.type },
        index,
      )
  }
  return {
    add(event, index) {
      if (event.type === 'connected') {
        if (client.target !== undefined) script.cause('connect', client.target, index)
      } else if (event.type === 'sent') send(event, index)
      else if (event.type === 'secured') {
        const { target: secured } = sides[event.from]
        const trusting = event.from === 'client' && isUntrusted(session, opened)
        if (secured !== undefined) script.cause('starttls', trusting ? asTrusting(secured) : secured, index, secured)
      } else leave({ ...event, type: event.type }, index)
    },
    end(index) {
      sendRest(client, index)
      sendRest(server, index)
    },
  }
}

const asTrusting = (client: string): Written => ({ [client]: { rejectUnauthorized: false } })

/** The client took the certificate of a real server that nobody else trusts. */
const isUntrusted = ({ actors }: Session, { client, server }: Connected): boolean =>
  actors.some((actor) => actor.type === 'client' && actor.name === client && actor.untrusted === true) &&
  !actors.some((actor) => actor.type === 'server' && actor.name === server && actor.played)

function sideOf(session: Session, name: string, target: string): Side {
  const actor = session.actors.find(
    (each): each is SeenClient | SeenServer => each.name === name && each.type !== 'program',
  )
  const framing = actor?.framing ?? otherFraming(session, actor)
  const isWebSocket = actor !== undefined && 'transport' in actor && actor.transport === 'websocket'
  const side = {
    sent: connectionLane(framing),
    ended: false,
    isWebSocket,
    ...(framing === undefined ? {} : { framing }),
  }
  return actor?.played === true ? { ...side, target } : side
}

/** What the other side of it says of framing. */
function otherFraming({ actors }: Session, actor: SeenClient | SeenServer | undefined): SeenFraming | undefined {
  if (actor === undefined) return undefined
  if (actor.transport === 'udp' || actor.transport === 'websocket') return { name: 'message', why: '' }
  const other = actors.find((each) =>
    actor.type === 'client' ? each.name === actor.to : each.type === 'client' && each.to === actor.name,
  )
  return other === undefined || other.type === 'program' ? undefined : other.framing
}

/** A client that nothing answers any more exits; one that goes on listening ends its side only. */
function verbFor({ events }: Session, event: Left, index: number): 'end' | 'exit' | 'close' | 'reset' {
  if (event.type === 'reset') return 'reset'
  const later = events
    .slice(index + 1)
    .some((each) => each.type === 'sent' && each.connection === event.connection && each.from !== event.from)
  if (later) return 'end'
  return event.from === 'client' ? 'exit' : 'close'
}

/** What a side has sent, as messages. `all`: also what has no end. */
function messagesOf(side: Side, all: boolean): DraftMessage[] {
  const { units, raw } = side.sent
  const isMessage = side.framing?.name === 'message' || side.framing?.name === 'websocket'
  const taken = units.splice(0, all || raw || isMessage ? units.length : units.findLastIndex(({ whole }) => whole) + 1)
  return taken.map((unit) => messageOf(unit, side, isMessage))
}

function messageOf(
  { text, bytes, sent, as, whole }: Unit,
  { framing, sent: { raw } }: Side,
  isMessage: boolean,
): DraftMessage {
  const all = sent ?? bytes ?? Buffer.from(text)
  if (raw || bytes !== undefined) return { form: 'bytes', hex: spacedHex(all) }
  const isLine = whole && as === undefined && (isMessage || Buffer.compare(framed(text, framing), all) === 0)
  // A line that ends in another way than the others is written with its end.
  return isLine
    ? { form: 'line', text: [text] }
    : { form: 'text', text: [isMessage ? text : Buffer.from(all).toString()] }
}

/** What is sent for a line. */
function framed(text: string, framing: SeenFraming | undefined): Buffer {
  const line = Buffer.from(text)
  if (framing?.name === 'length') {
    const head = Buffer.alloc(Number(framing.option))
    head.writeUIntBE(line.length % 256 ** head.length, 0, head.length)
    return Buffer.concat([head, line])
  }
  return Buffer.concat([line, Buffer.from(framing?.eol ?? endingOf(framing ?? { name: 'line' }))])
}
