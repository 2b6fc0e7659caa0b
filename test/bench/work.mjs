// The work that is measured, by hand (bare.mjs) and with `scenario run`: a table of cases, and what each is to reach.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import * as editor from './editor.mjs'
import { bareScript, env, here, median, node, packedTool, project, recorded, tool } from './environment.mjs'
import * as scenarios from './scenarios.mjs'
import { signals } from './signals.mjs'
import * as watching from './watch.mjs'

const answering = join(here, 'answering.mjs')
const ticker = join(here, 'ticker.mjs')

/** One scenario file against one case of bare.mjs; the figure is the whole wall clock, in ms. */
function oneFile(name, text, bareArgs, { measure = false, flags = [], command = tool } = {}) {
  const cwd = project(name, { 'it.yaml': text })
  const figure = ({ wall, peak }) => ({ figure: wall, peak })
  return {
    bare: async () => figure(await node([bareScript, ...bareArgs, join(cwd, 'bare.log')], { cwd, measure })),
    ours: async () => figure(await node([command, 'run', ...flags, 'it.yaml'], { cwd, measure })),
  }
}

/** A question after each of 200 keys, in ms: what 95 of 100 take. By hand, a language server that knows nothing. */
function completion() {
  const figure = (took) => ({ figure: editor.percentile(took.completion, 0.95) })
  return {
    bare: async () => figure(await editor.typed(editor.bare)),
    ours: async () => figure(await editor.typed(editor.ours)),
  }
}

/** What 95 of 100 saves or keys take, in ms, while 500 scenarios are watched. By hand, a program that does nothing else. */
function watched(what) {
  const figure = (took) => ({ figure: editor.percentile(took[what], 0.95) })
  return {
    bare: async () => figure(await watching.typed(watching.bare, { what })),
    ours: async () => figure(await watching.typed(watching.ours, { what })),
  }
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

/** What passes a connection through: a pipe of Node's, and a wire. */
function through(what) {
  const run = (how) => async () => JSON.parse((await node([join(here, 'wire.mjs'), how, what], {})).printed)
  return { bare: run('pipe'), ours: run('wire') }
}

/** A picture of a hundred rows, whole process, in ms. In place of a program by hand the same command with nothing to draw: its start. */
function picture(format) {
  const cwd = project(`picture-${format}`, {
    'rows.txt': scenarios.transcript(100),
    'row.txt': scenarios.transcript(1),
  })
  const render = async (name, to) => {
    const args = ['render', join(cwd, 'scenarios', `${name}.txt`), '--to', to, '--out', join(cwd, `${name}.${to}`)]
    return { figure: (await node([tool, ...args], { cwd })).wall }
  }
  return { bare: () => render('row', 'txt'), ours: () => render('rows', format) }
}

/** Many files in one run, in ms a file; by hand, with the same parser of YAML, always the smaller number. */
function files(count) {
  const named = (n) =>
    Object.fromEntries(Array.from({ length: n }, (_, i) => [`s${String(i).padStart(4, '0')}.yaml`, scenarios.file(i)]))
  const [bare, ours] = [project(`bare-of-${count}`, named(200)), project(`files-${count}`, named(count))]
  return {
    bare: async () => ({
      figure: (await node([bareScript, 'files', '200', join(bare, 'scenarios')], { cwd: bare })).wall / 200,
    }),
    ours: async () => ({ figure: (await node([tool, 'run'], { cwd: ours })).wall / count }),
  }
}

function marker(megabytes) {
  const text = scenarios.marker(megabytes * 12_500)
  return oneFile(`marker-${megabytes}`, text, ['marker', String(megabytes)], { measure: true })
}

const clients = (count) =>
  oneFile(`clients-${count}`, scenarios.clients(count), ['clients', String(count)], { measure: true })

function starts() {
  const cwd = project('start', { 'it.yaml': scenarios.starts(100) })
  return {
    bare: async () => ({ figure: medianIn((await node([bareScript, 'starts', '100'], { cwd })).printed) }),
    async ours() {
      await node([tool, 'run', 'it.yaml'], { cwd })
      const steps = recorded(cwd).filter(({ step }) => step !== undefined)
      const took = steps.map(({ t, verb }, index) => (verb === 'start' ? (steps[index + 1].t - t) / 1000 : undefined))
      return { figure: median(took.filter((time) => time !== undefined)) }
    },
  }
}

/** The ticker is a process of its own, so that it sees how long an answer takes; what it prints is the figure. */
function reaction() {
  const cwd = project('reaction', { 'it.yaml': scenarios.reaction(ticker) })
  return {
    bare: async () => ({ figure: await reactionByHand(cwd) }),
    async ours() {
      await node([tool, 'run', 'it.yaml'], { cwd })
      const line = recorded(cwd).find(({ received }) => /median/.test(received ?? ''))
      return { figure: medianIn(line?.received ?? '') }
    },
  }
}

function reactionByHand(cwd) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [ticker], { cwd, env, stdio: ['ignore', 'pipe', 'inherit'] })
    let printed = ''
    child.stdout.on('data', (text) => {
      printed += text
      const port = /^port (\d+)\n$/.exec(printed)?.[1]
      if (port !== undefined)
        node([bareScript, 'reaction', '100', join(cwd, 'bare.log')], { cwd, extra: { PORT: port } }).catch(reject)
    })
    child.on('close', () => resolve(medianIn(printed)))
  })
}

