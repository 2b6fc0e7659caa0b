// What cuts cost: a message of 200 bytes is sent through the wires of `scenario shake`, with ten cuts in it and without, and the time is taken
// until its reader has all of it. Prints a Markdown table, as in docs/performance.md.
//   node test/bench/cuts.mjs [messages]
import { once } from 'node:events'
import { connect } from 'node:net'
import { readers } from '../soak/exact/readers.mjs'
import { hiddenWires } from '../soak/exact/wires.mjs'
import { median } from './environment.mjs'

const count = Number(process.argv[2] ?? 50)
const message = Buffer.alloc(200, 'cut me ')
const ten = Array.from({ length: 10 }, (_, index) => 18 * (index + 1))

/** Milliseconds of each message, one connection after another, every second with cuts. */
async function times({ direction, open }) {
  const reader = await open()
  const planned = Array.from({ length: 2 * count }, (_, index) => ({ direction, cuts: index % 2 === 0 ? [] : ten }))
  const wires = await hiddenWires(reader.place, planned)
  const took = { whole: [], cut: [] }
  for (const { cuts } of planned) {
    const client = connect({ host: '127.0.0.1', ...wires.place, allowHalfOpen: true, noDelay: true })
    if (reader.reads === undefined) client.resume()
    else reader.reads(client)
    await once(client, 'connect')
    const writer = reader.writer === undefined ? client : await reader.writer()
    const began = performance.now()
    writer.end(message)
    await reader.next()
    took[cuts.length === 0 ? 'whole' : 'cut'].push(performance.now() - began)
    client.destroy()
  }
  await wires.close()
  await reader.close()
  return { whole: median(took.whole), cut: median(took.cut) }
}

console.log('| read by | whole | with ten cuts |\n|---|---:|---:|')
for (const [name, reader] of Object.entries(readers)) {
  if (reader.tls === true) continue
  const { whole, cut } = await times(reader)
  console.log(`| ${name} | ${whole.toFixed(1)} ms | ${cut.toFixed(1)} ms |`)
}
process.exit()
