// Sends a line after an idle moment, 100 times, and takes the time until its answer is here. Prints the port, and at the end the median in µs.
import net from 'node:net'

const times = []
let seed = 7
const server = net.createServer({ noDelay: true }, (socket) => {
  let round = 0
  let sent = 0n
  const tick = () => {
    seed = (seed * 1103515245 + 12345) % 2147483648
    setTimeout(
      () => {
        sent = process.hrtime.bigint()
        socket.write(`tick ${round}\n`)
      },
      5 + (seed % 15),
    )
  }
  socket.on('data', () => {
    times.push(Number(process.hrtime.bigint() - sent) / 1000)
    if (++round === 100) socket.write('done\n')
    else tick()
  })
  socket.on('error', () => {})
  socket.on('close', () => {
    times.sort((a, b) => a - b)
    console.log(`median ${times[50]?.toFixed(1)}`)
    server.close()
  })
  tick()
})
server.listen(0, '127.0.0.1', () => console.log(`port ${server.address().port}`))