const medianIn = (text) => Number(/median ([\d.]+)/.exec(text)?.[1])

/** Rounds are multiplied where a figure is small; `peak` is a limit of our memory in MB, `target` of the ratio, `above` of the difference. */
export const work = {
  cold: {
    what: 'cold start of one echo scenario',
    unit: 'ms',
    target: 1.8,
    rounds: 4,
    make: () => oneFile('cold', scenarios.file(1), ['exchanges', '2']),
  },
  'cold-flags': {
    what: 'the same with flags',
    unit: 'ms',
    target: 1.8,
    rounds: 4,
    make: () => oneFile('cold-flags', scenarios.file(1), ['exchanges', '2'], { flags: ['--no-ci', '-u', '--jobs=1'] }),
  },
  'cold-packed': {
    what: 'the same from an installed package',
    unit: 'ms',
    target: 1.8,
    rounds: 4,
    make: () => oneFile('cold-packed', scenarios.file(1), ['exchanges', '2'], { command: packedTool() }),
  },
  exchanges: {
    what: '10,000 exchanges in one process, whole run',
    unit: 'ms',
    target: 2,
    make: () => oneFile('exchanges', scenarios.exchanges(10_000), ['exchanges', '10000']),
  },
  'exchanges-each': {
    what: 'the same, one exchange without the start',
    unit: 'µs',
    make: () => eachOf('exchanges-each', 10_000, scenarios.exchanges, 'exchanges'),
  },
  program: {
    what: '10,000 exchanges with a Node server, whole run',
    unit: 'ms',
    target: 1.5,
    make: () => oneFile('program', scenarios.program(answering, 10_000), ['program', '10000']),
  },
  'files-200': {
    what: '200 scenario files in one run, each',
    unit: 'ms',
    target: 1.08,
    make: () => files(200),
  },
  'files-1000': {
    what: '1,000 scenario files in one run, each',
    unit: 'ms',
    target: 0.9,
    make: () => files(1000),
  },
  'marker-128': {
    what: 'a marker behind 128 MB of 80-byte lines',
    unit: 'ms',
    target: 1.7,
    peak: 110,
    make: () => marker(128),
  },
  'marker-256': {
    what: 'the same behind 256 MB',
    unit: 'ms',
    target: 1.7,
    peak: 110,
    make: () => marker(256),
  },
  'clients-1000': {
    what: '1,000 clients at once, two exchanges each',
    unit: 'ms',
    target: 1.8,
    make: () => clients(1000),
  },
  'clients-5000': {
    what: '5,000 clients at once, two exchanges each',
    unit: 'ms',
    target: 1.8,
    peak: 200,
    make: () => clients(5000),
  },
  reaction: {
    what: 'reaction to a line, median of 100',
    unit: 'µs',
    target: 1.2,
    make: reaction,
  },
  start: {
    what: 'a program started until ready, median of 100',
    unit: 'ms',
    above: 5,
    make: starts,
  },
  signal: {
    what: 'a signal on its way, median of 100',
    unit: 'µs',
    above: 1000,
    make: () => signals(project('signal', { 'it.yaml': scenarios.signals(join(here, 'signalled.mjs')) })),
  },
  'wire-bytes': {
    what: '256 MB through a wire without faults, beside a bare pipe',
    unit: 'ms',
    target: 2,
    make: () => through('bytes'),
  },
  'wire-trips': {
    what: 'one of 10,000 round trips through it, beside a bare pipe',
    unit: 'µs',
    above: 100,
    make: () => through('trips'),
  },
  completion: {
    what: 'names completed in 1,000 lines after a key, 95 of 100',
    unit: 'ms',
    above: 50,
    make: completion,
  },
  'picture-svg': {
    what: 'a picture of 100 rows as SVG, beside the start',
    unit: 'ms',
    above: 100,
    make: () => picture('svg'),
  },
  'picture-png': {
    what: 'the same as PNG',
    unit: 'ms',
    above: 300,
    make: () => picture('png'),
  },
  save: {
    what: 'a save until its run begins, beside 500 scenarios, 95 of 100',
    unit: 'ms',
    above: 100,
    make: () => watched('save'),
  },
  key: {
    what: 'a key while 500 scenarios run, 95 of 100',
    unit: 'ms',
    above: 50,
    make: () => watched('key'),
  },
}
