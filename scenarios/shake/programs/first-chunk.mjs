// Reads until the end of the stream, which is the end of the answer.
import { connect } from 'node:net'
import { createInterface } from 'node:readline'

const socket = connect({ port: process.argv[2], host: '127.0.0.1' }, () => socket.write('GET list\n'))
createInterface({ input: socket }).on('line', (line) => console.log(`item: ${line}`))
socket.on('error', (error) => {
  console.error(`the list did not come: ${error.code}`)
  process.exitCode = 1
})
