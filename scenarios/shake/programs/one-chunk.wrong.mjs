// Takes each chunk for a message. TCP is a stream of bytes: a message may come in several chunks.
import { createServer } from 'node:net'

createServer((socket) => {
  socket.on('error', () => socket.destroy())
  socket.on('data', (chunk) => socket.write(`you said: ${chunk.toString().trim()}\n`))
}).listen(process.argv[2], '127.0.0.1')
