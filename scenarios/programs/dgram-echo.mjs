// Sends each datagram back to where it came from: `node dgram-echo.mjs PORT`.
import { createSocket } from 'node:dgram'

const socket = createSocket('udp4')

socket.on('listening', () => console.log('waiting for datagrams'))
socket.on('message', (message, { address, family }) => {
  console.log(`${message.length} bytes from ${family} ${address}: ${message}`)
})
socket.on('message', (message, { port, address }) => socket.send(message, port, address))
socket.bind(Number(process.argv[2]), '127.0.0.1')
