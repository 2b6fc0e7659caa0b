// Writes on and on, whatever `write` answers.
import { createServer } from 'node:net'

const piece = Buffer.alloc(256 * 1024, 'tick tick\n')

createServer((socket) => {
  let clock
  socket.on('error', () => socket.destroy())
  socket.on('close', () => clearInterval(clock))
  // Each its own bytes: one buffer many times needs no memory.
  socket.once('data', () => (clock = setInterval(() => socket.write(Buffer.from(piece)), 1)))
}).listen(process.argv[2], '127.0.0.1')
