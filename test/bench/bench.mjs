// What the language costs: the same work by hand (bare.mjs) and by `scenario run`, turn about in one sitting, as ratios.
//   npm run bench -- [--only CASE] [--rounds N]      every case, or those whose name begins so; 5 rounds unless told
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import * as scenarios from './cases.mjs'

const here = fileURLToPath(new URL('.', import.meta.url))
const tool = fileURLToPath(new URL(`../../${process.env.SCENARIO_DIST ?? 'dist'}/cli/main.js`, import.meta.url))
const { values: asked } = parseArgs({
  options: { only: { type: 'string', default: '' }, rounds: { type: 'string', default: '5' } },
})
const rounds = Number(asked.rounds)
if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds wants a whole number from 1')
if (!existsSync(tool)) throw new Error('there is no dist/cli/main.js; run “npm run build” first')

const folder = mkdtempSync(join(tmpdir(), 'scenario-bench-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
for (const name of ['SIGINT', 'SIGTERM']) process.on(name, () => process.exit(1))

// Nothing else is in the environment: NODE_EXTRA_CA_CERTS alone costs every start of Node some 35 ms.
const env = Object.fromEntries(
  ['PATH', 'HOME', 'LANG', 'TMPDIR'].flatMap((name) =>
    process.env[name] === undefined ? [] : [[name, process.env[name]]],
  ),
)

/** Runs a Node script in the folder of its case. Wall clock from start to exit in ms, peak memory in MB, what it printed. */
function node(args, { cwd, measure = false, extra = {} }) {
  return new Promise((resolve, reject) => {
    const report = join(folder, 'peak')
    const began = process.hrtime.bigint()
    const child = spawn(process.execPath, [...(measure ? ['--import', join(here, 'peak.mjs')] : []), ...args], {
      cwd,
      env: { ...env, ...extra, ...(measure ? { BENCH_PEAK: report } : {}) },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    child.stdout.on('data', (text) => (said += text))
    child.stderr.on('data', (text) => (said += text))
    child.on('error', reject)
    child.on('close', (code) => {
      const wall = Number(process.hrtime.bigint() - began) / 1e6
      if (code !== 0) return reject(new Error(`${args.join(' ')} ended with ${code}\n${said}`))
      resolve({ wall, said, ...(measure ? { peak: Number(readFileSync(report, 'utf8')) / 1024 } : {}) })
    })
  })
}

/** A folder with these scenarios, where `scenario run` finds them. */
function project(name, files) {
  const cwd = join(folder, name)
  mkdirSync(join(cwd, 'scenarios'), { recursive: true })
  for (const [file, text] of Object.entries(files)) writeFileSync(join(cwd, 'scenarios', file), text)
  return cwd
}

const ticker = join(here, 'ticker.mjs')
const answering = join(here, 'answering.mjs')

/** The ticker is a process of its own, so that it sees how long an answer takes; what it prints is the figure. */
function reactionByHand(cwd) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [ticker], { cwd, env, stdio: ['ignore', 'pipe', 'inherit'] })
    let said = ''
    child.stdout.on('data', (text) => {
      said += text
      const port = /^port (\d+)\n$/.exec(said)?.[1]
      if (port !== undefined)
        node([join(here, 'bare.mjs'), 'reaction', '100', join(cwd, 'bare.log')], { cwd, extra: { PORT: port } }).catch(
          reject,
        )
    })
    child.on('close', () => resolve(medianIn(said)))
  })
}
const medianIn = (text) => Number(/median ([\d.]+)/.exec(text)?.[1])

/** One scenario file against one case of bare.mjs; the figure is the whole wall clock. */
function oneFile(name, text, bareArgs, { measure = false, flags = [] } = {}) {
  const cwd = project(name, { 'it.yaml': text })
  const figure = ({ wall, peak }) => ({ figure: wall, peak })
  return {
    bare: async () =>
      figure(await node([join(here, 'bare.mjs'), ...bareArgs, join(cwd, 'bare.log')], { cwd, measure })),
    ours: async () => figure(await node([tool, 'run', ...flags, 'it.yaml'], { cwd, measure })),
  }
}

