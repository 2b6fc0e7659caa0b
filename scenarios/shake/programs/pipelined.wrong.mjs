// Takes the first line of what has come and forgets the others: two requests may come in one chunk.
import { createServer } from 'node:net'

createServer((socket) => {
  let rest = ''
  socket.on('error', () => socket.destroy())
  socket.setEncoding('utf8').on('data', (chunk) => {
    rest += chunk
    if (!rest.includes('\n')) return
    const [line] = rest.split('\n')
    rest = ''
    console.log(`request: ${line}`)
  })
}).listen(process.argv[2], '127.0.0.1')
