// Leaves out what a slow reader cannot take: `writableNeedDrain` is true until what waits has gone.
import { createServer } from 'node:net'

const ticks = `${'tick '.repeat(40_000)}\n`

createServer((socket) => {
  let clock
  let left = 400
  socket.on('error', () => socket.destroy())
  socket.on('close', () => clearInterval(clock))
  socket.once('data', () => {
    socket.write('here they come\n')
    clock = setInterval(() => {
      if (!socket.writableNeedDrain) socket.write(Buffer.from(ticks))
      if (--left === 0) clearInterval(clock)
    }, 5)
  })
}).listen(process.argv[2], '127.0.0.1')
