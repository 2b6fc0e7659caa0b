import type { Socket } from 'node:net'
import { codeOf, endedByReset, endsOf, shownAddress, type Actor, type Address, type Lane } from '../../src/plugin.ts'
import { effects, type Direction, type Fault } from './fault.ts'
import { Flow } from './flow.ts'
import { drawing } from './random.ts'

interface Setting {
  readonly number: number
  readonly address: Address
  readonly seed: number
  /** The proxy's own output. */
  print(line: string): void
  gone(): void
}

/** One client's connection through the proxy: the client's socket, the server's, and a flow each way. */
export class Link {
  readonly number: number
  readonly #client: Socket
  readonly #server: Socket
  readonly #up: Flow
  readonly #down: Flow
  readonly #setting: Setting
  readonly #reported = new Set<Fault>()
  #connected = false
  /** Sockets whose `close` has come; Node sets `closed` a turn earlier. */
  readonly #closed = new Set<Socket>()

  /** `server` is connected, or about to be. */
  constructor(client: Socket, server: Socket, setting: Setting) {
    this.number = setting.number
    this.#client = client
    this.#setting = setting
    this.#server = server
    this.#up = this.#flow('up', client, this.#server)
    this.#down = this.#flow('down', this.#server, client)
    this.#down.open()
    const up = () => {
      this.#connected = true
      this.#up.open()
    }
    if (server.connecting) server.once('connect', up)
    else up()
  }

  get bytesUp(): number {
    return this.#up.delivered
  }
  get bytesDown(): number {
    return this.#down.delivered
  }
  get busy(): boolean {
    // An RST has left when its socket is closed; before, the other side cannot have received of it.
    const leaving = [this.#client, this.#server].some((socket) => socket.destroyed && !this.#closed.has(socket))
    return this.#server.connecting || this.#up.busy || this.#down.busy || leaving
  }

  add(fault: Fault): void {
    for (const flow of this.#flows(fault.direction, fault)) flow.add(fault)
  }

  clear(direction: Direction | 'both'): void {
    for (const flow of this.#flows(direction)) flow.clear()
  }

  destroy(): void {
    this.#up.stop()
    this.#down.stop()
    this.#client.destroy()
    this.#server.destroy()
  }

  /** The connection as an actor: its lane receives what comes from the client, and on `down` what comes from the server. */
  actor<T>(lane: Lane, apply: (fault: Fault) => T): Actor & { apply(fault: Fault): T } {
    const client = this.#client
    const server = this.#server
    receiveOn(lane, client, undefined)
    receiveOn(lane, server, 'down')
    const ends = endsOf(client)
    let onward: Actor['onward']
    // First of all listeners: an RST that came meanwhile is handed on by the others, and its socket has no ends any more.
    server.prependOnceListener('connect', () => (onward = endsOf(server)))
    client.once('close', () => lane.event({ name: 'close', silent: true, ends: 'all' }))
    return {
      ends,
      get onward() {
        return onward
      },
      facts: () => ({ bytesUp: this.bytesUp, bytesDown: this.bytesDown }),
      apply,
      busy: () => this.busy,
      state: () => (this.#closed.size === 2 ? 'closed' : 'connected'),
      close: async () => this.destroy(),
      stop: async () => this.destroy(),
    }
  }

  #flows(direction: Direction | 'both', fault?: Fault): Flow[] {
    // An RST without a place goes out once, whomever it is for.
    if (fault?.reset === true && fault.after === undefined) return [direction === 'up' ? this.#up : this.#down]
    if (direction === 'both') return [this.#up, this.#down]
    return [direction === 'up' ? this.#up : this.#down]
  }

  #flow(direction: Direction, source: Socket, sink: Socket): Flow {
    const { number, seed } = this.#setting
    const flow = new Flow({
      direction,
      connection: number,
      source,
      sink,
      draw: drawing(seed + 2 * number + (direction === 'up' ? 0 : 1)),
      now: () => performance.now(),
      struck: (fault) => this.#struck(fault, direction),
      reset: (where) => this.#reset(where),
    })
    source.on('data', (bytes: Buffer) => flow.bytes(bytes))
    source.on('end', () => {
      const reset = endedByReset(source)
      flow.end(reset ? 'rst' : 'fin')
      if (reset) source.destroy()
    })
    source.on('error', (error) => this.#failed(source, flow, error))
    source.on('close', () => this.#left(source))
    return flow
  }

  #failed(source: Socket, flow: Flow, error: Error): void {
    if (source === this.#server && !this.#connected) {
      const where = shownAddress(this.#setting.address)
      this.#setting.print(`connection ${this.number}: ${where} cannot be reached (${codeOf(error)})`)
      this.#up.stop()
      this.#client.resetAndDestroy()
      return
    }
    // Whatever else breaks a socket is an RST from its side.
    flow.end('rst')
  }

  #struck(fault: Fault, direction: Direction): void {
    const visible = fault.reset === true || fault['half-close'] === true
    if (this.#reported.has(fault) || !(visible || fault.after !== undefined)) return
    this.#reported.add(fault)
    // A refused connection has the row of its reset, and a clear affects no connection.
    const names = effects.filter((name) => fault[name] !== undefined && name !== 'refuse' && name !== 'clear')
    const { bytes, from, line } = fault.after ?? {}
    const place =
      bytes === undefined
        ? line === undefined
          ? ''
          : ` after ${line.shown} ${direction}`
        : ` after ${bytes}${from === 'now' ? ' more' : ''} bytes ${direction}`
    this.#setting.print(`connection ${this.number}: ${names.join(', ')}${place}`)
  }

  #reset(where: Direction | 'both'): void {
    if (where !== 'down') {
      this.#up.stop()
      if (!this.#server.destroyed) this.#server.resetAndDestroy()
    }
    if (where !== 'up') {
      this.#down.stop()
      if (!this.#client.destroyed) this.#client.resetAndDestroy()
    }
  }

  #left(socket: Socket): void {
    this.#closed.add(socket)
    if (this.#closed.size === 2) this.#setting.gone()
  }
}

/** An RST has no row here: its row stands where it arrives. */
function receiveOn(lane: Lane, socket: Socket, stream: 'down' | undefined): void {
  const on = stream === undefined ? {} : { stream }
  const reset = () => lane.event({ name: 'reset', words: 'RST received', silent: true, ends: 'stream', ...on })
  socket.on('data', (bytes: Buffer) => lane.receive(bytes, on))
  socket.on('error', reset)
  socket.on('end', () => {
    // The flow has looked first: a socket that it has destroyed ended with an RST.
    if (socket.destroyed) reset()
    else lane.event({ name: 'end', words: 'FIN received', ends: 'stream', ...on })
  })
}
