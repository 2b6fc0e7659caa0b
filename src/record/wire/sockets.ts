import { connect, createServer, type Server, type Socket } from 'node:net'
import type { TLSSocket } from 'node:tls'
import type { Place } from './place.ts'

/** A certificate and its key as PEM, made for the recording. */
export interface WireIdentity {
  readonly cert: string
  readonly key: string
}

/** Listens, and resolves with the place where it does; rejects with the error of the system. */
export async function listenAt(place: Place, accept: (socket: Socket) => void): Promise<Listening> {
  const server = createServer({ allowHalfOpen: true, noDelay: true }, accept)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ ...place, exclusive: true }, resolve)
  })
  return { place: boundPlace(server, place), close: () => void server.close() }
}

export interface Listening {
  readonly place: Place
  close(): void
}

function boundPlace(server: Server, place: Place): Place {
  const bound = server.address()
  return 'path' in place || bound === null || typeof bound === 'string' ? place : { ...place, port: bound.port }
}

export const connectTo = (place: Place): Socket => connect({ ...place, allowHalfOpen: true, noDelay: true })

/** TLS with a client that has connected; resolves when the handshake is done. */
export async function secureClient(below: Socket, { cert, key }: WireIdentity): Promise<TLSSocket> {
  const { TLSSocket } = await import('node:tls')
  const secure = new TLSSocket(below, {
    isServer: true,
    cert,
    key,
    // What both ends then speak is what a scenario can read: not HTTP/2.
    ALPNCallback: ({ protocols }: { protocols: string[] }) => protocols.find((name) => name !== 'h2'),
  })
  return handshake(secure, below, 'secure')
}

/** TLS with the server, whatever its certificate, with the name and the protocol that the client asked for. */
export async function secureServer(below: Socket, asked: TLSSocket): Promise<TLSSocket> {
  const tls = await import('node:tls')
  const servername = (asked as { readonly servername?: string | false }).servername
  const secure = tls.connect({
    socket: below,
    rejectUnauthorized: false,
    ...(typeof servername === 'string' ? { servername } : {}),
    ...(typeof asked.alpnProtocol === 'string' ? { ALPNProtocols: [asked.alpnProtocol] } : {}),
  })
  return handshake(secure, below, 'secureConnect')
}

function handshake(secure: TLSSocket, below: Socket, done: 'secure' | 'secureConnect'): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    secure.allowHalfOpen = true
    const failed = (error?: Error) => {
      below.destroy()
      reject(error ?? new Error('the connection ended during the handshake'))
    }
    const closed = () => failed()
    secure.once('error', failed)
    secure.once('close', closed)
    secure.once(done, () => {
      secure.off('error', failed)
      secure.off('close', closed)
      resolve(secure)
    })
  })
}
