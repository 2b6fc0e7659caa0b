import type { wires } from '../../src/plugin.ts'
import type { WrittenFault } from './fault.ts'
import { DatagramTrigger, type NumberedDatagram } from './datagram-trigger.ts'

/** How long the rest of a group of reordered datagrams may take (milliseconds). */
const patience = 30

interface Environment {
  readonly direction: wires.Direction
  readonly connection: number
  draw(): number
  now(): number
  deliver(bytes: Buffer): void
  /** A row of the proxy: what a fault has done here. */
  print(what: string): void
  /** A fault has come to its place here. */
  struck(fault: WrittenFault): void
}

/** A datagram on its way, and when it arrives at the earliest (milliseconds; 0 for at once). */
interface Queued {
  readonly bytes: Buffer
  readonly due: number
}

/** One direction of one client: every datagram, in its order, as the faults let it through. */
export class DatagramFlow {
  readonly #environment: Environment
  #triggers: DatagramTrigger[] = []
  #queue: Queued[] = []
  #passed = 0
  #lastDue = 0
  #freeAt = 0
  #timer: NodeJS.Timeout | undefined
  #silence: NodeJS.Timeout | undefined
  #over = false
  /** What a place in this direction brings about. */
  readonly #elsewhere = new Map<DatagramTrigger, () => readonly wires.FollowedFault[]>()

  constructor(environment: Environment) {
    this.#environment = environment
  }

  /** True while a datagram is on its way that no black hole holds. */
  get busy(): boolean {
    return (this.#queue.length > 0 && !this.#isHeld) || this.#silence !== undefined
  }

  /** Has a fault from now on; with `elsewhere`, only its place is looked for here, and what that answers follows. */
  add(fault: WrittenFault, elsewhere?: () => readonly wires.FollowedFault[]): DatagramTrigger {
    const trigger = new DatagramTrigger(fault, { ...this.#environment, passed: this.#passed })
    this.#triggers.push(trigger)
    if (elsewhere !== undefined) this.#elsewhere.set(trigger, elsewhere)
    fault.account?.follow(trigger)
    return trigger
  }

  /** Faults are over; what nothing holds any more goes at once. `leftOf` answers what is left of a fault. */
  clear(leftOf: (fault: WrittenFault) => WrittenFault | undefined): void {
    this.#release()
    this.#triggers = this.#triggers.filter((trigger) => {
      const fault = leftOf(trigger.fault)
      if (fault !== trigger.fault) trigger.fault.account?.clear()
      trigger.fault = fault ?? trigger.fault
      return fault !== undefined
    })
    if (!this.#triggers.some(({ fault }) => isLate(fault))) {
      this.#lastDue = 0
      this.#freeAt = 0
      this.#queue = this.#queue.map(({ bytes }) => ({ bytes, due: 0 }))
    }
    this.#pump()
  }

  datagram(bytes: Buffer): void {
    this.#passed += 1
    const active = this.#triggers.filter((trigger) => this.#meets(trigger, bytes))
    // Each fault counts this datagram, also one that another fault loses.
    const [isLost, isCorrupt, isTwice] = (['lose', 'corrupt', 'duplicate'] as const).map((effect) =>
      picked(active, effect),
    )
    if (isLost) return this.#says('lost')
    if (isCorrupt) this.#says('corrupted')
    if (isTwice) this.#says('sent twice')
    const own = isCorrupt ? corrupted(bytes) : bytes
    const copies = isTwice ? [own, own] : [own]
    for (const copy of copies) this.#inOrder(copy, active)
  }

  stop(): void {
    this.#over = true
    this.#queue = []
    clearTimeout(this.#timer)
    this.#stopWaiting()
  }

  #says(what: string): void {
    this.#environment.print(`datagram ${this.#passed} ${this.#environment.direction} ${what}`)
  }

  /** Through the first group that is not done, or straight on. */
  #inOrder(bytes: Buffer, active: readonly DatagramTrigger[]): void {
    const reorder = active.find(
      ({ fault, reorder: each }) => fault.datagrams?.reorder !== undefined && each?.done === false,
    )?.reorder
    if (reorder === undefined) return this.#enqueue(bytes)
    this.#stopWaiting()
    this.#reordered(reorder.take({ bytes, number: this.#passed }))
    if (reorder.holds === 0) return
    const silence = setTimeout(() => {
      // What has come meanwhile, on a machine that was busy, is read first.
      setImmediate(() => {
        if (this.#silence === silence) this.#release()
      })
    }, patience)
    this.#silence = silence
  }

  #release(): void {
    this.#stopWaiting()
    for (const { reorder } of this.#triggers) this.#reordered(reorder?.release() ?? [])
  }

  #stopWaiting(): void {
    clearTimeout(this.#silence)
    this.#silence = undefined
  }

  #reordered(group: readonly NumberedDatagram[]): void {
    const order = group.map(({ number }) => number).join(', ')
    if (group.length > 1) this.#environment.print(`datagrams ${this.#environment.direction} sent in the order ${order}`)
    for (const { bytes } of group) this.#enqueue(bytes)
  }

