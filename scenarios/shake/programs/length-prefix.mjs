// Waits for both bytes of the length, and then for all of the message.
import { createServer } from 'node:net'

createServer((socket) => {
  let rest = Buffer.alloc(0)
  socket.on('error', () => socket.destroy())
  socket.on('data', (chunk) => {
    rest = Buffer.concat([rest, chunk])
    while (rest.length >= 2 && rest.length >= 2 + rest.readUInt16BE(0)) {
      const end = 2 + rest.readUInt16BE(0)
      socket.write(Buffer.concat([rest.subarray(0, 2), Buffer.from(rest.subarray(2, end)).reverse()]))
      rest = rest.subarray(end)
    }
  })
}).listen(process.argv[2], '127.0.0.1')
