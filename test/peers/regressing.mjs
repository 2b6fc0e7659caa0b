// A server with a regression on request: `node regressing.mjs none|throws|says-more|loses-last`.
import { createServer } from 'node:net'

const [, , regression] = process.argv
const server = createServer((socket) => {
  socket.on('data', () => {
    console.log('heard the question')
    socket.end('the answer\n')
  })
  socket.on('close', () => {
    if (regression !== 'loses-last') console.log('the caller has gone')
    if (regression === 'says-more') console.log('one line more')
    if (regression === 'throws') throw new Error('planted')
  })
})
server.listen(0, '127.0.0.1', () => console.log(`listening on ${server.address().port}`))
