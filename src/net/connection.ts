import type { Socket } from 'node:net'
import type { Actor, Facts, LaneEvent, Lane, Traffic } from '../model/actor.ts'
import { problemError } from '../registry/problem-error.ts'
import { endsOf } from '../text/hosts.ts'
import type { Behaviour, Talk } from './behaviour.ts'
import { ByteQueue } from './byte-queue.ts'
import { Decoder, type Encoding } from './decoder.ts'
import { lastEvent, resetReceived } from './errors.ts'
import { factsOfEnds, factsOfFlow, isMoving, trafficOf } from './facts.ts'
import { endedByReset, Reading } from './handle.ts'
import { QuietPeer } from './quiet-peer.ts'
import { change } from './settings.ts'

/**
 * One stream of bytes as an actor: what it receives and what happens to it goes to its lane. Its socket must be made with
 * `allowHalfOpen: true`; whether our side ends with the peer's is decided here, so that FIN and RST can be distinguished first.
 */
export class Connection implements Actor, Talk {
  readonly socket: Socket
  readonly lane: Lane
  /** The TCP socket: `socket` itself, or the one below TLS. */
  readonly below: Socket
  /** A step of ours has ended this side. */
  leaving = false
  closing = false
  ends: { readonly local?: string; readonly remote?: string } = {}
  readonly #behaviour: Behaviour
  readonly #queue: ByteQueue
  readonly #closed: Promise<void>
  #decoder: Decoder | undefined
  #facts: Facts
  readonly #reading: Reading
  #over = false
  #receivedAll = false
  #state = 'not connected'
  /** While `close` waits for the peer. */
  #quiet: QuietPeer | undefined

