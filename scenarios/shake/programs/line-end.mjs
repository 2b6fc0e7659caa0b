// Looks for CR LF in all that has come, and takes every line that is whole.
import { createServer } from 'node:net'

createServer((socket) => {
  let rest = ''
  socket.on('error', () => socket.destroy())
  socket.setEncoding('utf8').on('data', (chunk) => {
    const requests = (rest + chunk).split('\r\n')
    rest = requests.pop()
    for (const request of requests) socket.write(`200 ${request.trim()}\r\n`)
  })
}).listen(process.argv[2], '127.0.0.1')
