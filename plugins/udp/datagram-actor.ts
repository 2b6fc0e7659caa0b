import type { RemoteInfo, Socket } from 'node:dgram'
import { datagramEnd, errorEvent, type Actor, type Facts, type Lane, type MessageRules } from '../../src/plugin.ts'
import { DatagramQueue, type Peer } from './datagram-queue.ts'
import type { UdpOptions } from './options.ts'
import { Refusals } from './refusals.ts'

interface Setting {
  /** The host that the socket is bound to, as the author names it. */
  readonly host: string
  /** Whom it sends to; undefined for whoever sent last. */
  readonly peer: Peer | undefined
  /** The socket is connected to its peer. */
  readonly fixed: boolean
  /** What it does as long as it is open, `listening on localhost:9000`. */
  readonly words: string
  readonly messages: UdpOptions['messages']
  readonly rules: MessageRules
}

export class DatagramActor implements Actor {
  readonly connectionless = true
  readonly ends: NonNullable<Actor['ends']>
  readonly #socket: Socket
  readonly #lane: Lane
  readonly #setting: Setting
  readonly #queue: DatagramQueue
  readonly #refusals: Refusals
  readonly #count = { bytesRead: 0, bytesWritten: 0, datagramsRead: 0, datagramsWritten: 0 }
  /** The socket's own address, as the system names it. */
  readonly #address: { readonly address: string; readonly port: number; readonly family: string }
  #lastSender: Peer | undefined
  #open = true

  constructor(socket: Socket, lane: Lane, setting: Setting) {
    const { address, port, family } = socket.address()
    const { peer, fixed } = setting
    this.#socket = socket
    this.#lane = lane
    this.#setting = setting
    this.#address = { address, port, family }
    this.ends = {
      local: endOf({ host: address, port }),
      ...(fixed && peer !== undefined ? { remote: endOf(peer) } : {}),
    }
    this.#refusals = new Refusals(() =>
      lane.event({ name: 'error', code: 'ECONNREFUSED', words: 'error ECONNREFUSED', outOfBand: true }),
    )
    this.#queue = new DatagramQueue(socket, {
      sent: (bytes) => {
        this.#count.bytesWritten += bytes.byteLength
        this.#count.datagramsWritten += 1
        this.#refusals.sent()
      },
      refused: () => this.#refusals.came(),
      failed: (error) => lane.event(errorEvent(error)),
    })
    this.#listen()
  }

  #listen(): void {
    this.#socket.on('message', (bytes: Buffer, from: RemoteInfo) => {
      this.#count.bytesRead += bytes.byteLength
      this.#count.datagramsRead += 1
      this.#lastSender = { host: from.address, port: from.port }
      this.#setting.rules.received(bytes, this.#setting.messages, this.#wireTo(this.#lastSender))
    })
    this.#socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED') this.#refusals.came()
      else this.#lane.event(errorEvent(error))
    })
  }

  /** What a rule answers goes to whoever sent the datagram. */
  #wireTo(sender: Peer) {
    const isOpen = () => this.#open
    return {
      get ending() {
        return !isOpen()
      },
      send: (content: Uint8Array) => {
        this.#lane.sent(content)
        this.#queue.put(content, 1, this.#setting.fixed ? undefined : sender)
      },
    }
  }

  get #peer(): Peer | undefined {
    return this.#setting.peer ?? this.#lastSender
  }

  traffic() {
    return { read: this.#count.bytesRead, written: this.#count.bytesWritten }
  }

  facts(): Facts {
    const there = this.#peer
    return {
      port: this.#address.port,
      host: this.#setting.host,
      address: { ...this.#address },
      ...(there === undefined ? {} : { peer: { address: there.host, port: there.port } }),
      ...this.#count,
    }
  }

  send(bytes: Uint8Array, { times }: { readonly times: number }): void {
    const to = this.#peer
    if (to !== undefined) return this.#queue.put(bytes, times, this.#setting.fixed ? undefined : to)
    const why = 'error EDESTADDRREQ: no datagram has arrived yet that could be answered'
    this.#lane.event({ name: 'error', code: 'EDESTADDRREQ', words: why })
  }

  async close(): Promise<void> {
    await this.#queue.drained()
    this.#finish()
  }

  look(event: string): void {
    if (event === 'error') this.#refusals.asked()
  }

  busy(): boolean {
    return !this.#queue.empty
  }

  dueIn(): number | undefined {
    return this.#setting.rules.dueIn()
  }

  state(): string {
    return [this.#open ? this.#setting.words : 'closed', this.#setting.rules.remark() ?? []].flat().join(', ')
  }

  async stop(): Promise<void> {
    this.#finish()
  }

  #finish(): void {
    if (!this.#open) return
    this.#open = false
    this.#setting.rules.stop()
    this.#queue.close()
    this.#socket.close()
    this.#lane.event({ name: 'close', silent: true, ends: 'all' })
  }
}

const endOf = ({ host, port }: Peer): string => datagramEnd(host, port)
