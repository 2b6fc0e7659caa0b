import type { Socket } from 'node:net'
import type { Actor, Facts, LaneEvent, Lane, Traffic } from '../model/actor.ts'
import { problemError } from '../registry/problem-error.ts'
import { endsOf } from '../text/hosts.ts'
import { answersOurEnd, noteReset } from './answered-end.ts'
import type { Behaviour, Talk } from './behaviour.ts'
import { AttachedSocket, type SocketEvent, type Upgraded } from './attached-socket.ts'
import { Condition } from './condition.ts'
import type { Encoding } from './decoder.ts'
import { drained, finAnswered, finReceived, finSent, gone, lastEvent, resetReceived, timedOut } from './errors.ts'
import { factsOfEnds, type LocalAddress } from './facts.ts'
import { endedByReset } from './handle.ts'
import { QuietPeer } from './quiet-peer.ts'
import { Receiver } from './receiver.ts'
import { change } from './settings.ts'

/**
 * One stream of bytes as an actor: what it receives and what happens to it goes to its lane. Its socket must be made with
 * `allowHalfOpen: true`; whether our side ends with the peer's is decided here, so that FIN and RST can be distinguished first.
 */
export class Connection implements Actor, Talk {
  readonly lane: Lane
  /** The TCP socket: `socket` itself, or the one below TLS. */
  readonly below: Socket
  /** A step of ours has ended this side. */
  leaving = false
  closing = false
  /** What failure reports add to its state. */
  remark: string | undefined
  ends: { readonly local?: string; readonly remote?: string } = {}
  readonly #behaviour: Behaviour
  #attached: AttachedSocket
  readonly #receiver: Receiver
  #facts: Facts
  #local: LocalAddress | undefined
  readonly #condition: Condition
  /** While `close` waits for the peer. */
  #quiet: QuietPeer | undefined

  constructor(socket: Socket, lane: Lane, behaviour: Behaviour) {
    this.lane = lane
    this.below = behaviour.below ?? socket
    this.#behaviour = behaviour
    this.#facts = behaviour.facts ?? {}
    this.#condition = new Condition(lane, behaviour.translate)
    this.#receiver = new Receiver(lane, behaviour)
    this.#attached = this.#attach(socket, lastEvent)
    if (behaviour.timeout !== undefined) socket.setTimeout(behaviour.timeout)
    if (behaviour.paused === true) this.pause()
    if (!socket.connecting && socket.readyState !== 'closed') this.opened()
  }

