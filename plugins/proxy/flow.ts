import type { Socket } from 'node:net'
import type { Direction, Fault } from './fault.ts'
import { Trigger } from './trigger.ts'

/** Bytes held back before the source is no longer read, as a kernel's window would be full. */
const highWater = 1 << 20
/** After data an RST is held back so long, so that a reader has the data first; nothing tells when it has (milliseconds). */
const gap = 30

/** What is on its way: bytes, or what comes behind the last of them. */
type Item = { readonly due: number } & ({ readonly bytes: Buffer; readonly width: number } | { readonly end: 'fin' | 'rst' | 'fault-fin' | 'fault-rst' })

interface Surroundings {
  readonly direction: Direction
  readonly source: Socket
  readonly sink: Socket
  /** From 0 up to 1. */
  draw(): number
  now(): number
  /** A fault with an effect of its own has come into force behind so many bytes. */
  struck(fault: Fault, passed: number): void
  /** An RST has to go out, to the sink (what the source did) or where the fault says. */
  reset(where: Direction | 'both'): void
}

/** One direction of one connection: everything that comes from the source, in its order, as the faults let it through. */
export class Flow {
  passed = 0
  triggers: Trigger[] = []
  readonly #around: Surroundings
  readonly #queue: Item[] = []
  #waiting = 0
  #pumping = false
  #ready = false
  #over = false
  #finSent = false
  #lastDue = 0
  #freeAt = 0
  #lastWrite = 0
  #timer: NodeJS.Timeout | undefined
  #wake: (() => void) | undefined

  constructor(around: Surroundings) {
    this.#around = around
  }

  /** True while something is on its way that nothing holds. */
  get busy(): boolean {
    return !this.#over && this.#queue.length > 0 && !this.#stopped
  }

  /** True when its FIN has gone out. */
  get finished(): boolean {
    return this.#finSent
  }

  /** The sink is connected: what has come meanwhile may go. */
  open(): void {
    this.#ready = true
    void this.#pump()
  }

  add(fault: Fault): void {
    const trigger = new Trigger(fault)
    const { after } = fault
    if (after?.bytes !== undefined && after.bytes <= this.passed) trigger.inForce = true
    this.triggers.push(trigger)
    if (trigger.inForce) this.#strike(trigger)
  }

  clear(): void {
    this.triggers = []
    this.#freeAt = 0
    this.#wake?.()
    void this.#pump()
  }

  bytes(chunk: Buffer): void {
    let rest = chunk
    while (rest.length > 0) {
      const { at, trigger } = this.#nextPlace(rest)
      this.#put(rest.subarray(0, at))
      rest = rest.subarray(at)
      if (trigger === undefined) continue
      trigger.inForce = true
      this.#strike(trigger)
    }
    if (this.#waiting > highWater) this.#around.source.pause()
  }

  end(how: 'fin' | 'rst'): void {
    this.#enqueue({ end: how, due: this.#due() })
  }

  stop(): void {
    this.#over = true
    this.#queue.length = 0
    clearTimeout(this.#timer)
    this.#wake?.()
  }

  get #stopped(): boolean {
    return this.#inForce('stop')
  }

  #inForce(effect: keyof Fault): boolean {
    return this.triggers.some((trigger) => trigger.inForce && trigger.fault[effect] !== undefined)
  }

