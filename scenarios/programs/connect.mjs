// Connects in each of the ways that it can be called: `node connect.mjs WAY PORT | PATH`.
import { connect, createConnection, Socket } from 'node:net'

const [, , way, place] = process.argv
const port = Number(place)
const met = () => console.log('the listener was called')

const ways = {
  port: () => connect(port),
  'port-listener': () => connect(port, met),
  'port-host': () => connect(port, '127.0.0.1'),
  'port-host-listener': () => connect(port, '127.0.0.1', met),
  options: () => connect({ port, host: '127.0.0.1' }, met),
  path: () => connect(place),
  'path-listener': () => connect(place, met),
  // connect() is another name of createConnection().
  'create-connection': () => createConnection(port, '127.0.0.1', met),
  socket: () => new Socket().connect(port, '127.0.0.1', met),
}

const socket = ways[way]()
socket.on('connect', () => socket.write(`hello by ${way}\n`))
socket.on('data', (data) => process.stdout.write(data))
