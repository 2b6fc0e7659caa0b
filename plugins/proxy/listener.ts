import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { listenOn, netAddressOf, shownAddress, type Lane } from '../../src/plugin.ts'

/** A listening socket that can refuse new connections for a while, and keeps its port meanwhile unless another socket takes it. */
export class SwitchedListener {
  port = 0
  #server: Server | undefined
  readonly #lane: Lane
  readonly #accept: (socket: Socket) => void

  constructor(lane: Lane, accept: (socket: Socket) => void) {
    this.#lane = lane
    this.#accept = accept
  }

  get listening(): boolean {
    return this.#server !== undefined
  }

  /** `localhost:9000`. */
  get shown(): string {
    return shownAddress(netAddressOf({ port: this.port }))
  }

  /** Listens; on the same port again when it has listened before. */
  async open(port: number): Promise<void> {
    if (this.#server !== undefined) return
    const server = createServer({ allowHalfOpen: true, noDelay: true }, this.#accept)
    await listenOn(server, netAddressOf({ port }), { lane: this.#lane, option: 'bind' })
    this.port = (server.address() as AddressInfo).port
    this.#server = server
  }

  /** From now on the kernel answers new connections with ECONNREFUSED; those that are there go on. */
  close(): void {
    this.#server?.close()
    this.#server = undefined
  }
}
