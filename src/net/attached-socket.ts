import type { Socket } from 'node:net'
import type { Facts, LaneEvent, Traffic } from '../model/actor.ts'
import { ByteQueue } from './byte-queue.ts'
import { addTraffic, factsOfFlow, isMoving, noTraffic, trafficOf } from './facts.ts'
import { Reading } from './reading.ts'
import { ReadingSocket, type Taker } from './reading-socket.ts'
import { passDirectly, passNoLonger } from './direct-data.ts'

/** What a socket reports to its connection. */
export interface SocketListeners {
  data(chunk: Buffer): void
  end(): void
  finish(): void
  error(error: Error): void
  timeout(): void
  close(): void
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
  /** Resolves when the close has been reported to the connection. */
  readonly closed: Promise<void>
  /** What went over the sockets that it took the place of. */
  #before = noTraffic
  readonly #listeners: SocketListeners

  /** `drained` as for `ByteQueue`; `taker` is offered what no pause stands in the way of. */
  constructor(socket: Socket, listeners: SocketListeners, drained: () => void, taker: Taker) {
    this.socket = socket
    this.reading = new Reading(socket)
    this.queue = new ByteQueue(socket, drained)
    this.#listeners = listeners
    if (socket instanceof ReadingSocket) socket.taker = (bytes) => this.reading.left === undefined && taker(bytes)
    this.#each((name, listener) => socket.on(name, listener))
    passDirectly(socket, (chunk) => listeners.data(chunk))
    this.closed = new Promise((resolve) => void socket.once('close', () => resolve()))
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
    former.#each((name, listener) => below.off(name, listener))
    if (below instanceof ReadingSocket) below.taker = undefined
    passNoLonger(below)
    this.#before = before
    this.socket.setTimeout(below.timeout ?? 0)
    below.setTimeout(0)
    if (former.reading.paused) this.reading.pause(true)
    else if (former.reading.left !== undefined) this.reading.pause(true, former.reading.left)
  }

  // oxlint-disable-next-line typescript/no-explicit-any -- as Node types the listeners of an emitter.
  #each(act: (name: string, listener: (...given: any[]) => void) => void): void {
    for (const [name, listener] of Object.entries(this.#listeners)) act(name, listener)
  }
}
