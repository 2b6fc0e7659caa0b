#!/usr/bin/env node
// Does a fault hit the byte that it is planned for? Each kind of it is tried so many times at random bytes, by a proxy and by the wires of
// `scenario shake`, for each kind of reader, and it is counted how often exactly what was planned has arrived:
//   npm run soak:exact -- --times 1000 [--busy 6] [--seed N] [--only “cuts by”]
import { spawn } from 'node:child_process'
import { connect } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { parseArgs } from 'node:util'
import { cases, missed, missedCut } from './exact/cases.mjs'
import { readers } from './exact/readers.mjs'
import { hiddenWires, proxyWires } from './exact/wires.mjs'

const { values } = parseArgs({
  options: {
    times: { type: 'string', default: '1000' },
    busy: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
  },
})
const times = Number(values.times)
if (!Number.isInteger(times) || times < 1) {
  process.stderr.write('--times takes a whole number from 1\n')
  process.exit(2)
}
/** Connections through the same wires. */
const most = 100

const spinner = 'const parent = process.ppid; while (process.ppid === parent) for (let i = 0; i < 3e7; i++);'
const spinners = Array.from({ length: Number(values.busy) }, () =>
  spawn(process.execPath, ['-e', spinner], { stdio: 'ignore' }),
)
process.on('exit', () => {
  for (const each of spinners) each.kill('SIGKILL')
})
for (const name of ['SIGINT', 'SIGTERM']) process.on(name, () => process.exit(130))

let state = Number(values.seed) >>> 0
/** From 0 up to 1, the same for the same seed. */
function draw() {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0
  return state / 2 ** 32
}

const turn = () => new Promise((resolve) => void setImmediate(resolve))

/** Sends a message in one go, or in pieces of random lengths with turns of the event loop between some. */
async function send(socket, message, whole) {
  for (let from = 0; from < message.length && socket.writable;) {
    const length = whole ? message.length : 1 + Math.floor(draw() * 60)
    socket.write(message.subarray(from, from + length))
    from += length
    if (draw() < 0.3) await turn()
  }
  if (socket.writable) socket.end()
}

const messageOf = (length) => Buffer.from(Array.from({ length }, () => Math.floor(draw() * 256)))

/** One connection after another; answers what each of them has missed. */
async function batch(wiresOf, name, { direction, open, unix = false, tls = false }, count) {
  const each = cases[name]
  const jobs = Array.from({ length: count }, () => {
    const message = messageOf(tls ? 300 : 40 + Math.floor(draw() * 360))
    // The greeting of TLS alone has more than 200 bytes.
    return { message, whole: draw() < 0.5, plan: each.plan(draw, tls ? 200 : message.length) }
  })
  const reader = await open()
  const wires = await wiresOf(
    reader.place,
    jobs.map(({ plan }) => {
      const fault = each[wiresOf === hiddenWires ? 'hidden' : 'proxy'](plan, direction)
      return { direction, ...fault }
    }),
  )
  const read = []
  for (const [index, { message, whole, plan }] of jobs.entries()) {
    const client = tls
      ? connectTls({ ...wires.place, host: '127.0.0.1', rejectUnauthorized: false })
      : connect({ ...wires.place, host: '127.0.0.1', allowHalfOpen: true, noDelay: true })
    client.on('error', () => {})
    if (reader.reads === undefined) client.resume()
    else reader.reads(client)
    const writer = reader.writer === undefined ? client : await reader.writer()
    const sent = send(writer, message, whole)
    const passes = each.reads(message, plan).length
    const last = performance.now() + 30_000
    const hasPassed = () => wires.passed(index + 1, direction, { length: message.length, passes })
    while (each.stays && !hasPassed()) {
      if (performance.now() > last) throw new Error(`${name}: connection ${index + 1} is still busy after 30 s`)
      await turn()
    }
    if (!each.stays) read.push(await reader.next())
    await sent
    if (!each.stays) client.destroy()
  }
  await wires.close()
  if (each.stays) for (const _ of jobs) read.push(await reader.next())
  await reader.close()
  return each.stays
    ? missedOfAll(jobs, read, name)
    : jobs.map((job, index) => missedOf(job, read[index], { name, tls, unix }))
}

const missedOf = ({ message, whole, plan }, read, { name, tls, unix }) => {
  if (!tls) return missed(name, plan, message, read, { whole, unix })
  return read.text === message.toString('hex') ? missedCut(read.pieces, plan.cuts) : 'the text is another'
}

/** Connections that end all at once do so in any order. */
function missedOfAll(jobs, read, name) {
  const got = read.map(({ pieces }) => Buffer.concat(pieces).toString('hex'))
  return jobs.map(({ message, plan }) => {
    const at = got.indexOf(cases[name].reads(message, plan).toString('hex'))
    return at === -1 ? `nobody has read exactly ${plan.at} bytes` : void got.splice(at, 1)
  })
}

const rows = ['hidden', 'proxy'].flatMap((kind) =>
  Object.entries(readers).flatMap(([to, reader]) =>
    Object.keys(cases).flatMap((name) => {
      if (cases[name][kind] === undefined || (reader.tls === true && name !== 'cuts')) return []
      const title = `${name} by ${kind === 'hidden' ? 'the wires of shake' : 'a proxy'}, read by ${to}`
      return title.includes(values.only)
        ? [{ title, name, reader, wiresOf: kind === 'hidden' ? hiddenWires : proxyWires }]
        : []
    }),
  ),
)
let all = 0
for (const { title, name, reader, wiresOf } of rows) {
  const misses = []
  const began = performance.now()
  for (let left = times; left > 0; left -= most) {
    const found = await batch(wiresOf, name, reader, Math.min(left, most))
    misses.push(...found.filter((miss) => miss !== undefined))
  }
  all += misses.length
  const each = ((performance.now() - began) / times).toFixed(1)
  console.log(`${times - misses.length} of ${times}: ${title} (${each} ms each)`)
  for (const miss of misses.slice(0, 3)) console.log(`  ${miss}`)
}
console.log(
  `${rows.length} kind${rows.length === 1 ? '' : 's'} of faults, ${all === 0 ? 'each byte was hit' : `${all} bytes were missed`}`,
)
process.exit(all === 0 ? 0 : 1)
