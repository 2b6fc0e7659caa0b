import { Buffer } from 'node:buffer'
import { Negotiation, type Abilities } from './negotiation.ts'
import { carriageReturn, command, lineFeed, nul } from './protocol.ts'

type State =
  | 'data'
  | 'return'
  | 'command'
  | 'will'
  | 'wont'
  | 'do'
  | 'dont'
  | 'option'
  | 'parameters'
  | 'parameters-command'

const requests = { [command.will]: 'will', [command.wont]: 'wont', [command.do]: 'do', [command.dont]: 'dont' } as const

export interface Received {
  /** What the network virtual terminal shows. */
  readonly data: Buffer
  /** What has to be answered at once. */
  readonly reply: Buffer
}

const nothing = Buffer.alloc(0)

/**
 * Reads what a telnet server sends (RFC 854, 855): takes the commands out of the data and answers what they ask. A state machine of
 * one byte at a time, so that it does not matter where TCP has cut the stream.
 */
export class Nvt {
  readonly #negotiation: Negotiation
  #state: State = 'data'
  #parameters: number[] = []

  constructor(abilities: Abilities = {}) {
    this.#negotiation = new Negotiation(abilities)
  }

  receive(bytes: Uint8Array): Received {
    // Most servers never send a command; their bytes need no copy.
    if (this.#state === 'data' && !bytes.includes(command.iac) && !bytes.includes(carriageReturn)) {
      return { data: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), reply: nothing }
    }
    const data = Buffer.allocUnsafe(bytes.length)
    const reply: number[] = []
    let length = 0
    for (const byte of bytes) if (this.#step(byte, reply)) data[length++] = byte
    return { data: data.subarray(0, length), reply: reply.length === 0 ? nothing : Buffer.from(reply) }
  }

  /** True when the byte is data. */
  #step(byte: number, reply: number[]): boolean {
    switch (this.#state) {
      case 'return':
        this.#state = 'data'
        // CR NUL is a bare carriage return.
        return byte === nul ? false : this.#data(byte)
      case 'data':
        return this.#data(byte)
      case 'command':
        return this.#command(byte)
      case 'option':
        this.#parameters.push(byte)
        this.#state = 'parameters'
        return false
      case 'parameters':
        if (byte === command.iac) this.#state = 'parameters-command'
        else this.#parameters.push(byte)
        return false
      case 'parameters-command':
        this.#afterIacInParameters(byte, reply)
        return false
      default:
        reply.push(...this.#negotiation.asked(this.#state, byte))
        this.#state = 'data'
        return false
    }
  }

  #data(byte: number): boolean {
    if (byte === command.iac) this.#state = 'command'
    else if (byte === carriageReturn) this.#state = 'return'
    return byte !== command.iac
  }

  #command(byte: number): boolean {
    this.#state = 'data'
    if (byte === command.iac) return true
    if (byte === command.sb) {
      this.#parameters = []
      this.#state = 'option'
    } else this.#state = requests[byte as keyof typeof requests] ?? 'data'
    return false
  }

  #afterIacInParameters(byte: number, reply: number[]): void {
    if (byte === command.iac) {
      this.#parameters.push(byte)
      this.#state = 'parameters'
      return
    }
    if (byte === command.se) reply.push(...this.#negotiation.parameters(this.#parameters))
    this.#parameters = []
    this.#state = 'data'
  }
}

/** As a telnet client sends text: lines end with CR LF, a bare CR is CR NUL, and byte 255 is doubled. */
export function encodeNvt(bytes: Uint8Array): Uint8Array {
  const sent: number[] = []
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number
    const next = bytes[at + 1]
    if (byte === lineFeed && bytes[at - 1] !== carriageReturn) sent.push(carriageReturn, lineFeed)
    else if (byte === carriageReturn && next !== lineFeed) sent.push(carriageReturn, nul)
    else if (byte === command.iac) sent.push(command.iac, command.iac)
    else sent.push(byte)
  }
  return Buffer.from(sent)
}
