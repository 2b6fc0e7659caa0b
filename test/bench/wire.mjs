// What passes a connection through: a bare pipe of Node, or a wire without faults.
//   node test/bench/wire.mjs pipe|wire bytes|trips      prints { figure }: ms for 256 MB, or µs for a round trip
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { createJiti } from 'jiti'

const total = 256 * 1024 * 1024
const chunk = Buffer.alloc(64 * 1024)
const trips = 10_000

const listening = async (server) => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return server.address().port
}

/** Sends everything up, and waits until the other end has it. */
async function sendAll(socket) {
  for (let sent = 0; sent < total; sent += chunk.length) if (!socket.write(chunk)) await once(socket, 'drain')
  await once(socket, 'data')
}

/** A small message there and back, again and again. */
async function goRound(socket) {
  for (let trip = 0; trip < trips; trip++) {
    socket.write('a small message\n')
    await once(socket, 'data')
  }
}

/** Both ends, in a process of their own, so that what stands between them has a core. */
async function ends(what) {
  const far = createServer({ noDelay: true }, (socket) => {
    let got = 0
    socket.on('data', (bytes) => {
      if (what === 'trips') return socket.write(bytes)
      got += bytes.length
      if (got === total) socket.write('.')
    })
  })
  console.log(await listening(far))
  const [port] = await once(createInterface({ input: process.stdin }), 'line')
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  await once(socket, 'connect')
  const began = performance.now()
  await (what === 'trips' ? goRound(socket) : sendAll(socket))
  const took = performance.now() - began
  console.log(what === 'trips' ? (took * 1000) / trips : took)
  process.exit()
}

async function between(how, port) {
  if (how === 'pipe')
    return (client) => {
      const server = connect({ port, host: '127.0.0.1', noDelay: true })
      client.pipe(server)
      server.pipe(client)
    }
  const { Link } = await createJiti(import.meta.url).import(join(import.meta.dirname, '../../src/net/wire/link.ts'))
  const none = () => {}
  return (client) => {
    const server = connect({ port, host: '127.0.0.1', noDelay: true, allowHalfOpen: true })
    return new Link(client, server, { number: 1, seed: 1, struck: none, unreachable: none, gone: none })
  }
}

const [how, what] = process.argv.slice(2)
if (how === 'ends') await ends(what)
const child = spawn(process.execPath, [import.meta.filename, 'ends', what], { stdio: ['pipe', 'pipe', 'inherit'] })
const lines = createInterface({ input: child.stdout })
const [far] = await once(lines, 'line')
const relay = createServer({ noDelay: true, allowHalfOpen: how === 'wire' }, await between(how, Number(far)))
child.stdin.write(`${await listening(relay)}\n`)
const [figure] = await once(lines, 'line')
console.log(JSON.stringify({ figure: Number(figure) }))
process.exit()
