// Starts a server at another port than it is asked for, and passes on what it answers with one text changed: CHANGE is `from=to`.
import { spawn } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { connect, createServer } from 'node:net'

const [command, ...args] = process.argv.slice(2)
const [from, to] = process.env.CHANGE.split('=').map((text) => Buffer.from(text, 'latin1'))
const at = args.findLastIndex((arg) => /\d{4,5}$/.test(arg))
const port = Number(/\d{4,5}$/.exec(args[at])[0])

/** Only the first one is changed. */
function changing() {
  let isDone = false
  return (bytes) => {
    const place = isDone ? -1 : bytes.indexOf(from)
    if (place === -1) return bytes
    isDone = true
    return Buffer.concat([bytes.subarray(0, place), to, bytes.subarray(place + from.length)])
  }
}

const free = createServer().listen(0, '127.0.0.1', () => {
  const real = free.address().port
  free.close(() => begin(real))
})

function begin(real) {
  const words = args.with(at, args[at].replace(/\d{4,5}$/, String(real)))
  const server = spawn(command, words, { stdio: 'inherit' })
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => server.kill(signal))
  server.on('exit', (code) => process.exit(code ?? 0))
  if (process.env.CHANGE_OVER === 'udp') datagrams(real)
  else whenThere(real, () => createServer((client) => pass(client, real)).listen(port, '127.0.0.1'))
}

function whenThere(real, then) {
  const socket = connect(real, '127.0.0.1', () => (socket.destroy(), then()))
  socket.on('error', () => setTimeout(whenThere, 20, real, then))
}

function pass(client, real) {
  const server = connect({ port: real, host: '127.0.0.1', allowHalfOpen: true })
  const change = changing()
  client.pipe(server)
  server.on('data', (bytes) => client.write(change(bytes)))
  server.on('end', () => client.end())
  for (const [one, other] of [
    [client, server],
    [server, client],
  ])
    one.on('error', () => other.destroy())
}

function datagrams(real) {
  const change = changing()
  const listens = createSocket('udp4')
  listens.on('message', (question, { port: back, address }) => {
    const asks = createSocket('udp4')
    asks.on('message', (answer) => (listens.send(change(answer), back, address), asks.close()))
    asks.send(question, real, '127.0.0.1')
  })
  listens.bind(port, '127.0.0.1')
}
