import type { Socket } from 'node:net'
import { Delivery, type Item } from './delivery.ts'
import { endsConnections } from './effects.ts'
import type { Direction, Fault, FollowedFault } from './fault.ts'
import { Silence } from './silence.ts'
import { Shaper, type Piece } from './shaper.ts'
import { Trigger } from './trigger.ts'

interface Environment {
  readonly direction: Direction
  /** The number of its connection. */
  readonly connection: number
  readonly source: Socket
  readonly sink: Socket
  /** Of the Unix socket that the sink is connected to. */
  readonly path?: string | undefined
  draw(): number
  now(): number
  /** A fault has come into force, or affects something for the first time; `again` when its place has come once more. */
  struck(fault: Fault, again: boolean): void
  /** An RST goes out as soon as what was before it has been read: up to the server, down to the client. */
  resets(where: Direction | 'both'): void
  /** An RST goes out. */
  reset(where: Direction | 'both'): void
  /** Both sides get a FIN, so many milliseconds from now, unless that is cleared before. */
  close(milliseconds: number, fault: Fault, isCleared: () => boolean): void
}

const nothing: Buffer = Buffer.alloc(0)

/** One direction of one connection: everything that comes from the source, in its order, as the faults let it through. */
export class Flow {
  #passed = 0
  #triggers: Trigger[] = []
  readonly #environment: Environment
  readonly #shaper: Shaper
  readonly #delivery: Delivery
  /** What comes is lost. */
  #lost = false
  /** What has come and may belong to what a fault is to strike before. */
  #back = nothing
  /** Pieces that go on in one, and how many bytes more belong to it. */
  #joining: { readonly pieces: Piece[]; left: number } | undefined
  readonly #silence: Silence
  /** What a place in this direction brings about. */
  readonly #elsewhere = new Map<Trigger, () => readonly FollowedFault[]>()

  constructor(environment: Environment) {
    this.#environment = environment
    this.#shaper = new Shaper(environment.draw, environment.now)
    this.#silence = new Silence(environment.source, () => this.#flush())
    this.#delivery = new Delivery({ ...environment, holds: (trigger) => this.#holds(trigger) })
  }

  /** Bytes that have reached the sink's kernel. */
  get delivered(): number {
    return this.#delivery.delivered
  }

  /** True while something is on its way that no black hole holds. */
  get busy(): boolean {
    return this.#delivery.busy || this.#silence.isAwaited
  }

  /** The sink is connected: what has come meanwhile may go. */
  open(): void {
    this.#delivery.open()
  }

  /** Has a fault from now on; with `elsewhere`, only its place is looked for here, and what that answers follows. */
  add(fault: Fault, elsewhere?: () => readonly FollowedFault[]): Trigger {
    const trigger = new Trigger(fault, { ...this.#environment, passed: this.#passed })
    this.#triggers.push(trigger)
    if (elsewhere !== undefined) this.#elsewhere.set(trigger, elsewhere)
    fault.account?.follow(trigger)
    if (trigger.inForce) this.#strike(trigger)
    return trigger
  }

  /** Faults are over; what nothing holds any more goes at once. `leftOf` answers what is left of a fault. */
  clear(leftOf: (fault: Fault) => Fault | undefined): void {
    this.#triggers = this.#triggers.filter((trigger) => {
      const fault = leftOf(trigger.fault)
      if (fault !== trigger.fault) trigger.fault.account?.clear()
      trigger.fault = fault ?? trigger.fault
      return fault !== undefined
    })
    this.#flush()
    const left = this.#triggers.filter(({ active }) => active).map(({ fault }) => fault)
    const stays = { late: left.some(isLate), cut: left.some(isCut) }
    this.#shaper.forget(stays)
    this.#delivery.hurry(stays)
    this.#delivery.go()
  }

  /** An RST is about to go to the sink: what comes from now on is lost, since whether it came in time would be a race. */
  lose(): void {
    this.#lost = true
  }