  /** The smallest or only setting of all faults in force. */
  #setting(effect: 'latency' | 'jitter' | 'bandwidth' | 'slice'): number | undefined {
    for (const trigger of this.triggers.toReversed()) {
      if (trigger.inForce && trigger.fault[effect] !== undefined) return trigger.fault[effect]
    }
    return undefined
  }

  /** Where in these bytes the first waiting fault comes into force; a line's place is remembered until its bytes are passed. */
  #nextPlace(bytes: Buffer): { at: number; trigger?: Trigger } {
    let at = bytes.length
    let first: Trigger | undefined
    for (const trigger of this.triggers) {
      if (trigger.inForce) continue
      const place = this.#places.get(trigger) ?? this.#ask(trigger, bytes)
      if (place === undefined || place - this.passed > at || (first !== undefined && place - this.passed >= at)) continue
      at = place - this.passed
      first = trigger
    }
    return first === undefined ? { at } : { at, trigger: first }
  }

  /** Absolute places that have been found in bytes not passed yet. */
  readonly #places = new Map<Trigger, number>()
  readonly #asked = new Map<Trigger, number>()

  #ask(trigger: Trigger, bytes: Buffer): number | undefined {
    const asked = Math.max(this.#asked.get(trigger) ?? 0, this.passed)
    const end = this.passed + bytes.length
    if (asked >= end) return undefined
    const found = trigger.reached(bytes.subarray(asked - this.passed), asked)
    this.#asked.set(trigger, end)
    if (found === undefined) return undefined
    this.#places.set(trigger, asked + found)
    return asked + found
  }

  #strike(trigger: Trigger): void {
    const { fault } = trigger
    this.#around.struck(fault, this.passed)
    if (fault.reset === true) this.#enqueue({ end: 'fault-rst', due: this.#due() })
    else if (fault['half-close'] === true) this.#enqueue({ end: 'fault-fin', due: this.#due() })
  }

  /** Takes bytes whose faults are known; corrupts and cuts them. */
  #put(bytes: Buffer): void {
    if (bytes.length === 0) return
    this.passed += bytes.length
    const own = this.#corrupted(bytes)
    const slice = this.#setting('slice')
    const bandwidth = this.#setting('bandwidth')
    // A slow line shows as a trickle, not as one late heap: a tenth of a second at a time.
    const longest = Math.max(1, Math.min(own.length, slice ?? own.length, bandwidth === undefined ? own.length : Math.ceil(bandwidth / 10)))
    for (let from = 0; from < own.length; ) {
      const width = slice === undefined ? longest : 1 + Math.floor(this.#around.draw() * longest)
      const piece = own.subarray(from, from + width)
      from += piece.length
      const way = bandwidth === undefined ? 0 : (piece.length * 1000) / bandwidth
      this.#freeAt = Math.max(this.#freeAt, this.#around.now()) + way
      this.#enqueue({ bytes: piece, width: slice ?? 0, due: this.#due() })
    }
  }

  #corrupted(bytes: Buffer): Buffer {
    let own = bytes
    for (const trigger of this.triggers) {
      if (!trigger.inForce || trigger.corrupt === 0) continue
      const count = Math.min(trigger.corrupt, own.length)
      if (own === bytes) own = Buffer.from(bytes)
      for (let at = 0; at < count; at++) own[at] = (own[at] ?? 0) ^ 1
      trigger.corrupt -= count
    }
    return own
  }

  /** When what comes now arrives at the earliest; 0 for at once. Nothing overtakes what came before it. */
  #due(): number {
    const latency = this.#setting('latency')
    const jitter = this.#setting('jitter')
    const bandwidth = this.#setting('bandwidth')
    if (latency === undefined && jitter === undefined && bandwidth === undefined) return this.#queue.length === 0 ? 0 : this.#lastDue
    const varied = (latency ?? 0) + (jitter === undefined ? 0 : (this.#around.draw() * 2 - 1) * jitter)
    const from = bandwidth === undefined ? this.#around.now() : Math.max(this.#freeAt, this.#around.now())
    this.#lastDue = Math.max(this.#lastDue, from + Math.max(0, varied))
    return this.#lastDue
  }

  #enqueue(item: Item): void {
    if (this.#over) return
    this.#queue.push(item)
    if ('bytes' in item) this.#waiting += item.bytes.length
    void this.#pump()
  }

  async #pump(): Promise<void> {
    if (this.#pumping || !this.#ready) return
    this.#pumping = true
    for (let item = this.#queue[0]; item !== undefined && !this.#over; item = this.#queue[0]) {
      if (this.#stopped && !('end' in item && item.end.startsWith('fault'))) break
      if (item.due > this.#around.now()) {
        await this.#until(item.due)
        continue
      }
      if ('bytes' in item) await this.#write(item.bytes, item.width > 0)
      else await this.#finish(item.end)
      if (this.#over) break
      this.#queue.shift()
      if ('bytes' in item) this.#waiting -= item.bytes.length
      if (this.#waiting <= highWater / 2 && this.#around.source.isPaused()) this.#around.source.resume()
    }
    this.#pumping = false
  }

  /** Every segment is a write of its own, handed to the kernel before the next; sliced ones have a turn between. */
  async #write(bytes: Buffer, sliced: boolean): Promise<void> {
    const { sink } = this.#around
    if (!sink.writable) return
    await new Promise<void>((resolve) => sink.write(bytes, () => resolve()))
    this.#lastWrite = this.#around.now()
    if (sliced) await new Promise((resolve) => setImmediate(resolve))
  }

  async #finish(how: 'fin' | 'rst' | 'fault-fin' | 'fault-rst'): Promise<void> {
    const { sink, direction } = this.#around
    if (how === 'fin' || how === 'fault-fin') {
      this.#finSent = true
      if (sink.writable) sink.end()
      return
    }
    if (this.#lastWrite > 0) await this.#until(this.#lastWrite + gap)
    if (this.#over) return
    if (how === 'rst') return this.#around.reset(direction)
    const fault = this.triggers.find((trigger) => trigger.inForce && trigger.fault.reset === true)?.fault
    this.#around.reset(fault?.direction ?? 'both')
  }

  async #until(due: number): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#wake = resolve
      this.#timer = setTimeout(resolve, Math.max(0, due - this.#around.now()))
    })
    clearTimeout(this.#timer)
    this.#wake = undefined
  }
}
