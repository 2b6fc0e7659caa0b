// Sends back whatever it hears. Nobody handles 'error' here, so a client that resets its connection brings it down.
import { createServer } from 'node:net'

const server = createServer()

server.listen(Number(process.argv[2] ?? 9000), 'localhost', 2)
server.on('listening', () => console.log('server accepting connections'))
server.on('connection', (socket) => {
  console.log('client connected\n')
  socket.write('Hello client!\n')
  socket.on('data', (data) => process.stdout.write(data))
  socket.pipe(socket)
})
