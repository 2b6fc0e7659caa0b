// The echo server on a named pipe: `node pipe-server.mjs PATH`.
import { createServer } from 'node:net'

const server = createServer()

server.listen(process.argv[2])
server.on('listening', () => console.log('server accepting connections'))
server.on('connection', (connection) => {
  console.log('client connected\n')
  connection.write('Hello client!\n')
  connection.on('data', (data) => process.stdout.write(data))
  connection.on('error', (error) => console.log(error.message))
  connection.pipe(connection)
})
