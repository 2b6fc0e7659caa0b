import { createServer, type Server, type Socket } from 'node:net'
import { refuse } from '../../src/plugin.ts'

/** A listening socket that can refuse new connections for a while, and keeps its port meanwhile if nobody takes it. */
export class Listener {
  port = 0
  #server: Server | undefined
  readonly #accept: (socket: Socket) => void

  constructor(accept: (socket: Socket) => void) {
    this.#accept = accept
  }

  get listening(): boolean {
    return this.#server !== undefined
  }

  /** Listens; on the same port again when it has listened before. */
  async open(port: number): Promise<void> {
    if (this.#server !== undefined) return
    const server = createServer({ allowHalfOpen: true, noDelay: true }, this.#accept)
    this.port = await new Promise<number>((resolve, reject) => {
      server.once('error', (error: NodeJS.ErrnoException) => reject(refusalOf(error, port)))
      server.listen({ host: '127.0.0.1', port }, () => {
        server.removeAllListeners('error')
        const address = server.address()
        resolve(typeof address === 'object' && address !== null ? address.port : port)
      })
    })
    this.#server = server
  }

  /** From now on new connections are refused by the kernel; those that are there go on. */
  close(): void {
    this.#server?.close()
    this.#server = undefined
  }
}

function refusalOf(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code === 'EADDRINUSE') {
    return refuse('port-in-use', `port ${port} is in use by another program`, 'leave “bind” out to get a free one')
  }
  if (error.code === 'EACCES') return refuse('not-permitted', `this user may not listen on port ${port}`)
  return refuse('cannot-start', `cannot listen on port ${port}: ${error.message}`)
}