/** The events of the last run, as they were recorded. */
const recorded = (cwd) =>
  readFileSync(join(cwd, '.scenario', 'scenarios', 'it.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

/** A program is signalled; the figure is the median time until its handler runs, from the stamps that it prints. */
function signals(cwd) {
  const inRecording = () => {
    const rows = recorded(cwd)
    const sent = rows.filter(({ told }) => told?.text === 'SIGUSR1 sent').map(({ told }) => told.at)
    const heard = rows.flatMap(({ t, heard: text }) => {
      const stamp = /^at (\d+)\n$/.exec(text ?? '')?.[1]
      return stamp === undefined ? [] : [{ at: t, stamp: Number(stamp) }]
    })
    return { sent, heard }
  }
  return {
    bare: async () => ({
      figure: delay(JSON.parse((await node([join(here, 'bare.mjs'), 'signals', '100'], { cwd })).said)),
    }),
    async ours() {
      await node([tool, 'run', 'it.yaml'], { cwd })
      return { figure: delay(inRecording()) }
    },
  }
}

/** The program's clock is ours, shifted by no less than the shortest time that a line of its took to be heard. */
function delay({ sent, heard }) {
  if (sent.length !== heard.length) throw new Error(`${sent.length} signals, ${heard.length} answers`)
  const shift = Math.min(...heard.map(({ at, stamp }) => at - stamp))
  return median(heard.map(({ stamp }, index) => stamp + shift - sent[index]))
}

/** What one of many exchanges takes, in µs: the same with two exchanges is taken off, so that the start is not in it. */
function eachOf(name, count, textFor, what) {
  const many = oneFile(name, textFor(count), [what, String(count)])
  const few = oneFile(`${name}-few`, textFor(2), [what, '2'])
  const each = async (side) => ({
    figure: (((await many[side]()).figure - (await few[side]()).figure) / (count - 2)) * 1000,
  })
  return { bare: () => each('bare'), ours: () => each('ours') }
}

const count = 10_000
const megabytes = 128
const cases = {
  cold: {
    what: 'cold start of one echo scenario',
    unit: 'ms',
    target: 3,
    rounds: 4,
    make: () => oneFile('cold', scenarios.file(1), ['exchanges', '2']),
  },
  'cold-flag': {
    what: 'the same with a flag, which needs the parser',
    unit: 'ms',
    target: 3,
    rounds: 4,
    make: () => oneFile('cold-flag', scenarios.file(1), ['exchanges', '2'], { flags: ['--jobs=1'] }),
  },
  exchanges: {
    what: `${count} exchanges on one connection, each`,
    unit: 'µs',
    target: 2.5,
    make: () => eachOf('exchanges', count, scenarios.exchanges, 'exchanges'),
  },
  program: {
    what: `${count} exchanges with a program, each`,
    unit: 'µs',
    target: 1.15,
    make: () => eachOf('program', count, (n) => scenarios.program(answering, n), 'program'),
  },
  files: {
    what: '1000 scenario files in one run, each',
    unit: 'ms',
    target: 1.3,
    make() {
      const names = Array.from({ length: 1000 }, (_, i) => [`s${String(i).padStart(4, '0')}.yaml`, scenarios.file(i)])
      const cwd = project('files', Object.fromEntries(names))
      return {
        bare: async () => ({
          figure: (await node([join(here, 'bare.mjs'), 'files', '1000', join(cwd, 'scenarios')], { cwd })).wall / 1000,
        }),
        ours: async () => ({ figure: (await node([tool, 'run'], { cwd })).wall / 1000 }),
      }
    },
  },
  marker: {
    what: `a marker behind ${megabytes} MB of 80-byte lines`,
    unit: 'ms',
    target: 3,
    peak: 200,
    make: () =>
      oneFile('marker', scenarios.marker(megabytes * 12_500), ['marker', String(megabytes)], { measure: true }),
  },
  'marker-double': {
    what: `the same behind ${2 * megabytes} MB`,
    unit: 'ms',
    target: 3,
    peak: 200,
    make: () =>
      oneFile('marker-double', scenarios.marker(2 * megabytes * 12_500), ['marker', String(2 * megabytes)], {
        measure: true,
      }),
  },
  clients: {
    what: '1000 clients at once, two exchanges each',
    unit: 'ms',
    target: 2.5,
    make: () => oneFile('clients', scenarios.clients(1000), ['clients', '1000']),
  },
  start: {
    what: 'a program started until ready, median of 100',
    unit: 'ms',
    above: 5,
    make() {
      const cwd = project('start', { 'it.yaml': scenarios.starts(100) })
      return {
        bare: async () => ({ figure: medianIn((await node([join(here, 'bare.mjs'), 'starts', '100'], { cwd })).said) }),
        async ours() {
          await node([tool, 'run', 'it.yaml'], { cwd })
          const steps = recorded(cwd).filter(({ step }) => step !== undefined)
          const took = steps.map(({ t, verb }, index) =>
            verb === 'start' ? (steps[index + 1].t - t) / 1000 : undefined,
          )
          return { figure: median(took.filter((time) => time !== undefined)) }
        },
      }
    },
  },
  signal: {
    what: 'a signal on its way, median of 100',
    unit: 'µs',
    above: 1000,
    make: () => signals(project('signal', { 'it.yaml': scenarios.signals(join(here, 'signalled.mjs')) })),
  },
  reaction: {
    what: 'reaction to a line, median of 100',
    unit: 'µs',
    target: 2,
    make() {
      const cwd = project('reaction', { 'it.yaml': scenarios.reaction(ticker) })
      return {
        bare: async () => ({ figure: await reactionByHand(cwd) }),
        async ours() {
          await node([tool, 'run', 'it.yaml'], { cwd })
          return { figure: medianIn(readFileSync(join(cwd, '.scenario', 'scenarios', 'it.jsonl'), 'utf8')) }
        },
      }
    },
  },
}

const median = (numbers) => {
  const sorted = numbers.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/** Pairs, turn about, so that whatever else the machine does meets both; the first pair of each case only warms caches. */
async function measured({ make, rounds: more = 1 }) {
  const { bare, ours } = make()
  const pairs = []
  for (let round = 0; round <= rounds * more; round++) {
    const pair = { bare: await bare(), ours: await ours() }
    if (round > 0) pairs.push(pair)
  }
  return {
    bare: median(pairs.map((pair) => pair.bare.figure)),
    ours: median(pairs.map((pair) => pair.ours.figure)),
    ratio: median(pairs.map((pair) => pair.ours.figure / pair.bare.figure)),
    peaks:
      pairs[0].ours.peak === undefined
        ? undefined
        : [median(pairs.map((pair) => pair.bare.peak)), median(pairs.map((pair) => pair.ours.peak))],
  }
}

const shown = (figure, unit) =>
  `${figure < 10 ? figure.toFixed(2) : figure < 100 ? figure.toFixed(1) : figure.toFixed(0)} ${unit}`
const row = (...cells) =>
  console.log(
    cells.map((cell, index) => (index === 0 ? cell.padEnd(47) : cell.padStart(index === 5 ? 6 : 10))).join(' '),
  )

console.log(
  `Node ${process.version}, ${cpus().length} cores (${cpus()[0]?.model.trim()}), median of ${rounds} pairs (cold: ${4 * rounds})\n`,
)
row('case', 'bare', 'ours', 'ratio', 'target', 'met?')
const missed = []
for (const [name, each] of Object.entries(cases)) {
  if (!name.startsWith(asked.only)) continue
  const { bare, ours, ratio, peaks } = await measured(each)
  const met = each.above === undefined ? ratio <= each.target : ours - bare <= each.above
  const wanted = each.above === undefined ? `≤ ${each.target}` : `≤ +${each.above} ${each.unit}`
  if (!met) missed.push(`${each.what}: ${ratio.toFixed(2)} (${shown(ours - bare, each.unit)} more), wanted ${wanted}`)
  row(each.what, shown(bare, each.unit), shown(ours, each.unit), ratio.toFixed(2), wanted, met ? 'yes' : 'NO')
  if (peaks === undefined) continue
  const small = peaks[1] < each.peak
  if (!small) missed.push(`${each.what}: ${peaks[1].toFixed(0)} MB, wanted less than ${each.peak}`)
  row('  peak memory', shown(peaks[0], 'MB'), shown(peaks[1], 'MB'), '', `< ${each.peak} MB`, small ? 'yes' : 'NO')
}
console.log(missed.length === 0 ? '\nAll targets met.' : `\nMissed:\n${missed.map((line) => `  ${line}`).join('\n')}`)
process.exit(missed.length === 0 ? 0 : 1)
