// The echo client that leaves only when its connection has been closed.
import { connect } from 'node:net'

const socket = connect({ port: Number(process.argv[2] ?? 9000), host: '127.0.0.1' })

socket.on('connect', () => console.log('connected to server!'))
socket.on('data', (data) => process.stdout.write(data))
socket.on('error', (error) => console.log('Connection error:', error.message))
socket.on('close', (hadError) => {
  console.log(hadError)
  process.exit()
})

process.stdin.pipe(socket)
process.stdin.on('data', (data) => {
  if (data.toString().trim() === 'exit') socket.end('good bye\n')
})

process.on('SIGINT', () => {
  console.log('Caught interrupt signal')
  socket.end('terminated\n')
})