  #enqueue(bytes: Buffer): void {
    if (this.#over) return
    this.#queue.push({ bytes, due: this.#due(bytes.length) })
    this.#pump()
  }

  #due(length: number): number {
    const now = this.#environment.now()
    const active = this.#triggers.filter((trigger) => trigger.inForce && !this.#elsewhere.has(trigger))
    const latest = (effect: 'latency' | 'jitter' | 'bandwidth') =>
      active.findLast(({ fault }) => fault[effect] !== undefined)?.fault[effect]
    const jitter = latest('jitter') ?? 0
    const late = (latest('latency') ?? 0) + (jitter === 0 ? 0 : (this.#environment.draw() * 2 - 1) * jitter)
    const bandwidth = latest('bandwidth')
    if (bandwidth !== undefined) this.#freeAt = Math.max(this.#freeAt, now) + (length * 1000) / bandwidth
    const from = bandwidth === undefined ? 0 : this.#freeAt
    this.#lastDue = Math.max(this.#lastDue, late > 0 ? Math.max(from, now) + late : from)
    return this.#lastDue
  }

  get #isHeld(): boolean {
    return this.#triggers.some(
      (trigger) => trigger.inForce && trigger.fault.stop === true && !this.#elsewhere.has(trigger),
    )
  }

  #pump(): void {
    clearTimeout(this.#timer)
    if (this.#isHeld) return
    for (let next = this.#queue[0]; next !== undefined; next = this.#queue[0]) {
      const left = next.due - this.#environment.now()
      if (left > 0) return void (this.#timer = setTimeout(() => this.#pump(), Math.ceil(left)))
      this.#queue.shift()
      this.#environment.deliver(next.bytes)
    }
  }

  #meets(trigger: DatagramTrigger, bytes: Buffer): boolean {
    const { inForce } = trigger
    const meets = trigger.meets(bytes)
    if (trigger.inForce && !inForce) this.#strike(trigger)
    return meets && !this.#elsewhere.has(trigger)
  }

  #strike(trigger: DatagramTrigger): void {
    const { fault } = trigger
    // What happens to single datagrams has rows of its own.
    if ((fault.after ?? fault.before) !== undefined && fault.datagrams === undefined) this.#environment.struck(fault)
    const elsewhere = this.#elsewhere.get(trigger)
    if (elsewhere !== undefined) trigger.brought = elsewhere()
    else if (fault.delay !== undefined) this.#lastDue = Math.max(this.#lastDue, this.#environment.now()) + fault.delay
  }
}

const isLate = ({ latency, jitter, bandwidth, delay }: WrittenFault): boolean =>
  (latency ?? jitter ?? bandwidth ?? delay) !== undefined

/** Asks each of the faults whether it is for the next datagram. */
function picked(active: readonly DatagramTrigger[], effect: 'lose' | 'corrupt' | 'duplicate'): boolean {
  const asked = active.filter(({ fault }) => fault.datagrams?.[effect] !== undefined)
  return asked.filter((trigger) => trigger[effect]?.next() === true).length > 0
}

/** The lowest bit of the first byte is turned over, as in a stream. */
function corrupted(bytes: Buffer): Buffer {
  const own = Buffer.from(bytes)
  own[0] = (own[0] ?? 0) ^ 1
  return own
}
