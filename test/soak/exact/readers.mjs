// Who reads: a server or a client in this process, or a program of Node or Python behind a port or a Unix socket.
import { once } from 'node:events'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { createJiti } from 'jiti'
import { collect } from '../../peers/pieces.mjs'

const peers = join(import.meta.dirname, '../../peers')

/** Answers promised in the order in which they come. */
class Results {
  #come = []
  #awaited = []
  add(result) {
    const wake = this.#awaited.shift()
    if (wake === undefined) this.#come.push(result)
    else wake(result)
  }
  next() {
    return this.#come.length > 0
      ? Promise.resolve(this.#come.shift())
      : new Promise((resolve) => this.#awaited.push(resolve))
  }
}

const decoded = ({ pieces, ...result }) => ({ ...result, pieces: pieces.map((piece) => Buffer.from(piece, 'hex')) })

async function inProcess(serve) {
  const server = createServer({ allowHalfOpen: true, noDelay: true }, serve)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { place: { port: server.address().port }, close: () => server.close() }
}

async function program(command, place, more = []) {
  const folder = mkdtempSync(join(tmpdir(), 'exact-'))
  const path = join(folder, 's')
  const child = spawn(command[0], [...command.slice(1), place === 'unix' ? path : '0', ...more], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const results = new Results()
  const lines = createInterface({ input: child.stdout })
  const listening = new Promise((resolve, reject) => {
    lines.once('line', (line) => {
      resolve(JSON.parse(line))
      lines.on('line', (next) => results.add(decoded(JSON.parse(next))))
    })
    child.once('error', reject)
    child.once('exit', () => reject(new Error(`${command.join(' ')} has ended`)))
  })
  const { port } = await listening
  return {
    place: place === 'unix' ? { path } : { port },
    next: () => results.next(),
    async close() {
      child.stdin.end()
      await once(child, 'exit')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const node = [process.execPath, join(peers, 'pieces.mjs')]
const python = ['python3', join(peers, 'pieces.py')]

async function identity() {
  const file = join(import.meta.dirname, '../../../plugins/tcp/tls/certificate.ts')
  const { makeIdentity } = await createJiti(import.meta.url).import(file)
  return makeIdentity(['localhost'], 'self-signed', Date.now())
}
let known

/** By name: what opens one. `direction`: of the stream that it reads. */
export const readers = {
  'a server in this process': {
    direction: 'up',
    async open() {
      const results = new Results()
      const server = await inProcess((socket) => collect(socket, (read) => results.add(decoded(read))))
      return { ...server, next: () => results.next() }
    },
  },
  'a client in this process': {
    direction: 'down',
    async open() {
      const writers = new Results()
      const results = new Results()
      const server = await inProcess((socket) => {
        socket.on('error', () => {}).resume()
        writers.add(socket)
      })
      return {
        ...server,
        next: () => results.next(),
        writer: () => writers.next(),
        reads: (client) => collect(client, (read) => results.add(decoded(read))),
      }
    },
  },
  'a Node program': { direction: 'up', open: () => program(node, 'port') },
  'a Python program': { direction: 'up', open: () => program(python, 'port') },
  'a Node program at a Unix socket': { direction: 'up', unix: true, open: () => program(node, 'unix') },
  'a Python program at a Unix socket': { direction: 'up', unix: true, open: () => program(python, 'unix') },
  'a TLS server in Node': {
    direction: 'up',
    tls: true,
    async open() {
      known ??= await identity()
      return program(node, 'port', [known.key, known.cert])
    },
  },
}
