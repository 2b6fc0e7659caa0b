// Answers whenever there is a whole request in the buffer, and leaves it there: what comes later is answered again.
import { createServer } from 'node:net'

createServer((socket) => {
  let request = ''
  socket.on('error', () => socket.destroy())
  socket.setEncoding('utf8').on('data', (chunk) => {
    request += chunk
    if (request.startsWith('STORE ') && request.includes('\n')) socket.write('stored\n')
  })
}).listen(process.argv[2], '127.0.0.1')
