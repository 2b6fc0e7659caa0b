// Waits for the line and for as many bytes as it names, and takes both out of the buffer.
import { createServer } from 'node:net'

createServer((socket) => {
  let rest = ''
  socket.on('error', () => socket.destroy())
  socket.setEncoding('latin1').on('data', (chunk) => {
    rest += chunk
    for (let found; (found = /^STORE (\d+)\n/.exec(rest)); ) {
      const end = found[0].length + Number(found[1])
      if (rest.length < end) return
      rest = rest.slice(end)
      socket.write('stored\n')
    }
  })
}).listen(process.argv[2], '127.0.0.1')
