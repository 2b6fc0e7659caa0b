// An error of one connection ends this connection, and nothing else.
import { createServer } from 'node:net'

createServer((socket) => {
  socket.on('error', () => socket.destroy())
  socket.on('data', (chunk) => socket.write(chunk))
}).listen(process.argv[2], '127.0.0.1')
