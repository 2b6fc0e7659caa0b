// Asks once, and waits for the answer also when none can come any more.
import { connect } from 'node:net'

const waiting = setInterval(() => {}, 1_000_000)
const socket = connect(process.argv[2], '127.0.0.1', () => socket.write('hello\n'))
socket.on('error', () => {})
socket.on('data', () => {
  clearInterval(waiting)
  socket.end()
})