  bytes(chunk: Buffer): void {
    if (this.#lost) return
    // Most connections have no fault, and what passes then costs nothing more than a pipe.
    if (this.#triggers.length === 0 && this.#back.length === 0 && this.#joining === undefined) {
      this.#passed += chunk.length
      return this.#delivery.pass(chunk)
    }
    this.#silence.broken()
    const bytes = this.#back.length === 0 ? chunk : Buffer.concat([this.#back, chunk])
    this.#back = nothing
    this.#back = this.#letThrough(bytes, false)
    if (this.#back.length > 0 || this.#joining !== undefined) this.#silence.wait()
    this.#delivery.pauseWhenFull()
  }

  /** The source has ended, with a FIN or an RST: so does the sink, behind everything that came before. */
  end(what: 'fin' | 'rst'): void {
    if (this.#lost) return
    this.#flush()
    for (const trigger of this.#triggers) if (trigger.meet('end')) this.#environment.struck(trigger.fault, false)
    const due = what === 'fin' ? this.#shaper.dueOfEnd(this.#triggers) : this.#shaper.due(this.#triggers)
    this.#delivery.put({ what, due })
  }

  /** A FIN goes out, behind what has come and before what a black hole holds; later bytes are lost. */
  finish(): void {
    this.#flush()
    this.#interrupt({ what: 'fin', due: this.#shaper.due(this.#triggers) })
  }

  stop(): void {
    this.#silence.broken()
    this.#delivery.stop()
  }

  /** Lets bytes through up to where more of them decide what happens; answers the rest. With `all` nothing is kept back. */
  #letThrough(bytes: Buffer, all: boolean): Buffer {
    for (let rest = bytes; ;) {
      const { at, trigger } = this.#nextPlace(rest)
      const undecided = all ? 0 : Math.max(0, ...this.#triggers.map((each) => each.undecided))
      const decided = Math.max(0, rest.length - undecided)
      const until = Math.min(at, decided)
      // One that may strike again looks for its next place as soon as it is done.
      const length = Math.min(until, ...this.#triggers.map(({ untilDone }) => untilDone))
      if (length > 0) this.#pass(rest.subarray(0, length))
      rest = rest.subarray(length)
      if (length < until) continue
      if (trigger === undefined || at > decided) return rest
      if (trigger.strike()) this.#strike(trigger)
      trigger.rearm()
    }
  }

  #pass(bytes: Buffer): void {
    for (const trigger of this.#triggers) if (trigger.meet('bytes')) this.#environment.struck(trigger.fault, false)
    if (this.#joining !== undefined)
      for (const trigger of this.#triggers) trigger.join = Math.max(0, trigger.join - bytes.length)
    for (const piece of this.#shaper.shape(bytes, this.#triggers)) this.#join(piece)
    this.#passed += bytes.length
    for (const trigger of this.#triggers) trigger.rearm()
  }

  /** What has been kept back goes on as it is: nothing more comes. */
  #flush(): void {
    this.#silence.broken()
    const back = this.#back
    this.#back = nothing
    if (back.length > 0) this.#letThrough(back, true)
    this.#joined()
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
    const elsewhere = this.#elsewhere.get(trigger)
    const isPlaced = (fault.after ?? fault.before) !== undefined
    if (isPlaced || endsConnections(fault)) this.#environment.struck(fault, fault.budget !== undefined)
    if (elsewhere !== undefined) return void (trigger.brought = elsewhere())
    if (isCut(fault)) this.#shaper.begin()
    if (fault.delay !== undefined) this.#shaper.delay(fault.delay)
    if (fault.join !== undefined) this.#joining = { pieces: this.#joining?.pieces ?? [], left: fault.join }
    this.#end(trigger)
  }

  /** What ends, or stops, the stream here. */
  #end(trigger: Trigger): void {
    const { fault } = trigger
    const due = this.#shaper.due(this.#triggers)
    if (fault.reset === true) this.#interrupt({ what: 'rst', due, fault })
    else if (fault.close === true) this.#environment.close(0, fault, () => false)
    else if (fault['half-close'] === true) this.#interrupt({ what: 'fin', due })
    else if (fault.stop === true || fault.timeout !== undefined) this.#hole(trigger)
  }

  #hole(trigger: Trigger): void {
    this.#delivery.put({ what: 'hole', due: 0, trigger })
    const { timeout } = trigger.fault
    if (timeout !== undefined) this.#environment.close(timeout, trigger.fault, () => !this.#holds(trigger))
  }

  #holds(trigger: Trigger): boolean {
    return (
      this.#triggers.includes(trigger) &&
      trigger.active &&
      (trigger.fault.stop === true || trigger.fault.timeout !== undefined)
    )
  }

  /** What a fault does itself comes behind what was kept back, and no black hole holds it. */
  #interrupt(item: Item): void {
    this.#joined()
    this.#delivery.interrupt(item)
  }

  /** A piece goes on by itself, or with the others that it belongs to. */
  #join(piece: Piece): void {
    const joining = this.#joining
    if (joining === undefined) return this.#delivery.put(piece)
    const length = Math.min(joining.left, piece.bytes.length)
    joining.pieces.push({ ...piece, bytes: piece.bytes.subarray(0, length) })
    joining.left -= length
    if (joining.left > 0) return
    this.#joined()
    if (length < piece.bytes.length) this.#join({ ...piece, bytes: piece.bytes.subarray(length), apart: false })
  }

  #joined(): void {
    const [first, ...others] = this.#joining?.pieces ?? []
    this.#joining = undefined
    if (first === undefined) return
    const pieces = [first, ...others]
    const due = Math.max(...pieces.map((piece) => piece.due))
    this.#delivery.put({ bytes: Buffer.concat(pieces.map(({ bytes }) => bytes)), due, apart: first.apart, of: 0 })
  }
}

const isLate = ({ latency, jitter, bandwidth }: Fault): boolean => (latency ?? jitter ?? bandwidth) !== undefined
const isCut = ({ slice, split }: Fault): boolean => (slice ?? split) !== undefined
