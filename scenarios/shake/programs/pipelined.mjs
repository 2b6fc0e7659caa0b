// Takes every line that is whole, and keeps the rest.
import { createServer } from 'node:net'

createServer((socket) => {
  let rest = ''
  socket.on('error', () => socket.destroy())
  socket.setEncoding('utf8').on('data', (chunk) => {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop()
    for (const line of lines) console.log(`request: ${line}`)
  })
}).listen(process.argv[2], '127.0.0.1')
