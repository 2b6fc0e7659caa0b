import type { RemoteInfo, Socket } from 'node:dgram'
import { isIPv6 } from 'node:net'
import { isReadable } from '../framing/text.ts'
import { codeOf } from '../../net/index.ts'
import type { WireOptions, WireServices } from './options.ts'
import type { Place } from './place.ts'
import type { Tape } from './tape.ts'

/** Clients that are remembered at once; the one that has been silent longest makes room. */
const most = 256

interface Environment {
  readonly options: WireOptions
  readonly services: WireServices
  readonly tape: Tape
  /** So many clients have had an answer. */
  over(count: number): void
}

interface Caller {
  readonly number: number
  readonly socket: Socket
  answered: boolean
}

/** Datagrams: each client, by its address, has a socket of its own to the server, so that answers find their way back. */
export class DatagramWire {
  readonly #around: Environment
  readonly #callers = new Map<string, Caller>()
  #socket: Socket | undefined
  #answered = 0

  constructor(around: Environment) {
    this.#around = around
  }

  async listen(): Promise<Place> {
    const { createSocket } = await import('node:dgram')
    const place = this.#around.options.listen as { readonly host: string; readonly port: number }
    const socket = createSocket(familyOf(place.host))
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject)
      socket.bind({ address: place.host, port: place.port, exclusive: true }, resolve)
    })
    socket.removeAllListeners('error')
    socket.on('error', (error) => this.#around.services.print(`the socket has failed: ${codeOf(error)}`))
    socket.on('message', (bytes, from) => this.#asked(bytes, from, createSocket))
    this.#socket = socket
    return { ...place, port: socket.address().port }
  }

  close(): void {
    this.#socket?.close()
    for (const { socket } of this.#callers.values()) socket.close()
    this.#callers.clear()
  }

  #asked(bytes: Buffer, from: RemoteInfo, createSocket: (type: 'udp4' | 'udp6') => Socket): void {
    const key = `${from.address} ${from.port}`
    const caller = this.#callers.get(key) ?? this.#caller(from, createSocket)
    // Again the last one in the map's order.
    this.#callers.delete(key)
    this.#callers.set(key, caller)
    const { tape, options } = this.#around
    tape.sent(caller.number, 'client', bytes, isReadable(bytes) ? 'text' : 'binary')
    const to = options.to as { readonly host: string; readonly port: number }
    caller.socket.send(bytes, to.port, to.host)
  }

  #caller(from: RemoteInfo, createSocket: (type: 'udp4' | 'udp6') => Socket): Caller {
    const { tape, options, services } = this.#around
    const [oldest] = this.#callers
    if (oldest !== undefined && this.#callers.size >= most) {
      oldest[1].socket.close()
      this.#callers.delete(oldest[0])
    }
    const number = tape.connected('client', 'server')
    const socket = createSocket(familyOf((options.to as { readonly host: string }).host))
    const caller: Caller = { number, socket, answered: false }
    services.print(`client ${number}: its first datagram`)
    socket.on('error', (error) => services.print(`client ${number}: ${codeOf(error)}`))
    socket.on('message', (bytes) => {
      tape.sent(number, 'server', bytes, isReadable(bytes) ? 'text' : 'binary')
      this.#socket?.send(bytes, from.port, from.address)
      if (caller.answered) return
      caller.answered = true
      this.#around.over(++this.#answered)
    })
    return caller
  }
}

const familyOf = (host: string): 'udp4' | 'udp6' => (isIPv6(host) ? 'udp6' : 'udp4')