  constructor(socket: Socket, lane: Lane, behaviour: Behaviour) {
    this.socket = socket
    this.lane = lane
    this.below = behaviour.below ?? socket
    this.#behaviour = behaviour
    this.#facts = behaviour.facts ?? {}
    this.#reading = new Reading(socket)
    this.decodeAs(behaviour.encoding)
    this.#queue = new ByteQueue(socket, () => {
      lane.event({ name: 'drain', outOfBand: true })
      behaviour.drained?.(this)
    })
    this.#closed = new Promise((resolve) => {
      socket.once('close', () => {
        this.event({ name: 'close', silent: true, ends: 'all' })
        resolve()
      })
    })
    this.#listen(socket)
    if (behaviour.timeout !== undefined) socket.setTimeout(behaviour.timeout)
    if (behaviour.paused === true) this.pause()
    if (!socket.connecting && socket.readyState !== 'closed') this.opened()
  }

  #listen(socket: Socket): void {
    const { received } = this.#behaviour
    socket.on('data', (chunk: Buffer) => {
      this.#quiet?.received()
      if (received === undefined) this.receive(chunk)
      else received(chunk, this)
    })
    socket.once('end', () => this.#ended())
    // A FIN of our own is a row of the step that sent it; one that only answers the peer's is none.
    socket.once('finish', () =>
      this.event({ name: 'fin-sent', words: 'FIN sent', did: 'end', ...(this.leaving ? {} : { silent: true }) }),
    )
    socket.on('error', (error) => {
      this.#endReceiving()
      this.event(lastEvent(error))
    })
    socket.on('timeout', () => this.lane.event({ name: 'timeout', outOfBand: true }))
  }

  /** The connection is up: from now on it has ends and facts. */
  opened(): void {
    this.ends = this.#behaviour.ends ?? endsOf(this.below)
    this.#state = 'connected'
    this.#facts = { ...factsOfEnds(this.below), ...this.#facts }
  }

  receive(bytes: Buffer): void {
    const received = this.#decoder === undefined ? bytes : this.#decoder.decode(bytes)
    if (received.length > 0) this.lane.receive(received)
  }

  decodeAs(encoding: Encoding | undefined): void {
    this.#receiveRest()
    this.#decoder = encoding === undefined ? undefined : new Decoder(encoding)
  }

  get keepAliveDelay(): number {
    return this.#behaviour.keepAliveDelay ?? 0
  }
  get paused(): boolean {
    return this.#reading.paused
  }
  get ending(): boolean {
    return this.leaving || this.#queue.ending || this.socket.destroyed
  }

  facts(): Facts {
    return { ...this.#facts, ...factsOfFlow(this.socket, this.#queue.pending) }
  }

  traffic(): Traffic {
    return trafficOf(this.socket, this.#queue.pending)
  }

  encode(bytes: Uint8Array, type: 'text' | 'binary'): Uint8Array {
    return this.#behaviour.encode?.(bytes, type) ?? bytes
  }

  send(bytes: Uint8Array, { times }: { readonly times: number }): void {
    this.#queue.send(bytes, times)
  }

  write(bytes: Uint8Array): boolean {
    this.lane.sent(bytes)
    return this.#queue.send(bytes)
  }

  hold(held: boolean): void {
    this.#reading.hold(held)
  }
  pause(): void {
    this.#reading.pause(true)
  }
  resume(): void {
    this.#reading.pause(false)
  }

  set(option: string, value: unknown): string | undefined {
    return change(this, option, value)
  }

  busy(): boolean {
    const { socket } = this
    return socket.destroyed ? !this.#over : isMoving(socket, this.#queue.pending, this.paused)
  }

  async end(): Promise<void> {
    if (!this.#queue.ending) this.leaving = true
    if (this.socket.writableFinished || this.socket.destroyed) return
    const finished = new Promise<void>((resolve) => this.socket.once('finish', resolve))
    this.#queue.end()
    await Promise.race([finished, this.#closed])
  }

  endAlong(): void {
    this.#queue.end()
  }

  async close(): Promise<void> {
    const { socket } = this
    if (socket.destroyed) return this.#closed
    this.closing = true
    if (this.paused) return this.#closeUnread()
    await this.end()
    if (!socket.destroyed) this.#quiet = new QuietPeer(socket)
    await this.#closed
    this.#quiet?.gone()
  }

  exit(): Promise<void> {
    return this.close()
  }

  /** Who leaves without having read everything makes the kernel send RST instead of FIN; shutting down first would hide that. */
  async #closeUnread(): Promise<void> {
    this.leaving = true
    if (!this.#queue.ending) await Promise.race([this.#queue.flushed(), this.#closed])
    this.event({ name: 'closed', words: 'closed while paused', did: 'close', ends: 'all' })
    this.socket.destroy()
    await this.#closed
  }

  async reset(): Promise<void> {
    const { socket, below } = this
    if (socket.destroyed) return
    if (this.#behaviour.ends !== undefined)
      throw problemError('step-failed', 'a Unix socket cannot be reset', 'use close, or TCP', 'failed')
    this.leaving = true
    this.#endReceiving()
    this.event({ name: 'reset-sent', words: 'RST sent', did: 'reset', ends: 'all' })
    // Node 20 crashes when a TLS socket that has a session ticket to write is destroyed in the same turn as the one below.
    if (below !== socket) below.once('close', () => socket.destroy())
    below.resetAndDestroy()
    await this.#closed
  }

  state(): string {
    const remark = this.#behaviour.remark?.()
    const paused = this.paused && !this.#over ? ', reading paused' : ''
    return `${this.#state}${paused}${remark === undefined ? '' : `, ${remark}`}`
  }

  async stop({ grace }: { readonly grace: number }): Promise<void> {
    const { socket } = this
    if (!socket.destroyed && (socket.connecting || this.paused)) socket.destroy()
    if (socket.destroyed) return this.#closed
    const timer = setTimeout(() => socket.destroy(), grace)
    this.endAlong()
    this.hold(false)
    await this.#closed
    clearTimeout(timer)
  }

  #ended(): void {
    const { socket, below } = this
    this.#endReceiving()
    // Under TLS our close_notify may still have been on its way to a peer that had left: then an RST is no word of the peer's.
    if (endedByReset(below) && (below === socket || !socket.writableEnded)) {
      this.event(resetReceived)
      socket.destroy()
      return
    }
    this.event({ name: 'end', words: 'FIN received', ends: 'stream' })
    if (this.#behaviour.allowHalfOpen !== true) this.endAlong()
  }

  /** Something has happened, in the kind's own words; nothing can after the last. */
  event(event: LaneEvent): void {
    if (this.#over) return
    if (event.ends === 'all') this.#over = true
    if (event.silent !== true) this.#state = event.words ?? event.name
    else if (event.ends === 'all') this.#state = `closed (${this.#state})`
    this.lane.event(this.#behaviour.translate?.(event, this) ?? event)
  }

  #endReceiving(): void {
    if (this.#receivedAll) return
    this.#receivedAll = true
    this.#behaviour.receivedAll?.(this)
    this.#receiveRest()
  }
  #receiveRest(): void {
    const rest = this.#decoder?.end()
    if (rest !== undefined && rest.length > 0) this.lane.receive(rest)
  }
}
