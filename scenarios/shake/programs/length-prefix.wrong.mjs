// Reads the length and the whole message from one chunk.
import { createServer } from 'node:net'

createServer((socket) => {
  socket.on('error', () => socket.destroy())
  socket.on('data', (chunk) => {
    const length = chunk.readUInt16BE(0)
    const message = chunk.subarray(2, 2 + length)
    socket.write(Buffer.concat([chunk.subarray(0, 2), message.reverse()]))
  })
}).listen(process.argv[2], '127.0.0.1')
