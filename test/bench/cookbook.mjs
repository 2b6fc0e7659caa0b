// How soon `scenario shake` finds each mistake of the cookbook (docs/shake-cookbook.md), and to how many cuts it shrinks it, for several seeds.
// Prints a Markdown table, as in docs/performance.md.
//   node test/bench/cookbook.mjs [--seeds 10] [--only NAME]
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { env, median, tool } from './environment.mjs'

const { values } = parseArgs({
  options: { seeds: { type: 'string', default: '10' }, only: { type: 'string', default: '' } },
})
const seeds = Number(values.seeds)
const home = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'cookbook-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
for (const name of ['package.json', 'scenarios/shake', 'transcripts/shake'])
  cpSync(join(home, name), join(folder, name), { recursive: true })

/** What its first lines say that it is found by. */
function faultsFor(name) {
  const [, faults] = /--faults (\w+)/.exec(readFileSync(join(folder, `scenarios/shake/${name}.yaml`), 'utf8')) ?? []
  return faults === undefined ? [] : ['--faults', faults]
}

/** The run that has found it, from 1, seconds until the report, and the parts of the plan that it is shrunk to. */
function shaken(name, seed) {
  const flags = ['--var', `program=${name}.wrong`, ...faultsFor(name), '--reporter', 'json=report.json']
  const began = performance.now()
  // Where connections are broken each place is tried, and no seed chooses.
  spawnSync(process.execPath, [tool, 'shake', `shake/${name}`, '--seed', String(seed), '--runs', '200', ...flags], {
    cwd: folder,
    env,
  })
  const seconds = (performance.now() - began) / 1000
  const { shaken: found } = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')).scenarios[0]
  const parts = (found?.plan?.faults ?? []).flatMap(({ cuts = [], joins = [], delays = [], breaks = [] }) => [
    ...cuts,
    ...joins,
    ...delays,
    ...[breaks].flat(),
  ])
  return { run: found?.found, seconds, parts: parts.length }
}

const names = readdirSync(join(folder, 'scenarios/shake')).flatMap((file) =>
  file.endsWith('.yaml') && file.includes(values.only) ? [file.replace('.yaml', '')] : [],
)
console.log('| mistake | found in | run, at most | seconds | at most | parts, at most |')
console.log('|---|---:|---:|---:|---:|---:|')
for (const name of names) {
  const all = Array.from({ length: seeds }, (_, index) => shaken(name, index + 1))
  const found = all.filter(({ run }) => run !== undefined)
  const most = (key) => Math.max(...found.map((each) => each[key]))
  const middle = median(all.map(({ seconds }) => seconds)).toFixed(1)
  const cells = [`${found.length} of ${seeds}`, most('run'), middle, most('seconds').toFixed(1), most('parts')]
  console.log(`| \`${name}\` | ${cells.join(' | ')} |`)
}
