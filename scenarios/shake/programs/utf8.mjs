// A decoder keeps the first bytes of a character until the others have come.
import { createServer } from 'node:net'

createServer((socket) => {
  let text = ''
  socket.on('error', () => socket.destroy())
  socket.setEncoding('utf8').on('data', (part) => {
    text += part
    if (text.endsWith('\n')) socket.end(`received: ${text}`)
  })
}).listen(process.argv[2], '127.0.0.1')
