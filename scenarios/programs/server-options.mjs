// What the options of createServer change: `node server-options.mjs half-open|paused PORT`.
import { createServer } from 'node:net'

const [, , option, port = '0'] = process.argv

const halfOpen = (socket) => {
  let heard = ''
  socket.on('data', (data) => (heard += data))
  // The client has said its last word; because the server allows a half-open connection, it may still answer.
  socket.on('end', () => setTimeout(() => socket.end(`late answer to ${heard.trim()}\n`), 20))
}

const paused = (socket) => {
  console.log(`connected, ${socket.bytesRead} bytes read`)
  socket.on('data', (data) => {
    console.log(`${data.toString().trim()}, ${socket.bytesRead} bytes read`)
    socket.end()
  })
  process.stdin.once('data', () => {
    console.log(`still ${socket.bytesRead} bytes read`)
    socket.resume()
  })
}

const server = option === 'half-open' ? createServer({ allowHalfOpen: true }, halfOpen) : createServer({ pauseOnConnect: true }, paused)
server.listen(Number(port), '127.0.0.1', () => console.log('server accepting connections'))
