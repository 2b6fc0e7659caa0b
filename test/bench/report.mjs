// The report's page of 1,000 scenarios, and of one with 100,000 lines: how long `scenario report` takes, and how large the page is.
//   node report.mjs [--rounds N]      a table as in docs/performance.md
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { median, node, project, tool } from './environment.mjs'

const echo = (title) => `scenario: ${title}
actors:
  server: { echo-server: {} }
  client: { telnet: server }
steps:
  - start: server
  - connect: client
  - expect: { client: Hello client!, server: client connected }
  - send: { client: This is simple echo }
  - expect: { client: This is simple echo, server: This is simple echo }
  - exit: client
`

const lines = `scenario: many lines
actors:
  program: { program: [seq, "1", "100000"] }
transcript: { lines: 200000 }
steps:
  - start: program
  - expect: { program: { exit: 0 } }
`

const cases = {
  '1,000 scenarios': Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [`${at}.yaml`, echo(`echo ${at}`)])),
  'a scenario of 100,000 lines': { 'lines.yaml': lines },
}

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '5' } } })
const rounds = Number(values.rounds)
if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds takes a whole number from 1')

const kilobytes = (file) => Math.round(statSync(file).size / 1000)
console.log('| the report of | time | peak | page |\n|---|---:|---:|---:|')
for (const [what, files] of Object.entries(cases)) {
  const cwd = project(what, files)
  await node([tool, 'run', '--reporter', 'minimal', '--no-ci'], { cwd })
  const taken = []
  for (let round = 0; round <= rounds; round++) taken.push(await node([tool, 'report'], { cwd, measure: true }))
  // The first one only warms caches.
  const [time, peak] = ['wall', 'peak'].map((name) => median(taken.slice(1).map((one) => one[name])))
  const page = join(cwd, '.scenario', 'report.html')
  if (!readFileSync(page, 'utf8').includes('id="scenario-0"')) throw new Error('the page has nothing of a scenario')
  console.log(`| ${what} | ${(time / 1000).toFixed(2)} s | ${peak.toFixed(0)} MB | ${kilobytes(page)} kB |`)
}
