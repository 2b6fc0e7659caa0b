import type { Socket } from 'node:net'
import { endsOf, refuse, type Actor, type Facts, type Happening, type Lane } from '../../../src/plugin.ts'
import { Decoder, type Encoding } from './decoder.ts'
import { happeningOf } from './errors.ts'
import { factsOfEnds, factsOfFlow } from './facts.ts'
import { endedByReset, startReading, stopReading } from './handle.ts'
import type { Manner, Talk } from './manner.ts'
import { Pump } from './pump.ts'
import { QuietPeer } from './quiet-peer.ts'
import { change } from './settings.ts'

/**
 * One stream of bytes as an actor: what it hears and what happens to it goes to its lane. Its socket must be made with
 * `allowHalfOpen: true`; whether our side ends with the peer's is decided here, so that FIN and RST can be told apart first.
 */
export class Connection implements Actor, Talk {
  readonly socket: Socket
  readonly lane: Lane
  /** A step of ours has ended this side. */
  leaving = false
  closing = false
  ends: { readonly local?: string; readonly remote?: string } = {}
  readonly #manner: Manner
  readonly #pump: Pump
  readonly #closed: Promise<void>
  #decoder: Decoder | undefined
  #facts: Facts
  #paused: boolean
  #held = false
  #over = false
  #state = 'not connected'
  /** While `close` waits for the peer. */
  #quiet: QuietPeer | undefined

