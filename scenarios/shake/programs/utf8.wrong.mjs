// Decodes each chunk by itself. A character of several bytes may be cut in two.
import { createServer } from 'node:net'

createServer((socket) => {
  let text = ''
  socket.on('error', () => socket.destroy())
  socket.on('data', (chunk) => {
    text += chunk.toString()
    if (text.endsWith('\n')) socket.end(`received: ${text}`)
  })
}).listen(process.argv[2], '127.0.0.1')
