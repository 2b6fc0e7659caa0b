import type { Socket } from 'node:net'
import { codeOf, endedByReset } from '../../net/index.ts'
import type { Tape } from './tape.ts'

/** How long what was written before an RST may take to leave (milliseconds). */
const patience = 1000

type End = 'client' | 'server'

/** Changes what one end sends before the other receives it; the tape has what was sent. No bytes at its end: what it held back. */
export type Rewrite = (bytes: Uint8Array) => Uint8Array | Promise<Uint8Array>

export interface Link {
  readonly number: number
  readonly client: Socket
  /** Connected, or about to be. */
  readonly server: Socket
  readonly tape: Tape
  readonly rewrite?: { readonly [end in End]?: Rewrite | undefined }
  /** Both sockets are closed. */
  closed(summary: RelaySummary): void
}

/** What a connection carried. */
export interface RelaySummary {
  readonly number: number
  readonly up: number
  readonly down: number
  /** Why the server could not be reached. */
  readonly unreachable?: string
}

/** Passes bytes, FIN and RST of one connection both ways, as fast as the reader reads, and notes each on the tape. */
export class StreamRelay {
  readonly #link: Link
  readonly #bytes = { client: 0, server: 0 }
  #unreachable: string | undefined
  #reached = false
  #reset = false
  #open = 2

  constructor(link: Link) {
    this.#link = link
    const { client, server } = link
    this.#reached = !server.connecting
    server.once('connect', () => (this.#reached = true))
    this.#pass('client', client, server)
    this.#pass('server', server, client)
  }

  /** The relay is over: neither side receives anything more. */
  destroy(): void {
    this.#link.client.destroy()
    this.#link.server.destroy()
  }

  #pass(from: End, source: Socket, sink: Socket): void {
    const { number, tape } = this.#link
    const rewrite = this.#link.rewrite?.[from]
    let passed = Promise.resolve()
    const behind = (act: () => void) => void passed.then(act)
    source.on('data', (bytes: Buffer) => {
      this.#bytes[from] += bytes.length
      tape.sent(number, from, bytes)
      if (rewrite === undefined) return write(bytes, source, sink)
      passed = passed.then(async () => write(await rewrite(bytes), source, sink))
    })
    source.on('end', () => {
      if (endedByReset(source)) return behind(() => this.#broken(from))
      tape.note({ type: 'end', connection: number, from })
      void passed.then(async () => {
        if (rewrite !== undefined) write(await rewrite(new Uint8Array()), source, sink)
        sink.end()
      })
    })
    source.on('error', (error) => behind(() => this.#failed(from, error)))
    source.on('close', () => {
      // A side that is gone without an end leaves nobody to write to.
      behind(() => {
        if (sink.writable && !this.#reset) sink.end()
        this.#gone()
      })
    })
  }

  #failed(from: End, error: Error): void {
    if (from === 'server' && !this.#reached) {
      this.#unreachable = codeOf(error)
      this.#reset = true
      return resetSocket(this.#link.client)
    }
    if (['ECONNRESET', 'EPIPE'].includes(codeOf(error))) return this.#broken(from)
    this.#link.tape.note({ type: 'note', text: `connection ${this.#link.number}: ${codeOf(error)} at the ${from}` })
    this.#broken(from)
  }

  /** An RST has come from this side: the other gets one, behind what was sent before it. */
  #broken(from: End): void {
    if (this.#reset) return
    this.#reset = true
    const { number, tape, client, server } = this.#link
    tape.note({ type: 'reset', connection: number, from })
    const [source, sink] = from === 'client' ? [client, server] : [server, client]
    source.destroy()
    const timer = setTimeout(() => resetSocket(sink), patience)
    sink.once('close', () => clearTimeout(timer))
    // An empty write is over when all before it are.
    sink.write('', () => resetSocket(sink))
  }

  #gone(): void {
    this.#open--
    if (this.#open > 0) return
    const { number, closed } = this.#link
    const unreachable = this.#unreachable === undefined ? {} : { unreachable: this.#unreachable }
    closed({ number, up: this.#bytes.client, down: this.#bytes.server, ...unreachable })
  }
}

function write(bytes: Uint8Array, source: Socket, sink: Socket): void {
  if (bytes.length === 0 || !sink.writable || sink.write(bytes)) return
  source.pause()
  const resume = () => {
    sink.off('drain', resume)
    sink.off('close', resume)
    source.resume()
  }
  sink.on('drain', resume)
  sink.on('close', resume)
}

/** A Unix socket has no RST, and TLS none of its own. */
function resetSocket(socket: Socket): void {
  if (socket.destroyed) return
  try {
    socket.resetAndDestroy()
  } catch {
    socket.destroy()
  }
}
