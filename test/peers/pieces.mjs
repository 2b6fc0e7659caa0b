// Listens on a port or path and prints, for each connection, the pieces in which it has read what came, in hexadecimal, and how that ended.
// With a key and a certificate it speaks TLS, and the pieces are those of the connection below.
import { createServer } from 'node:net'
import { Duplex } from 'node:stream'
import { pathToFileURL } from 'node:url'
import { TLSSocket } from 'node:tls'

/** Calls `done` with the pieces when the stream is over: `end` for a FIN, else the code of the error, or `close`. */
export function collect(socket, done) {
  const pieces = []
  let how
  socket.on('data', (bytes) => pieces.push(bytes.toString('hex')))
  socket.on('end', () => {
    how ??= 'end'
    socket.end()
  })
  socket.on('error', ({ code }) => (how = code))
  socket.on('close', () => done({ pieces, how: how ?? 'close' }))
}

/** A stream over a socket that lets its bytes be seen. */
const over = (socket) =>
  new Duplex({
    read() {},
    write: (bytes, _, done) => socket.write(bytes, done),
    final: (done) => socket.end(done),
    destroy(error, done) {
      socket.destroy()
      done(error)
    },
  })

function serve(socket, secure) {
  let text = ''
  collect(socket, (read) => console.log(JSON.stringify({ ...read, text })))
  if (secure === undefined) return
  const below = over(socket)
  socket.on('data', (bytes) => below.push(bytes))
  socket.on('end', () => below.push(null))
  const tls = new TLSSocket(below, { isServer: true, ...secure })
  tls.on('data', (bytes) => (text += bytes.toString('hex')))
  tls.on('error', () => {})
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [place, key, cert] = process.argv.slice(2)
  const secure = key === undefined ? undefined : { key, cert }
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => serve(socket, secure))
  const where = Number.isInteger(Number(place)) ? { port: Number(place), host: '127.0.0.1' } : { path: place }
  server.listen(where, () => console.log(JSON.stringify({ port: server.address().port ?? 0 })))
  process.stdin.resume().on('end', () => process.exit())
}
