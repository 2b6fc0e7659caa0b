import type { Event } from '../../../model/event.ts'
import type { SeenActor, TimelessEvent } from '../../session.ts'

/** One end of a connection, of which an event is. */
export interface End {
  readonly actor: string
  readonly isServer: boolean
  /** Its own step has brought it about. */
  readonly isOwn: boolean
}

type Side = 'client' | 'server'

/** Gives each end that a run played a connection of its own, whose other end is a stranger. */
export class Connections {
  readonly #numbers = new Map<string, number>()
  readonly #strangers: SeenActor[] = []
  readonly #accepted = new Map<string, number>()
  #count = 0
  /** Whether a step sends anything on this lane after this moment. */
  readonly #sendsLater: (lane: string, at: number) => boolean

  constructor(sendsLater: (lane: string, at: number) => boolean) {
    this.#sendsLater = sendsLater
  }

  strangers(): readonly SeenActor[] {
    return this.#strangers
  }

  event(
    { lane, name, at }: Pick<Extract<Event, { type: 'event' }>, 'lane' | 'name' | 'at'>,
    end: End,
  ): readonly TimelessEvent[] {
    if (name === 'connected' && !end.isServer) return this.#open(lane, end)
    if (name === 'connection') {
      const number = (this.#accepted.get(end.actor) ?? 0) + 1
      this.#accepted.set(end.actor, number)
      return this.#open(`${end.actor}#${number}`, end)
    }
    const connection = this.#numbers.get(lane)
    // The end of a client that its own step has ended is a row of the server's connection, unless that goes on.
    const isKnown = connection !== undefined && !(name === 'end' && end.isServer && !this.#sendsLater(lane, at))
    return isKnown ? onConnection(name, connection, end) : []
  }

  bytes(
    { lane, bytes }: Extract<Event, { type: 'sent' | 'received' }>,
    end: End,
    message: { readonly message?: 'text' | 'binary' },
  ): readonly TimelessEvent[] {
    const opened = this.#numbers.has(lane) ? [] : this.#open(lane, end)
    const connection = this.#numbers.get(lane) as number
    const from: Side = end.isServer === end.isOwn ? 'server' : 'client'
    return [...opened, { type: 'sent', connection, from, bytes, ...message }]
  }

  #open(lane: string, { actor, isServer }: End): readonly TimelessEvent[] {
    const connection = ++this.#count
    this.#numbers.set(lane, connection)
    const stranger = `of-${lane.replace('#', '-')}`
    const client = isServer ? stranger : actor
    const server = isServer ? actor : stranger
    this.#strangers.push(
      isServer
        ? { type: 'client', name: stranger, transport: 'tcp', to: actor, played: false }
        : { type: 'server', name: stranger, transport: 'tcp', played: false },
    )
    return [{ type: 'connected', connection, client, server }]
  }
}

function onConnection(name: string, connection: number, { isServer, isOwn }: End): readonly TimelessEvent[] {
  const own: Side = isServer ? 'server' : 'client'
  const other: Side = isServer ? 'client' : 'server'
  if (name === 'fin-sent') return isOwn ? [{ type: 'end', connection, from: own }] : []
  if (name === 'reset-sent') return isOwn ? [{ type: 'reset', connection, from: own }] : []
  if (name === 'end' || name === 'reset') return [{ type: name, connection, from: other }]
  // A server is ready for TLS before its client begins, and done after it.
  return name === (isServer ? 'ready' : 'secured') ? [{ type: 'secured', connection, from: own }] : []
}
