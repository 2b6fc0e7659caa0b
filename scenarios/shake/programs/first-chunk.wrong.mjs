// Takes the first chunk for the whole answer.
import { connect } from 'node:net'

const socket = connect({ port: process.argv[2], host: '127.0.0.1' }, () => socket.write('GET list\n'))
socket.once('data', (chunk) => {
  for (const line of chunk.toString().trim().split('\n')) console.log(`item: ${line}`)
  socket.end()
})
