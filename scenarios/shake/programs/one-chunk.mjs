// Keeps what has come until a line is whole.
import { createServer } from 'node:net'

createServer((socket) => {
  let rest = ''
  socket.on('error', () => socket.destroy())
  socket.setEncoding('utf8').on('data', (text) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop()
    for (const line of lines) socket.write(`you said: ${line}\n`)
  })
}).listen(process.argv[2], '127.0.0.1')