  #attach(socket: Socket, eventOf: (error: Error) => LaneEvent): AttachedSocket {
    return new AttachedSocket(socket, (what, given) => this.#reported(what, given, eventOf))
  }
  #reported(what: SocketEvent, given: unknown, eventOf: (error: Error) => LaneEvent): boolean | void {
    switch (what) {
      case 'data':
        this.#quiet?.received()
        return this.#receiver.received(this.#attached.reading.cut(given as Buffer), this)
      case 'large':
        return this.#quiet === undefined && this.#receiver.taken(given as Buffer)
      case 'end':
        return this.#ended()
      case 'finish':
        return this.event(this.leaving ? finSent : finAnswered)
      case 'error':
        this.#receiver.end(this)
        if (answersOurEnd(this, this.#attached.queue, given as Error)) return this.event(finReceived)
        return this.event(eventOf(given as Error))
      case 'timeout':
        return this.lane.event(timedOut)
      case 'drain':
        this.lane.event(drained)
        return this.#behaviour.drained?.(this)
      case 'close':
        this.#behaviour.gone?.()
        return this.event(gone)
    }
  }

  /**
   * Goes on over another socket, which `wrap` puts on top of the present one when all that is queued has left; until then nothing more
   * is read. `kept` is what its kind has not passed on. Where `wrap` answers nothing, the socket stays as it is.
   */
  async upgrade(wrap: (below: Socket, kept: Uint8Array) => Upgraded | undefined): Promise<void> {
    this.hold(true)
    await Promise.race([this.#attached.queue.flushed(), this.#attached.closed])
    const former = this.#attached
    const before = former.traffic()
    const kept = () => this.#behaviour.upgraded?.() ?? new Uint8Array()
    const upgraded = former.socket.destroyed ? undefined : wrap(former.socket, kept())
    if (upgraded === undefined) return this.hold(false)
    this.#attached = this.#attach(upgraded.socket, upgraded.eventOf)
    this.#attached.follow(former, { ...before, read: before.read - upgraded.early })
  }

  learn(facts: Facts): void {
    this.#facts = { ...this.#facts, ...facts }
  }
  /** The connection is up: from now on it has ends and facts. */
  opened(): void {
    this.ends = this.#behaviour.ends ?? endsOf(this.below)
    this.#condition.words = 'connected'
    this.#local = this.below.address() as LocalAddress
  }
  greet(): void {
    this.#behaviour.greet?.(this)
  }
  dueIn(): number | undefined {
    return this.#behaviour.dueIn?.()
  }
  receive(bytes: Buffer, ignored?: boolean): void {
    this.#receiver.receive(bytes, ignored)
  }
  decodeAs(encoding: Encoding | undefined): void {
    this.#receiver.decodeAs(encoding)
  }
  get socket(): Socket {
    return this.#attached.socket
  }
  get keepAliveDelay(): number {
    return this.#behaviour.keepAliveDelay ?? 0
  }
  get paused(): boolean {
    return this.#attached.reading.paused
  }
  get ending(): boolean {
    return this.leaving || this.#attached.queue.ending || this.socket.destroyed
  }
  facts(): Facts {
    return { ...factsOfEnds(this.below, this.#local), ...this.#facts, ...this.#attached.facts() }
  }
  traffic(): Traffic {
    return this.#attached.traffic()
  }
  encode(bytes: Uint8Array, type: 'text' | 'binary'): Uint8Array {
    return this.#behaviour.encode?.(bytes, type) ?? bytes
  }
  send(bytes: Uint8Array, { times }: { readonly times: number }): void {
    this.#attached.queue.send(bytes, times)
  }
  write(bytes: Uint8Array): boolean {
    this.lane.sent(bytes)
    return this.#attached.queue.send(bytes)
  }
  hold(held: boolean): void {
    this.#attached.reading.hold(held)
  }
  pause({ after }: { readonly after?: number } = {}): void {
    this.#attached.reading.pause(true, after)
  }
  resume(): void {
    this.#attached.reading.pause(false)
  }
  pausesIn(): number | undefined {
    return this.#attached.reading.left
  }
  set(option: string, value: unknown): string | undefined {
    return change(this, option, value)
  }
  busy(): boolean {
    return this.socket.destroyed ? !this.#condition.over : this.#attached.moving
  }

  async end(): Promise<void> {
    if (!this.#attached.queue.ending) this.leaving = true
    if (this.socket.writableFinished || this.socket.destroyed) return
    const finished = new Promise<void>((resolve) => this.socket.once('finish', resolve))
    this.#attached.queue.end()
    await Promise.race([finished, this.#attached.closed])
  }
  endAlong(): void {
    this.#attached.queue.end()
  }
  resetAlong(): void {
    if (this.socket.destroyed) return
    this.leaving = true
    const left = this.#attached.queue.flushed().then(() => this.reset())
    left.catch((error: unknown) => this.lane.failed(error))
  }

  async close(): Promise<void> {
    const { socket } = this
    if (socket.destroyed) return this.#attached.closed
    this.closing = true
    if (this.paused) return this.#closeUnread()
    await this.end()
    if (!socket.destroyed) this.#quiet = new QuietPeer(socket)
    await this.#attached.closed
    this.#quiet?.gone()
  }
  exit(): Promise<void> {
    return this.close()
  }

  /** Who leaves without having read everything makes the kernel send RST instead of FIN; shutting down first would hide that. */
  async #closeUnread(): Promise<void> {
    this.leaving = true
    if (!this.#attached.queue.ending) await Promise.race([this.#attached.queue.flushed(), this.#attached.closed])
    this.event({ name: 'closed', words: 'closed while paused', did: 'close', ends: 'all' })
    this.#attached.leave()
    await this.#attached.closed
  }

  async reset(): Promise<void> {
    const { socket, below } = this
    if (socket.destroyed) return
    if (this.#behaviour.ends !== undefined)
      throw problemError('step-failed', 'a Unix socket cannot be reset', 'use close, or TCP', 'failed')
    this.leaving = true
    noteReset(this)
    this.#receiver.end(this)
    this.event({ name: 'reset-sent', words: 'RST sent', did: 'reset', ends: 'all' })
    // Node 20 crashes when a TLS socket that has a session ticket to write is destroyed in the same turn as the one below.
    if (below !== socket) below.once('close', () => socket.destroy())
    below.resetAndDestroy()
    await this.#attached.closed
  }
  state(): string {
    return this.#condition.shown(this.#attached.reading.shown, this.remark ?? this.#behaviour.remark?.())
  }

  async stop({ grace }: { readonly grace: number }): Promise<void> {
    const { socket } = this
    if (!socket.destroyed && (socket.connecting || this.paused)) socket.destroy()
    if (socket.destroyed) return this.#attached.closed
    const timer = setTimeout(() => socket.destroy(), grace)
    this.endAlong()
    this.hold(false)
    await this.#attached.closed
    clearTimeout(timer)
  }

  #ended(): void {
    const { socket, below } = this
    this.#receiver.end(this)
    if (endedByReset(below) && !answersOurEnd(this, this.#attached.queue)) {
      this.event(resetReceived)
      return void socket.destroy()
    }
    this.event(finReceived)
    const { allowHalfOpen, ended } = this.#behaviour
    if (ended?.(this) !== true && allowHalfOpen !== true) this.endAlong()
  }

  event(event: LaneEvent): void {
    this.#condition.event(event, this)
  }
}
