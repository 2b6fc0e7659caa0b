// Nobody listens to `error`: a connection that is reset ends the whole server.
import { createServer } from 'node:net'

createServer((socket) => {
  socket.on('data', (chunk) => socket.write(chunk))
}).listen(process.argv[2], '127.0.0.1')
