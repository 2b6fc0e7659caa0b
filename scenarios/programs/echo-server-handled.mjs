// The echo server with the handlers that keep it alive.
import { createServer } from 'node:net'

const server = createServer()

server.listen(Number(process.argv[2] ?? 9000), 'localhost', 2)
server.on('listening', () => console.log('server accepting connections'))
server.on('connection', (socket) => {
  console.log('client connected\n')
  socket.write('Hello client!\n')
  socket.on('data', (data) => process.stdout.write(data))
  socket.on('error', (error) => console.log('Connection error:', error.message))
  socket.on('end', () => console.log('FIN frame received'))
  socket.on('close', (hadError) => console.log(`Connection ended, hadError ${hadError}`))
  socket.pipe(socket)
})
