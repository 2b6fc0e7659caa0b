// The same work by hand: node:net and node:fs only, no language, no engine. `node bare.mjs CASE [N] [OUT]`
import fs from 'node:fs'
import net from 'node:net'
import { fileURLToPath } from 'node:url'

const [, , what, n = '1', out = '/dev/null'] = process.argv
const count = Number(n)
const started = performance.now()
const log = []
const note = (lane, mark, text) =>
  log.push(JSON.stringify({ t: Math.round((performance.now() - started) * 1000), lane, mark, text }))
const save = () => fs.writeFileSync(out, `${log.join('\n')}\n`)
const fail = (why) => {
  console.error(why)
  process.exit(1)
}

/** Calls `line` with every whole line of a socket. */
function lines(socket, line) {
  let rest = ''
  socket.setEncoding('utf8')
  socket.on('data', (chunk) => {
    rest += chunk
    for (let at = rest.indexOf('\n'); at >= 0; at = rest.indexOf('\n')) {
      const text = rest.slice(0, at)
      rest = rest.slice(at + 1)
      line(text)
    }
  })
  socket.on('error', (error) => fail(error.message))
}

function echoServer(connections, ready, done) {
  let ended = 0
  const server = net.createServer({ noDelay: true }, (socket) => {
    note('server', '|', 'client connected')
    socket.write('Hello client!\n')
    lines(socket, (text) => {
      note('server', '|', text)
      socket.write(`echo: ${text}\n`)
    })
    socket.on('close', () => {
      if (++ended === connections) server.close(done)
    })
  })
  server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, () => ready(server.address().port))
}

/** Greeting, then `times` exchanges on one connection. */
function client(port, name, times, held, done) {
  const socket = net.connect({ port, host: '127.0.0.1', noDelay: true })
  let next = -1
  const go = () => {
    if (++next === times) return socket.end()
    note(name, '>', `ping ${next}`)
    socket.write(`ping ${next}\n`)
  }
  lines(socket, (text) => {
    note(name, '|', text)
    if (text !== (next < 0 ? 'Hello client!' : `echo: ping ${next}`)) fail(`got ${text}`)
    if (next < 0 && held !== undefined) held(go)
    else go()
  })
  socket.on('close', done)
}

const both = (() => {
  let left = 2
  return () => {
    if (--left === 0) save()
  }
})()

/** Starts a program of its own and hands over the port that it prints; \`done\` when it has left. */
async function program(file, ready, done) {
  const { spawn } = await import('node:child_process')
  const child = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'inherit'] })
  lines(child.stdout, (text) => {
    note('program', '|', text)
    ready(Number(text.slice('port '.length)))
  })
  child.on('close', (code) => (code === 0 ? done() : fail(`the program ended with ${code}`)))
}

/** Starts a program, waits for its word, ends its input and waits until it has gone; prints what the first two take, in ms. */
async function starts(times) {
  const { spawn } = await import('node:child_process')
  const took = []
  for (let i = 0; i < times; i++) {
    const began = performance.now()
    const child = spawn('sh', ['-c', 'echo up; cat'], { detached: true, stdio: 'pipe' })
    const gone = new Promise((done) => void child.on('close', done))
    await new Promise((up) => lines(child.stdout, (text) => up(note('program', '|', text))))
    took.push(performance.now() - began)
    child.stdin.end()
    const code = await gone
    if (code !== 0) fail(`the program ended with ${code}`)
    note('program', '*', 'exited 0')
  }
  save()
  console.log(`median ${took.toSorted((a, b) => a - b)[times >> 1]}`)
}

