import { createServer } from 'node:net'

const [where, delay = '0'] = process.argv.slice(2)
const server = createServer((socket) => socket.end('connected to\n'))
server.on('connection', () => console.log('someone came'))
setTimeout(
  () =>
    server.listen(/^\d+$/.test(where) ? Number(where) : where, () =>
      console.log('listening on', server.address().port ?? where),
    ),
  Number(delay),
)
