import type { Socket } from 'node:net'
import type { Direction, Fault } from './fault.ts'
import { moreIsComing } from './reader.ts'
import { Shaper, type Piece } from './shaper.ts'
import { Trigger } from './trigger.ts'
import { Waiting } from './waiting.ts'

/** Bytes held back before the source is no longer read, as a kernel's window would be full. */
const highWater = 1 << 20
/** How long an RST waits at most for a reader (milliseconds). */
const patience = 1000
/** How long the rest of a piece may take that the kernel has already (milliseconds). */
const moment = 30

/** What is on its way: a segment, a FIN, an RST (because of a fault or not), or the edge of a black hole. */
type Item =
  | Piece
  | { readonly due: number; readonly what: 'fin' }
  | { readonly due: number; readonly what: 'rst'; readonly fault?: Fault }
  | { readonly due: number; readonly what: 'hole'; readonly trigger: Trigger }

interface Environment {
  readonly direction: Direction
  /** The number of its connection. */
  readonly connection: number
  readonly source: Socket
  readonly sink: Socket
  draw(): number
  now(): number
  /** A fault has come into force. */
  struck(fault: Fault): void
  /** An RST goes out: up to the server, down to the client. */
  reset(where: Direction | 'both'): void
}

/** One direction of one connection: everything that comes from the source, in its order, as the faults let it through. */
export class Flow {
  /** Bytes that have reached the sink's kernel. */
  delivered = 0
  #passed = 0
  #triggers: Trigger[] = []
  readonly #around: Environment
  readonly #shaper: Shaper
  #queue: Item[] = []
  #held = 0
  #ready = false
  #pumping = false
  /** A FIN or RST has left the queue and has not gone out yet: an RST waits until what was before it has been read. */
  #ending = false
  #over = false
  readonly #waiting: Waiting

  constructor(around: Environment) {
    this.#around = around
    this.#waiting = new Waiting(around)
    this.#shaper = new Shaper(around.draw, around.now)
  }

  /** True while something is on its way that no black hole holds. */
  get busy(): boolean {
    const [next] = this.#queue
    return !this.#over && !this.#waiting.stalled && (this.#ending || (next !== undefined && !this.#holds(next)))
  }

  /** The sink is connected: what has come meanwhile may go. */
  open(): void {
    this.#ready = true
    void this.#pump()
  }

