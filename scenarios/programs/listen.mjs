// Listens in each of the ways that listen() can be called: `node listen.mjs WAY [PORT | PATH]`.
import { createServer } from 'node:net'

const [, , way, place = '0'] = process.argv
const server = createServer((socket) => socket.end(`you found me by ${way}\n`))
const ready = () => {
  const address = server.address()
  console.log(typeof address === 'string' ? 'listening on a path' : `listening on port ${address.port}`)
}

const ways = {
  port: () => server.listen(Number(place), ready),
  'port-host': () => server.listen(Number(place), 'localhost', ready),
  'port-backlog': () => server.listen(Number(place), 5, ready),
  'port-host-backlog': () => server.listen(Number(place), 'localhost', 5, ready),
  path: () => server.listen(place, ready),
  'path-backlog': () => server.listen(place, 5, ready),
  options: () => server.listen({ port: Number(place), host: 'localhost', backlog: 5, exclusive: true }, ready),
  // A handle is anything that is bound already: here, the one of another server.
  handle: () => {
    const bound = createServer()
    bound.listen(Number(place), 'localhost', () => server.listen(bound, ready))
  },
  'handle-backlog': () => {
    const bound = createServer()
    bound.listen(Number(place), 'localhost', () => server.listen(bound, 5, ready))
  },
}

ways[way]()
