// Greets whoever calls, and says good bye a second later. The listener is handed to createServer.
import { createServer } from 'node:net'

const port = Number(process.argv[2] ?? 9000)

const server = createServer({}, (socket) => {
  console.log('connection from client')
  socket.write('Hello! I am TCP server\n')
  setTimeout(() => socket.end('Good bye!\n\n\n'), 1000)
})

server.listen(port, 'localhost', 2)
server.on('listening', () => console.log('server accepting connections\n'))
