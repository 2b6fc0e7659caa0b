// Speaks as node-ipc does: each message is JSON with a type and data, ended by a form feed. `node ipc-server.mjs PATH`.
import { createServer } from 'node:net'

const end = '\f'

createServer((socket) => {
  let rest = ''
  const emit = (type, data) => socket.write(JSON.stringify({ type, data }) + end)
  socket.on('data', (chunk) => {
    const messages = (rest + chunk).split(end)
    rest = messages.pop()
    for (const text of messages) {
      const { type, data } = JSON.parse(text)
      console.log(`${type}: ${JSON.stringify(data)}`)
      if (type === 'app.message') emit('app.message', { id: 'server', message: `${data.message} world!` })
    }
  })
  socket.on('error', () => {})
}).listen(process.argv[2], () => console.log('listening'))
