// Connects to the port that it is given, says what it is given, and stays; without a port it only stays.
import { connect } from 'node:net'

const [port, line] = process.argv.slice(2)
if (port === 'nowhere') setInterval(() => {}, 1e6)
else {
  const socket = connect(Number(port), '127.0.0.1', () => {
    if (line !== undefined) socket.write(`${line}\n`)
    console.log('connected')
  })
  socket.on('error', () => {}).resume()
}
