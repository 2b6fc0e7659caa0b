import type { Socket } from 'node:net'

/** How long a peer that does not end after our FIN may be silent, in milliseconds. */
const patience = 1000

/** How often the event loop must turn behind that: some milliseconds where nothing else is to be done, and much longer where all is late. */
const enoughTurns = 1024

/** Gives up a peer that sends nothing more and does not end either: its socket is destroyed. */
export class QuietPeer {
  readonly #socket: Socket
  readonly #timer: NodeJS.Timeout

  constructor(socket: Socket) {
    this.#socket = socket
    this.#timer = setTimeout(() => this.#giveUp(), patience)
  }

  /** It has sent something, and has all its time again. */
  received(): void {
    this.#timer.refresh()
  }

  gone(): void {
    clearTimeout(this.#timer)
  }

  /**
   * On a busy machine the timer may fire before our FIN has even reached a peer in this process. Its answer takes a turn of polling for
   * each step of the way, and there are many where a relay of this process hands on in pieces, so many pass before the verdict.
   */
  #giveUp(turns = enoughTurns): void {
    const before = this.#socket.bytesRead
    setImmediate(() => {
      if (this.#socket.destroyed) return
      if (this.#socket.bytesRead !== before) this.received()
      else if (turns > 1) this.#giveUp(turns - 1)
      else this.#socket.destroy()
    })
  }
}
