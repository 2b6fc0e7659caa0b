// Looks for CR LF in the chunk alone. The two bytes may come in two chunks.
import { createServer } from 'node:net'

createServer((socket) => {
  let request = ''
  socket.on('error', () => socket.destroy())
  socket.setEncoding('utf8').on('data', (chunk) => {
    request += chunk
    if (!chunk.endsWith('\r\n')) return
    socket.write(`200 ${request.trim()}\r\n`)
    request = ''
  })
}).listen(process.argv[2], '127.0.0.1')
