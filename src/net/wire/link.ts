import type { Socket } from 'node:net'
import { codeOf } from '../errors.ts'
import { endedByReset } from '../handle.ts'
import { resetSocket } from '../reset-socket.ts'
import { FaultTimers } from './fault-timers.ts'
import { withoutPlace, type Direction, type Fault, type FollowedFault } from './fault.ts'
import { Flow } from './flow.ts'
import { seededRandom } from './random.ts'

interface Setting {
  readonly number: number
  readonly seed: number
  /** Of the server's Unix socket, as it is bound. */
  readonly path?: string | undefined
  /** A fault has come into force, or affects something; called once for each where it does so first, and each time its place comes again. */
  struck(fault: Fault, direction: Direction): void
  /** The server could not be dialled, for this reason. */
  unreachable(code: string): void
  /** Both sockets are closed. */
  gone(): void
}

/** One client's connection through the proxy: the client's socket, the server's, and a flow each way. */
export class Link {
  readonly number: number
  readonly client: Socket
  readonly server: Socket
  readonly #up: Flow
  readonly #down: Flow
  readonly #setting: Setting
  readonly #reported = new Set<Fault>()
  readonly #timers = new FaultTimers()
  #connected = false
  /** Sockets whose `close` has come; Node sets `closed` a turn earlier. */
  readonly #closed = new Set<Socket>()

  /** `server` is connected, or about to be. */
  constructor(client: Socket, server: Socket, setting: Setting) {
    this.number = setting.number
    this.client = client
    this.#setting = setting
    this.server = server
    this.#up = this.#flow('up', client, this.server)
    this.#down = this.#flow('down', this.server, client)
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
    const leaving = [this.client, this.server].some((socket) => socket.destroyed && !this.#closed.has(socket))
    return this.server.connecting || this.#up.busy || this.#down.busy || leaving
  }

  /** Both sides have closed. */
  get closed(): boolean {
    return this.#closed.size === 2
  }

  /** Milliseconds until something happens here by time alone; undefined when nothing will. */
  dueIn(): number | undefined {
    return this.#timers.dueIn()
  }

  add(fault: Fault): void {
    const place = fault.after ?? fault.before
    if (place?.direction !== undefined) this.#bringFrom(place.direction, fault)
    else for (const flow of this.#flows(fault)) flow.add(fault)
  }

  /** Counts its place in this direction alone, whichever it strikes, and strikes behind the bytes before it. */
  addTo(direction: Direction, fault: Fault): void {
    this.#of(direction).add(fault)
  }

  /** Faults are over in this direction: `left` answers what is left of each, nothing when absent. */
  clear(direction: Direction | 'both', left: (fault: Fault) => Fault | undefined = () => undefined): void {
    if (direction === 'both') this.#timers.clear(left)
    if (direction !== 'down') this.#up.clear(left)
    if (direction !== 'up') this.#down.clear(left)
  }

  destroy(): void {
    this.#timers.stop()
    this.#up.stop()
    this.#down.stop()
    this.client.destroy()
    this.server.destroy()
  }

  #of(direction: Direction): Flow {
    return direction === 'up' ? this.#up : this.#down
  }

  /** `from`: where its place has come, if it has one. */
  #flows({ direction, reset, close, after, before }: Fault, from: Direction = 'down'): Flow[] {
    // An RST or FIN to both sides without a place goes out once, whomever it is for, and behind what has brought it about.
    const once = (reset ?? close) === true && after === undefined && before === undefined
    if (direction !== 'both') return [this.#of(direction)]
    return once ? [this.#of(from)] : [this.#up, this.#down]
  }

  /** The place of a fault comes where it is not looked for: it takes effect in the directions that it is for. */
  #bringFrom(from: Direction, fault: Fault): void {
    this.#of(from).add(fault, () => {
      const own = withoutPlace(fault)
      return this.#flows(own, from).map((flow): FollowedFault => flow.add(own))
    })
  }

  #close(milliseconds: number, fault: Fault, isCleared: () => boolean): void {
    const finish = () => {
      this.#up.finish()
      this.#down.finish()
    }
    if (milliseconds === 0) return finish()
    this.#timers.set(milliseconds, fault, () => {
      if (!isCleared()) finish()
    })
  }

  #flow(direction: Direction, source: Socket, sink: Socket): Flow {
    const { number, seed, path } = this.#setting
    const flow = new Flow({
      direction,
      connection: number,
      source,
      sink,
      path: direction === 'up' ? path : undefined,
      draw: seededRandom(seed + 2 * number + (direction === 'up' ? 0 : 1)),
      now: () => performance.now(),
      struck: (fault, again) => this.#struck(fault, direction, again),
      resets: (where) => {
        if (where !== 'down') this.#up.lose()
        if (where !== 'up') this.#down.lose()
      },
      reset: (where) => this.#reset(where),
      close: (milliseconds, fault, isCleared) => this.#close(milliseconds, fault, isCleared),
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
    if (source === this.server && !this.#connected) {
      this.#setting.unreachable(codeOf(error))
      this.#up.stop()
      resetSocket(this.client)
      return
    }
    // Whatever else breaks a socket is an RST from its side.
    flow.end('rst')
  }

  #struck(fault: Fault, direction: Direction, again: boolean): void {
    if (fault.quiet === true || (this.#reported.has(fault) && !again)) return
    this.#reported.add(fault)
    this.#setting.struck(fault, direction)
  }

  #reset(where: Direction | 'both'): void {
    if (where !== 'down') {
      this.#up.stop()
      resetSocket(this.server)
    }
    if (where !== 'up') {
      this.#down.stop()
      resetSocket(this.client)
    }
  }

  #left(socket: Socket): void {
    this.#closed.add(socket)
    if (this.#closed.size < 2) return
    this.#timers.stop()
    this.#setting.gone()
  }
}
