import type { Socket } from 'node:net'
import type { Facts, LaneEvent, Traffic } from '../model/actor.ts'
import { ByteQueue } from './byte-queue.ts'
import { addTraffic, factsOfFlow, isMoving, noTraffic, trafficOf } from './facts.ts'
import { Reading } from './reading.ts'
import { ReadingSocket } from './reading-socket.ts'
import { passDirectly, passNoLonger } from './direct-data.ts'

/** What a socket reports to its connection: `large` is a piece as for `Taker`, and `drain` comes as from `ByteQueue`. */
export type SocketEvent = 'data' | 'large' | 'end' | 'finish' | 'error' | 'timeout' | 'drain' | 'close'

/** Given is the chunk or the error; only for `large` the answer matters. */
type Report = (what: SocketEvent, given?: unknown) => boolean | void

/** The sockets of connections. A group has thousands, so what each listens with is the same, and finds its own by its socket. */
interface Held extends Socket {
  [holder]?: AttachedSocket
}
const holder = Symbol('holder')

const listeners = {
  data(this: Held, chunk: Buffer) {
    this[holder]?.report('data', chunk)
  },
  end(this: Held) {
    this[holder]?.report('end')
  },
  finish(this: Held) {
    this[holder]?.report('finish')
  },
  error(this: Held, error: Error) {
    this[holder]?.report('error', error)
  },
  timeout(this: Held) {
    this[holder]?.report('timeout')
  },
  close(this: Held) {
    this[holder]?.reportClose()
  },
}

/** A socket that has been put on top of another. */
export interface Upgraded {
  readonly socket: Socket
  /** So many bytes for it had been read from the socket below already. */
  readonly early: number
  /** What an error of it is on the lane. */
  eventOf(error: Error): LaneEvent
}

/** A socket as the one that a connection talks over now, with its queue; another takes its place when TLS begins. */
export class AttachedSocket {
  readonly socket: Socket
  readonly queue: ByteQueue
  readonly reading: Reading
  /** What went over the sockets that it took the place of. */
  #before = noTraffic
  readonly report: Report
  #closed: Promise<void> | undefined
  #over = false

  constructor(socket: Socket, report: Report) {
    this.socket = socket
    this.report = report
    this.reading = new Reading(socket)
    this.queue = new ByteQueue(socket, () => void report('drain'))
    ;(socket as Held)[holder] = this
    if (socket instanceof ReadingSocket) socket.taker = taker
    each((name, listener) => socket.on(name, listener))
    passDirectly(socket, (chunk) => void report('data', chunk))
  }

  /** Resolves when the close has been reported to the connection. */
  get closed(): Promise<void> {
    return (this.#closed ??= this.#over
      ? Promise.resolve()
      : new Promise((resolve) => void this.socket.once('close', () => resolve())))
  }

  reportClose(): void {
    this.#over = true
    this.report('close')
  }

  traffic(): Traffic {
    return addTraffic(trafficOf(this.socket, this.queue.pending), this.#before)
  }

  facts(): Facts {
    return factsOfFlow(this.socket, this.queue.pending, this.#before)
  }

  get moving(): boolean {
    return isMoving(this.socket, this.queue.pending, this.reading.paused)
  }

  /** Leaves without having read everything, also what has been read already and not been passed on: the kernel would send RST. */
  leave(): void {
    const { socket } = this
    if (socket.readableLength > 0 && socket.remotePort !== undefined && !('encrypted' in socket))
      socket.resetAndDestroy()
    else socket.destroy()
  }

  /** The former socket, over which so much went before, reports nothing any more: the socket on top reports what goes wrong. */
  follow(former: AttachedSocket, before: Traffic): void {
    const { socket: below } = former
    below.on('error', () => {})
    each((name, listener) => below.off(name, listener))
    if (below instanceof ReadingSocket) below.taker = undefined
    passNoLonger(below)
    this.#before = before
    this.socket.setTimeout(below.timeout ?? 0)
    below.setTimeout(0)
    if (former.reading.paused) this.reading.pause(true)
    else if (former.reading.left !== undefined) this.reading.pause(true, former.reading.left)
  }
}

// oxlint-disable-next-line typescript/no-explicit-any -- as Node types the listeners of an emitter.
function each(act: (name: string, listener: (this: Socket, ...given: any[]) => void) => void): void {
  for (const [name, listener] of Object.entries(listeners)) act(name, listener)
}

function taker(this: Held, bytes: Buffer): boolean {
  const held = this[holder]
  return held?.reading.left === undefined && held?.report('large', bytes) === true
}
