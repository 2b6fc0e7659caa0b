// Sends what it reads from standard input; `exit` and SIGINT end the process without waiting for what is still on its way.
import { connect } from 'node:net'

const socket = connect({ port: Number(process.argv[2] ?? 9000) })

socket.on('connect', () => console.log('connected to server!'))
socket.on('data', (data) => process.stdout.write(data))

process.stdin.pipe(socket)
process.stdin.on('data', (data) => {
  if (data.toString().trim() === 'exit') {
    socket.end('good bye\n')
    process.exit()
  }
})

process.on('SIGINT', () => {
  console.log('Caught interrupt signal')
  socket.end('terminated\n')
  process.exit()
})
