// Echoes, and outlives a connection that is reset.
import { createServer } from 'node:net'

createServer((socket) => {
  socket.on('error', () => socket.destroy())
  socket.on('data', (chunk) => socket.write(chunk))
}).listen(process.argv[2], '127.0.0.1')
