import { Buffer } from 'node:buffer'
import type { SeenHandshake } from '../session.ts'

/** Whether these bytes begin with a request to go over to WebSocket (RFC 6455, section 4.1). */
export function asksForWebSocket(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0x47) return false
  const head = Buffer.from(bytes.subarray(0, 8192)).toString('latin1')
  return /^GET \S+ HTTP\/1\.1\r\n/.test(head) && /\r\nupgrade:[ \t]*websocket[ \t]*\r\n/i.test(head)
}

/** A piece of a connection's bytes. */
export interface Piece {
  readonly from: 'client' | 'server'
  readonly bytes: Uint8Array
}

/** What the frames of a WebSocket carried: messages, whole ones, and the first close frame of each side. */
export type WebSocketEvent<P extends Piece> = { readonly piece: P; readonly from: 'client' | 'server' } & (
  | { readonly type: 'message'; readonly message: 'text' | 'binary'; readonly bytes: Uint8Array }
  | { readonly type: 'close'; readonly code?: number; readonly reason: string }
)

export interface WebSocketTalk<P extends Piece> {
  readonly handshake: SeenHandshake
  readonly events: readonly WebSocketEvent<P>[]
}

/** The messages behind a handshake; undefined where the server did not agree to it. `piece` of each event is the one that completed it. */
export function readWebSocket<P extends Piece>(pieces: readonly P[]): WebSocketTalk<P> | undefined {
  const events: WebSocketEvent<P>[] = []
  const sides = { client: new Side<P>(events), server: new Side<P>(events) }
  for (const piece of pieces) sides[piece.from].add(piece)
  const { client, server } = sides
  if (client.head === undefined || server.head?.startsWith('HTTP/1.1 101 ') !== true) return undefined
  return { handshake: handshakeOf(client.head), events }
}

function handshakeOf(head: string): SeenHandshake {
  const [request = '', ...rest] = head.split('\r\n')
  const fields = rest.map((line): [string, string] => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon), line.slice(colon + 1).trim()]
  })
  const protocols = fields
    .filter(([name]) => name.toLowerCase() === 'sec-websocket-protocol')
    .flatMap(([, value]) => value.split(/[ \t]*,[ \t]*/))
  // The client's library names itself and its own needs in these; no server of a chat looks at them.
  const usual =
    /^(?:host|connection|upgrade|sec-websocket-.*|user-agent|accept.*|cache-control|pragma|content-length)$/i
  const headers = fields.filter(([name]) => !usual.test(name))
  return {
    path: request.split(' ')[1] ?? '/',
    ...(protocols.length === 0 ? {} : { protocols }),
    ...(headers.length === 0 ? {} : { headers: Object.fromEntries(headers) }),
  }
}

/** What one side sends: the head of its handshake, then frames (RFC 6455, section 5.2). */
class Side<P extends Piece> {
  head: string | undefined
  #rest: Uint8Array = new Uint8Array()
  #message: { readonly kind: 'text' | 'binary'; readonly parts: Uint8Array[] } | undefined
  readonly #events: WebSocketEvent<P>[]

  constructor(events: WebSocketEvent<P>[]) {
    this.#events = events
  }

  add(piece: P): void {
    this.#rest = Buffer.concat([this.#rest, piece.bytes])
    if (this.head === undefined) {
      const end = Buffer.from(this.#rest).indexOf('\r\n\r\n')
      if (end < 0) return
      this.head = Buffer.from(this.#rest.subarray(0, end)).toString('latin1')
      this.#rest = this.#rest.subarray(end + 4)
    }
    for (let frame = frameOf(this.#rest); frame !== undefined; frame = frameOf(this.#rest)) {
      this.#rest = this.#rest.subarray(frame.next)
      this.#take(frame, piece)
    }
  }

  #take({ opcode, last, payload }: Frame, piece: P): void {
    const { from } = piece
    if (opcode === 8) {
      const code = payload.length < 2 ? {} : { code: (payload[0] as number) * 256 + (payload[1] as number) }
      this.#events.push({ type: 'close', piece, from, ...code, reason: Buffer.from(payload.subarray(2)).toString() })
    }
    // Ping and pong are the business of the two libraries.
    if (opcode > 2) return
    if (opcode > 0) this.#message = { kind: opcode === 1 ? 'text' : 'binary', parts: [] }
    if (this.#message === undefined) return
    this.#message.parts.push(payload)
    if (!last) return
    const { kind, parts } = this.#message
    this.#message = undefined
    this.#events.push({ type: 'message', piece, from, message: kind, bytes: Buffer.concat(parts) })
  }
}

interface Frame {
  readonly opcode: number
  readonly last: boolean
  readonly payload: Uint8Array
  /** Where the next frame begins. */
  readonly next: number
}

function frameOf(bytes: Uint8Array): Frame | undefined {
  if (bytes.length < 2) return undefined
  const [first, second] = bytes as unknown as readonly [number, number]
  const short = second & 0x7f
  const wide = short === 126 ? 2 : short === 127 ? 8 : 0
  const masked = second >= 0x80
  const start = 2 + wide + (masked ? 4 : 0)
  if (bytes.length < start) return undefined
  let length = wide === 0 ? short : 0
  for (let at = 2; at < 2 + wide; at++) length = length * 256 + (bytes[at] as number)
  if (bytes.length < start + length) return undefined
  const payload = Buffer.from(bytes.subarray(start, start + length))
  if (masked) for (let at = 0; at < length; at++) payload[at]! ^= bytes[start - 4 + (at % 4)] as number
  return { opcode: first & 0x0f, last: first >= 0x80, payload, next: start + length }
}
