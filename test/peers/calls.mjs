// Connects to the port that it is given, says what it is given, and stays.
import { connect } from 'node:net'

const socket = connect(Number(process.argv[2]), '127.0.0.1', () => {
  if (process.argv[3] !== undefined) socket.write(`${process.argv[3]}\n`)
  console.log('connected')
})
socket.on('error', () => {}).resume()
