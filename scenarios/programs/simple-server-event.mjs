// The same server, which hears of its callers by the event.
import { createServer } from 'node:net'

const server = createServer()

server.listen(Number(process.argv[2] ?? 9000), 'localhost', 2)
server.on('listening', () => console.log('server accepting connections\n'))
server.on('connection', (socket) => {
  console.log('connection from client')
  socket.write('Hello! I am TCP server\n')
  setTimeout(() => socket.end('Good by!\n\n'), 1000)
})
