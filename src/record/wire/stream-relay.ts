import type { Socket } from 'node:net'
import { codeOf, endedByReset } from '../../net/index.ts'
import { resetSocket } from '../../net/reset-socket.ts'
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
  /** The client begins TLS in the middle of the connection: both sockets are somebody else's from then on. */
  readonly secures?: () => void
  /** The client begins with TLS, which cannot be read. */
  readonly unreadable?: () => void
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
  readonly #undo: (() => void)[] = []

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
    this.#on(source, 'data', (bytes: Buffer) => {
      if (from === 'client' && beginsTls(bytes)) {
        if (this.#link.secures !== undefined && this.#bytes.server > 0) return this.#handOver(bytes)
        if (this.#bytes.client === 0) this.#link.unreadable?.()
      }
      this.#bytes[from] += bytes.length
      tape.sent(number, from, bytes)
      if (rewrite === undefined) return write(bytes, source, sink)
      passed = passed.then(async () => write(await rewrite(bytes), source, sink))
    })
    this.#on(source, 'end', () => {
      if (endedByReset(source)) return behind(() => this.#broken(from))
      tape.note({ type: 'end', connection: number, from })
      void passed.then(async () => {
        if (rewrite !== undefined) write(await rewrite(new Uint8Array()), source, sink)
        sink.end()
      })
    })
    this.#on(source, 'error', (error: Error) => behind(() => this.#failed(from, error)))
    this.#on(source, 'close', () => {
      // A side that is gone without an end leaves nobody to write to.
      behind(() => {
        if (sink.writable && !this.#reset) sink.end()
        this.#gone()
      })
    })
  }

  #on<Event extends keyof Heard>(socket: Socket, event: Event, listener: (argument: Heard[Event]) => void): void {
    const heard = (argument: unknown): void => listener(argument as Heard[Event])
    socket.on(event, heard)
    this.#undo.push(() => socket.off(event, heard))
  }

  #handOver(hello: Buffer): void {
    const { client, server, secures } = this.#link
    for (const undo of this.#undo) undo()
    client.pause()
    client.unshift(hello)
    server.pause()
    secures?.()
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

/** Events of a socket and what they bring. */
interface Heard {
  data: Buffer
  end: undefined
  error: Error
  close: unknown
}

/** A handshake record (RFC 8446, section 5.1). */
const beginsTls = (bytes: Uint8Array): boolean => bytes[0] === 0x16 && bytes[1] === 0x03

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
