// Talks over a named pipe: `node pipe-client.mjs PATH`; `exit` says good bye and waits for the end.
import { Socket } from 'node:net'

const socket = new Socket()

socket.connect(process.argv[2], () => console.log('Connected to the server!'))
socket.on('data', (data) => process.stdout.write(data))
socket.on('error', (error) => {
  console.log(`Connection error: ${error.code}`)
  process.exit(1)
})
socket.on('end', () => {
  console.log('end')
  process.exit()
})

process.stdin.pipe(socket)
process.stdin.on('data', (data) => {
  if (data.toString().trim() === 'exit') socket.end('good bye\n')
})
