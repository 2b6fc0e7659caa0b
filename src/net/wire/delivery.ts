import type { Socket } from 'node:net'
import { readRest } from '../handle.ts'
import type { Direction, Fault } from './fault.ts'
import { moreIsComing } from './reader.ts'
import type { Piece } from './shaper.ts'
import type { Trigger } from './trigger.ts'
import { Waiting } from './waiting.ts'

/** Bytes held back before the source is no longer read, as a kernel's window would be full. */
const highWater = 1 << 20
/** How long an RST waits at most for a reader (milliseconds). */
const patience = 1000
/** How long the rest of a piece may take that the kernel has already (milliseconds). */
const moment = 30

/** What is on its way: a segment, a FIN, an RST (because of a fault or not), or the edge of a black hole. */
export type Item =
  | Piece
  | { readonly due: number; readonly what: 'fin' }
  | { readonly due: number; readonly what: 'rst'; readonly fault?: Fault }
  | { readonly due: number; readonly what: 'hole'; readonly trigger: Trigger }

interface Environment {
  readonly direction: Direction
  readonly source: Socket
  readonly sink: Socket
  /** Of the Unix socket that the sink is connected to. */
  readonly path?: string | undefined
  now(): number
  /** True while the fault of a black hole is there. */
  holds(trigger: Trigger): boolean
  /** An RST goes out as soon as what was before it has been read: up to the server, down to the client. */
  resets(where: Direction | 'both'): void
  /** An RST goes out. */
  reset(where: Direction | 'both'): void
}

/** What one direction of a connection has let through, on its way to the sink: each item at its time, in its order. */
export class Delivery {
  /** Bytes that have reached the sink's kernel. */
  delivered = 0
  readonly #environment: Environment
  #queue: Item[] = []
  #held = 0
  /** Bytes that have passed without a fault and wait for room in the kernel. */
  #unwritten = 0
  #ready = false
  #pumping = false
  /** A FIN or RST has left the queue and has not gone out yet: an RST waits until what was before it has been read. */
  #ending = false
  #over = false
  readonly #waiting: Waiting

  constructor(environment: Environment) {
    this.#environment = environment
    this.#waiting = new Waiting(environment)
  }

  /** True while something is on its way that no black hole holds. */
  get busy(): boolean {
    const [next] = this.#queue
    return !this.#over && !this.#waiting.stalled && (this.#ending || (next !== undefined && !this.#holds(next)))
  }

  /** The sink is connected: what has come meanwhile may go. */
  open(): void {
    this.#ready = true
    this.go()
  }

  /** Bytes without any fault: in one go, unless something is on its way before them. */
  pass(bytes: Buffer): void {
    const { sink, source } = this.#environment
    if (this.#over || !this.#ready || this.#pumping || this.#queue.length > 0 || !sink.writable) {
      this.put({ bytes, due: 0, apart: false, of: 0 })
      return this.pauseWhenFull()
    }
    this.#unwritten += bytes.length
    const room = sink.write(bytes, (error) => {
      this.#unwritten -= bytes.length
      this.#written(bytes, error)
    })
    this.#waiting.written()
    if (room || source.isPaused()) return
    source.pause()
    sink.once('drain', () => source.resume())
  }

  put(item: Item): void {
    if (this.#over) return
    this.#queue.push(item)
    if ('bytes' in item) this.#held += item.bytes.length
    this.go()
  }

  /** What a fault does itself no black hole holds. */
  interrupt(item: Item): void {
    const placeholder = this.#queue.findIndex((each) => this.#holds(each))
    if (placeholder === -1) return this.put(item)
    this.#queue.splice(placeholder, 0, item)
    this.go()
  }

  /** What is late goes at once, and in one piece, unless something makes it late, or cuts it, still. */
  hurry(stays: { readonly late: boolean; readonly cut: boolean }): void {
    if (!stays.late) this.#queue = this.#queue.map((item) => ({ ...item, due: 0 }))
    if (!stays.cut) this.#queue = this.#queue.map((item) => ('bytes' in item ? { ...item, apart: false, of: 0 } : item))
    this.#waiting.hurry()
  }

  /** Goes on with what is not held any more. */
  go(): void {
    void this.#pump()
  }

  pauseWhenFull(): void {
    if (this.#held > highWater) this.#environment.source.pause()
  }

  stop(): void {
    this.#over = true
    this.#queue = []
    this.#waiting.stop()
  }

  #holds(item: Item): boolean {
    return 'what' in item && item.what === 'hole' && this.#environment.holds(item.trigger)
  }

  async #pump(): Promise<void> {
    if (this.#pumping || !this.#ready) return
    this.#pumping = true
    for (let item = this.#queue[0]; item !== undefined; item = this.#queue[0]) {
      if (this.#holds(item)) break
      if (item.due > this.#environment.now()) {
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
    const { sink, source } = this.#environment
    if ('bytes' in item) {
      const bytes = item.of === 0 ? item.bytes : await this.#whole(item)
      if (item.apart) await this.#allRead()
      await this.#write(bytes)
      this.#held -= bytes.length
      if (this.#held <= highWater / 2 && source.isPaused()) source.resume()
    } else if (item.what === 'fin') {
      if (sink.writable) sink.end()
    } else if (item.what === 'rst') {
      const where = item.fault?.direction ?? this.#environment.direction
      this.#environment.resets(where)
      await this.#allRead(patience)
      if (!this.#over) this.#environment.reset(where)
    }
  }

  /** Until what was written before has been read. */
  async #allRead(most?: number): Promise<void> {
    const { sink } = this.#environment
    if (this.#unwritten > 0)
      await new Promise<void>((resolve) => {
        sink.once('close', resolve)
        sink.write('', () => resolve())
      })
    if (this.delivered > 0) await this.#waiting.forReader(most)
  }

  #written(bytes: Buffer, error: Error | null | undefined): void {
    if (error === undefined || error === null) this.delivered += bytes.length
    else readRest(this.#environment.sink)
  }

  /** Every segment is a write of its own, and in the kernel before the next. */
  async #write(bytes: Buffer): Promise<void> {
    const { sink } = this.#environment
    if (!sink.writable) return
    this.#waiting.writing()
    await new Promise<void>((resolve) => {
      sink.once('close', resolve)
      sink.write(bytes, (error) => {
        sink.off('close', resolve)
        this.#written(bytes, error)
        resolve()
      })
    })
    this.#waiting.written()
  }

  /** A piece with what belongs to it and is there already, or in the kernel. */
  async #whole({ bytes, of }: Piece): Promise<Buffer> {
    const { source, now } = this.#environment
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