  constructor(socket: Socket, lane: Lane, manner: Manner) {
    this.socket = socket
    this.lane = lane
    this.#manner = manner
    this.#facts = manner.facts ?? {}
    this.#paused = manner.paused === true
    this.decodeAs(manner.encoding)
    this.#pump = new Pump(socket, () => {
      lane.happened({ name: 'drain', aside: true })
      manner.drained?.(this)
    })
    this.#closed = new Promise((resolve) => {
      socket.once('close', () => {
        this.tell({ name: 'close', silent: true, ends: 'all' })
        resolve()
      })
    })
    socket.on('data', (chunk: Buffer) => {
      this.#quiet?.heard()
      if (manner.heard === undefined) this.hear(chunk)
      else manner.heard(chunk, this)
    })
    socket.once('end', () => this.#ended())
    socket.once('finish', () => this.#finished())
    socket.on('error', (error) => {
      this.#heardAll()
      this.tell(happeningOf(error))
    })
    socket.on('timeout', () => lane.happened({ name: 'timeout', aside: true }))
    if (manner.timeout !== undefined) socket.setTimeout(manner.timeout)
    if (!socket.connecting && socket.readyState !== 'closed') this.opened()
  }

  /** The connection is up: from now on it has ends and facts. */
  opened(): void {
    const { socket } = this
    this.ends = this.#manner.ends ?? endsOf(socket)
    this.#state = 'connected'
    this.#facts = { ...factsOfEnds(socket), ...this.#facts }
  }

  hear(bytes: Buffer): void {
    const heard = this.#decoder === undefined ? bytes : this.#decoder.decode(bytes)
    if (heard.length > 0) this.lane.hear(heard)
  }

  decodeAs(encoding: Encoding | undefined): void {
    this.#hearRest()
    this.#decoder = encoding === undefined ? undefined : new Decoder(encoding)
  }

  get keepAliveDelay(): number {
    return this.#manner.keepAliveDelay ?? 0
  }
  get paused(): boolean {
    return this.#paused
  }
  get ending(): boolean {
    return this.leaving || this.#pump.ending || this.socket.destroyed
  }

  facts(): Facts {
    return { ...this.#facts, ...factsOfFlow(this.socket, this.#pump.pending) }
  }

  encode(bytes: Uint8Array, type: 'text' | 'binary'): Uint8Array {
    return this.#manner.encode?.(bytes, type) ?? bytes
  }

  send(bytes: Uint8Array, { times }: { readonly times: number }): void {
    this.#pump.send(bytes, times)
  }

  write(bytes: Uint8Array): boolean {
    this.lane.sent(bytes)
    return this.#pump.send(bytes, 1)
  }

  hold(held: boolean): void {
    this.#held = held
    this.#read()
  }

  pause(): void {
    this.#paused = true
    this.#read()
  }
  resume(): void {
    this.#paused = false
    this.#read()
  }
  #read(): void {
    if (this.#paused || this.#held) stopReading(this.socket)
    else startReading(this.socket)
  }

  set(option: string, value: unknown): string | undefined {
    return change(this, option, value)
  }

  busy(): boolean {
    const { socket } = this
    if (socket.destroyed) return !this.#over
    const sending =
      this.#pump.pending > 0 || socket.writableLength > 0 || socket.writableEnded !== socket.writableFinished
    return socket.connecting || sending || (!this.#paused && socket.readableLength > 0)
  }

  async end(): Promise<void> {
    if (!this.#pump.ending) this.leaving = true
    if (this.socket.writableFinished || this.socket.destroyed) return
    const finished = new Promise<void>((resolve) => this.socket.once('finish', resolve))
    this.#pump.end()
    await Promise.race([finished, this.#closed])
  }

  endAlong(): void {
    this.#pump.end()
  }

  async close(): Promise<void> {
    const { socket } = this
    if (socket.destroyed) return this.#closed
    this.closing = true
    if (this.#paused) return this.#closeUnread()
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
    if (!this.#pump.ending)
      await Promise.race([new Promise<void>((resolve) => this.#pump.flush(resolve)), this.#closed])
    this.tell({ name: 'closed', words: 'closed while paused', ends: 'all' })
    this.socket.destroy()
    await this.#closed
  }

  async reset(): Promise<void> {
    const { socket } = this
    if (socket.destroyed) return
    if (this.#manner.ends !== undefined)
      throw refuse('step-failed', 'a Unix socket cannot be reset', 'use close, or TCP', 'failed')
    this.leaving = true
    this.#heardAll()
    this.tell({ name: 'reset-sent', words: 'RST sent', ends: 'all' })
    socket.resetAndDestroy()
    await this.#closed
  }

  state(): string {
    const remark = this.#manner.remark?.()
    const paused = this.#paused && !this.#over ? ', reading paused' : ''
    return `${this.#state}${paused}${remark === undefined ? '' : `, ${remark}`}`
  }

  async stop({ grace }: { readonly grace: number }): Promise<void> {
    const { socket } = this
    if (!socket.destroyed && (socket.connecting || this.#paused)) socket.destroy()
    if (socket.destroyed) return this.#closed
    const timer = setTimeout(() => socket.destroy(), grace)
    this.endAlong()
    this.hold(false)
    await this.#closed
    clearTimeout(timer)
  }

  #ended(): void {
    const { socket } = this
    this.#heardAll()
    if (endedByReset(socket)) {
      this.tell({ name: 'reset', code: 'ECONNRESET', words: 'RST received', ends: 'all' })
      socket.destroy()
      return
    }
    this.tell({ name: 'end', words: 'FIN received', ends: 'hearing' })
    if (this.#manner.allowHalfOpen !== true) this.endAlong()
  }

  /** A FIN of our own is a row of the step that sent it; one that only answers the peer's is none. */
  #finished(): void {
    this.tell({ name: 'fin-sent', words: 'FIN sent', ...(this.leaving ? {} : { silent: true }) })
  }

  /** Something has happened, in the kind's own words; nothing can after the last. */
  tell(event: Happening): void {
    if (this.#over) return
    if (event.ends === 'all') this.#over = true
    if (event.silent !== true) this.#state = event.words ?? event.name
    else if (event.ends === 'all') this.#state = `closed (${this.#state})`
    this.lane.happened(this.#manner.telling?.(event, this) ?? event)
  }

  #allHeard = false
  #heardAll(): void {
    if (this.#allHeard) return
    this.#allHeard = true
    this.#manner.heardAll?.(this)
    this.#hearRest()
  }
  #hearRest(): void {
    const rest = this.#decoder?.end()
    if (rest !== undefined && rest.length > 0) this.lane.hear(rest)
  }
}
