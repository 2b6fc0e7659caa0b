// A program to talk to: an echo server for one connection. Prints its port, and leaves when its client does.
import net from 'node:net'

const server = net.createServer({ noDelay: true }, (socket) => {
  let rest = ''
  socket.setEncoding('utf8')
  socket.write('Hello client!\n')
  socket.on('data', (chunk) => {
    const lines = `${rest}${chunk}`.split('\n')
    rest = lines.pop()
    if (lines.length > 0) socket.write(lines.map((line) => `echo: ${line}\n`).join(''))
  })
  socket.on('error', () => {})
  socket.on('close', () => server.close())
})
server.listen(0, '127.0.0.1', () => console.log(`port ${server.address().port}`))
