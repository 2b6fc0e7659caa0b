import { Buffer } from 'node:buffer'
import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'
import { makeIdentity } from '../../../plugins/tcp/tls/certificate.ts'
import { recordWire } from '../../../src/record/wire/record-wire.ts'
import type { WireOptions } from '../../../src/record/wire/options.ts'
import type { Place } from '../../../src/record/wire/place.ts'
import type { Session } from '../../../src/record/session.ts'

export const here = (port: number): Place => ({ host: '127.0.0.1', port })

/** A server that answers as `serve` does, on a port of its own. */
export async function serving(serve: (socket: Socket) => void): Promise<Server & { readonly place: Place }> {
  const sockets = new Set<Socket>()
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    serve(socket)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.close()
    for (const socket of sockets) socket.destroy()
  })
  return Object.assign(server, { place: here((server.address() as { port: number }).port) })
}

export interface Recording {
  readonly port: number
  readonly place: Place
  readonly lines: string[]
  stop(): void
  readonly session: Promise<Session>
}

/** Starts the recorder in front of a server. */
export async function recording(to: Place, options: Partial<WireOptions> = {}): Promise<Recording> {
  const ending = new AbortController()
  const lines: string[] = []
  let listening: (place: Place) => void = () => {}
  const listens = new Promise<Place>((resolve) => (listening = resolve))
  let time = 0
  const session = recordWire(
    { listen: here(0), to, transport: 'tcp', play: 'client', ...options },
    {
      now: () => time++,
      wall: '2026-11-27T08:00:00.000Z',
      print: (line) => lines.push(line),
      identity: () => makeIdentity(['localhost', '127.0.0.1'], 'signed', Date.now()),
      signal: ending.signal,
      listening,
    },
  )
  onTestFinished(() => ending.abort())
  const place = await Promise.race([listens, session.then(() => here(0))])
  return { place, port: 'port' in place ? place.port : 0, lines, stop: () => ending.abort(), session }
}

export function client(port: number): Socket {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
  socket.on('error', () => {})
  onTestFinished(() => void socket.destroy())
  return socket
}

/** Reads until the text has come. */
export async function until(socket: Socket, text: string): Promise<string> {
  let all = ''
  for await (const [bytes] of chunks(socket)) {
    all += bytes.toString('latin1')
    if (all.includes(text)) return all
  }
  throw new Error(`it ended before “${text}”: ${JSON.stringify(all)}`)
}

async function* chunks(socket: Socket): AsyncGenerator<[Buffer]> {
  while (!socket.destroyed) {
    const bytes = socket.read() as Buffer | null
    if (bytes !== null) yield [bytes]
    else if (socket.readableEnded) return
    else await Promise.race([once(socket, 'readable'), once(socket, 'end'), once(socket, 'close')])
  }
}

/** A session's events as short lines. */
export const rowsOf = ({ events }: Session): string[] =>
  events.map((event) => {
    if (event.type === 'connected') return `${event.connection} ${event.client} → ${event.server}`
    if (event.type === 'sent')
      return `${event.connection} ${event.from}: ${JSON.stringify(Buffer.from(event.bytes).toString('latin1'))}${event.message === undefined ? '' : ` (${event.message})`}`
    if ('connection' in event) return `${event.connection} ${event.from} ${event.type}`
    return event.type === 'note' ? `note ${event.text}` : event.type
  })