/** Signals a program when it has answered the last signal; prints when each was sent and its answer received, in µs. */
async function signals(times) {
  const { spawn } = await import('node:child_process')
  const child = spawn(process.execPath, [fileURLToPath(new URL('signalled.mjs', import.meta.url))], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const now = () => Math.round((performance.now() - started) * 1000)
  const [sent, received] = [[], []]
  lines(child.stdout, (text) => {
    if (text !== 'up') received.push({ at: now(), stamp: Number(text.slice('at '.length)) })
    if (received.length === times) child.stdin.end()
    // Like ours: only when the program sleeps.
    else setTimeout(() => child.kill('SIGUSR1', sent.push(now())), 5)
  })
  child.on('close', () => console.log(JSON.stringify({ sent, received })))
}

if (what === 'starts') await starts(count)
else if (what === 'signals') await signals(count)
else if (what === 'exchanges') echoServer(1, (port) => client(port, 'client', count, undefined, both), both)
else if (what === 'program') {
  await program(
    fileURLToPath(new URL('answering.mjs', import.meta.url)),
    (port) => client(port, 'client', count, undefined, both),
    both,
  )
} else if (what === 'clients') {
  const waiting = []
  let open = count
  const closed = () => {
    if (--open === 0) both()
  }
  echoServer(
    count,
    (port) => {
      let begun = 0
      const begin = () => {
        if (begun === count) return
        client(
          port,
          `client#${++begun}`,
          2,
          (go) => {
            waiting.push(go)
            begin()
            if (waiting.length === count) for (const each of waiting) each()
          },
          closed,
        )
      }
      // More at a time overflow the queue of the listening socket (4,096), and what is lost there comes a second later.
      for (let i = 0; i < 1000; i++) begin()
    },
    both,
  )
} else if (what === 'files') {
  const { parse } = await import('yaml')
  const folder = out
  const names = fs
    .readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
  fs.mkdirSync(`${folder}/bare-out`, { recursive: true })
  const next = () => {
    const name = names.shift()
    if (name === undefined) return
    const steps = parse(fs.readFileSync(`${folder}/${name}`, 'utf8')).steps
    const mine = []
    let left = 2
    const end = () => {
      if (--left > 0) return
      fs.writeFileSync(`${folder}/bare-out/${name}.txt`, mine.join('\n'))
      next()
    }
    const server = net.createServer((socket) => {
      socket.write('Hello client!\n')
      lines(socket, (text) => socket.write(`echo: ${text}\n`))
      socket.on('close', () => server.close(end))
    })
    server.listen(0, '127.0.0.1', () => {
      const talk = steps.flatMap((step) =>
        'send' in step
          ? [['send', step.send.client]]
          : 'expect' in step && 'client' in step.expect
            ? [['expect', step.expect.client]]
            : [],
      )
      const socket = net.connect(server.address().port, '127.0.0.1')
      let at = 0
      const go = () => {
        for (; at < talk.length && talk[at][0] === 'send'; at++) {
          mine.push(`> ${talk[at][1]}`)
          socket.write(`${talk[at][1]}\n`)
        }
        if (at === talk.length) socket.end()
      }
      lines(socket, (text) => {
        mine.push(`| ${text}`)
        if (text !== talk[at][1]) fail(`${name}: got ${text}`)
        at += 1
        go()
      })
      socket.on('close', end)
      go()
    })
  }
  next()
} else if (what === 'marker') {
  const file = fs.openSync(out, 'w')
  const block = Buffer.from(
    `${'the quick brown fox jumps over the lazy dog and runs far away into the woods'.padEnd(79, '.')}\n`.repeat(800),
  )
  const server = net.createServer((socket) => {
    let left = Math.floor((count * 1024 * 1024) / 80) * 80
    const go = () => {
      while (left > 0) {
        const part = left < block.length ? block.subarray(0, left) : block
        left -= part.length
        if (!socket.write(part)) return void socket.once('drain', go)
      }
      socket.write('END-MARKER\n')
    }
    go()
    socket.resume()
    socket.on('close', () => server.close())
  })
  server.listen(0, '127.0.0.1', () => {
    const socket = net.connect(server.address().port, '127.0.0.1')
    let tail = Buffer.alloc(0)
    let found = false
    socket.on('data', (chunk) => {
      fs.writeSync(file, chunk)
      if (chunk.includes('END-MARKER\n') || Buffer.concat([tail, chunk.subarray(0, 11)]).includes('END-MARKER\n')) {
        found = true
        socket.end()
      }
      tail = Buffer.concat([tail, chunk.subarray(-11)]).subarray(-11)
    })
    socket.on('close', () => {
      if (!found) fail('no marker')
      fs.closeSync(file)
    })
  })
} else if (what === 'reaction') {
  const port = Number(process.env.PORT)
  const socket = net.connect({ port, host: '127.0.0.1', noDelay: true })
  lines(socket, (text) => {
    note('client', '|', text)
    if (text === 'done') return socket.end()
    const answer = `ack ${text.slice(5)}`
    note('client', '>', answer)
    socket.write(`${answer}\n`)
  })
  socket.on('close', save)
} else fail(`no such case: ${what}`)