  add(fault: Fault): void {
    const trigger = new Trigger(fault, { ...this.#around, passed: this.#passed })
    this.#triggers.push(trigger)
    fault.account?.follow(trigger)
    if (trigger.inForce) this.#strike(trigger)
  }

  /** Without faults again: what was held or late goes at once. */
  clear(): void {
    for (const { fault } of this.#triggers) fault.account?.clear()
    this.#triggers = []
    this.#shaper.forget()
    this.#queue = this.#queue.map((item) => ({ ...item, due: 0, apart: false, of: 0 }))
    this.#waiting.hurry()
    void this.#pump()
  }

  bytes(chunk: Buffer): void {
    let rest = chunk
    for (;;) {
      const { at, trigger } = this.#nextPlace(rest)
      if (at > 0) {
        for (const trigger of this.#triggers) trigger.meet('bytes')
        for (const piece of this.#shaper.shape(rest.subarray(0, at), this.#triggers)) this.#enqueue(piece)
      }
      this.#passed += at
      rest = rest.subarray(at)
      if (trigger === undefined) break
      trigger.inForce = true
      this.#strike(trigger)
    }
    if (this.#held > highWater) this.#around.source.pause()
  }

  /** The source has ended, with a FIN or an RST: so does the sink, behind everything that came before. */
  end(what: 'fin' | 'rst'): void {
    for (const trigger of this.#triggers) trigger.meet('end')
    this.#enqueue({ what, due: this.#shaper.due(this.#triggers) })
  }

  stop(): void {
    this.#over = true
    this.#queue = []
    this.#waiting.stop()
  }

  /** Which waiting fault comes first into force within these bytes, and behind how many of them. */
  #nextPlace(bytes: Buffer): { at: number; trigger?: Trigger } {
    let next: { at: number; trigger?: Trigger } = { at: bytes.length }
    for (const trigger of this.#triggers) {
      if (trigger.inForce) continue
      const place = trigger.placeIn(bytes, this.#passed)
      if (place === undefined) continue
      const at = Math.max(0, place - this.#passed)
      if (next.trigger === undefined || at < next.at) next = { at, trigger }
    }
    return next
  }

  #strike(trigger: Trigger): void {
    const { fault } = trigger
    this.#around.struck(fault)
    if (fault.slice !== undefined || fault.split !== undefined) this.#shaper.begin()
    const due = this.#shaper.due(this.#triggers)
    if (fault.reset === true) this.#interrupt({ what: 'rst', due, fault })
    else if (fault['half-close'] === true) this.#interrupt({ what: 'fin', due })
    else if (fault.stop === true) this.#enqueue({ what: 'hole', due: 0, trigger })
  }

  /** What a fault does itself no black hole holds. */
  #interrupt(item: Item): void {
    const placeholder = this.#queue.findIndex((each) => this.#holds(each))
    if (placeholder === -1) return this.#enqueue(item)
    this.#queue.splice(placeholder, 0, item)
    void this.#pump()
  }

  #holds(item: Item): boolean {
    return 'what' in item && item.what === 'hole' && this.#triggers.includes(item.trigger)
  }

  #enqueue(item: Item): void {
    if (this.#over) return
    this.#queue.push(item)
    if ('bytes' in item) this.#held += item.bytes.length
    void this.#pump()
  }

  async #pump(): Promise<void> {
    if (this.#pumping || !this.#ready) return
    this.#pumping = true
    for (let item = this.#queue[0]; item !== undefined; item = this.#queue[0]) {
      if (this.#holds(item)) break
      if (item.due > this.#around.now()) {
        await this.#waiting.until(item.due)
        continue
      }
      this.#queue.shift()
      this.#ending = 'what' in item
      await this.#deliver(item)
      this.#ending = false
    }
    this.#pumping = false
  }

  async #deliver(item: Item): Promise<void> {
    const { sink, source } = this.#around
    if ('bytes' in item) {
      const bytes = item.of === 0 ? item.bytes : await this.#whole(item)
      if (item.apart && this.delivered > 0) await this.#waiting.forReader()
      await this.#write(bytes)
      this.#held -= bytes.length
      if (this.#held <= highWater / 2 && source.isPaused()) source.resume()
    } else if (item.what === 'fin') {
      if (sink.writable) sink.end()
    } else if (item.what === 'rst') {
      if (this.delivered > 0) await this.#waiting.forReader(patience)
      if (!this.#over) this.#around.reset(item.fault?.direction ?? this.#around.direction)
    }
  }

  /** Every segment is a write of its own, and in the kernel before the next. */
  async #write(bytes: Buffer): Promise<void> {
    const { sink } = this.#around
    if (!sink.writable) return
    await new Promise<void>((resolve) => {
      sink.once('close', resolve)
      sink.write(bytes, (error) => {
        sink.off('close', resolve)
        if (error === undefined || error === null) this.delivered += bytes.length
        resolve()
      })
    })
    this.#waiting.written()
  }

  /** A piece with what belongs to it and is there already, or in the kernel. */
  async #whole({ bytes, of }: Piece): Promise<Buffer> {
    const { source, now } = this.#around
    const pieces = [bytes]
    const last = now() + moment
    for (let looked = false; !this.#over; looked = true) {
      const next = this.#queue[0]
      if (next === undefined) {
        if (looked && (now() > last || !moreIsComing(source))) break
        await new Promise((resolve) => setImmediate(resolve))
        continue
      }
      if (!('bytes' in next) || next.apart || next.due > now()) break
      pieces.push(next.bytes)
      this.#queue.shift()
      // Its last bytes belong to no unfinished piece any more.
      if (next.of !== of) break
    }
    return Buffer.concat(pieces)
  }
}
