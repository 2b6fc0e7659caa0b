#!/usr/bin/env node
// Runs every shipped scenario again and again while all cores are kept busy, and reports each failure and each transcript that
// differs from the first run's:  npm run soak:load -- --times 200 [-j 4] [--idle] [paths under scenarios/ …]
import { execa, execaSync } from 'execa'
import { cpSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    times: { type: 'string', default: '40' },
    jobs: { type: 'string', short: 'j', default: '4' },
    idle: { type: 'boolean', default: false },
  },
})
const times = Number(values.times)
const home = resolve(import.meta.dirname, '../..')
const main = process.env.SCENARIO_MAIN ?? join(home, 'dist/cli/main.js')
if (!existsSync(main)) fail('there is no dist/cli/main.js: run “npm run build” first')
if (!Number.isInteger(times) || times < 1) fail('--times takes a whole number from 1')

// A copy, so that the first run records its own transcripts and the project's stay as they are.
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'load-')))
cpSync(join(home, 'scenarios'), join(folder, 'scenarios'), { recursive: true })
cpSync(join(home, 'package.json'), join(folder, 'package.json'))
for (const name of ['node_modules', 'dist', 'test']) symlinkSync(join(home, name), join(folder, name))

// A spinner that has lost its parent ends by itself, however its parent went.
const spinner = 'const parent = process.ppid; while (process.ppid === parent) for (let i = 0; i < 3e7; i++);'
const spinners = values.idle
  ? []
  : Array.from({ length: availableParallelism() }, () =>
      execa(process.execPath, ['-e', spinner], { stdio: 'ignore', reject: false }),
    )
process.on('exit', () => {
  for (const each of spinners) each.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})
for (const name of ['SIGINT', 'SIGTERM']) process.on(name, () => process.exit(130))

/** What went wrong, by scenario: how often, and the first time in full. */
const troubles = new Map()
let runs = 0

await round(['--reporter', 'json=first.json'], 'first.json', 1)
for (let n = 2; n <= times; n++) {
  await round(['--ci', '--reporter', 'json=next.json'], 'next.json', n)
  if (n % 10 === 0) process.stderr.write(`${n} of ${times}: ${troubles.size} with trouble\n`)
}

for (const [file, { count, first, round, text }] of troubles) {
  process.stdout.write(
    `\n${file}: ${count} of ${times}, first in round ${round}\n  ${first.code}: ${first.message}${first.why === undefined ? '' : ` (${first.why})`}\n${text}`,
  )
}
process.stdout.write(
  `\n${runs} runs of scenarios in ${times} rounds, ${troubles.size === 0 ? 'not one failure, one transcript each' : `${troubles.size} scenarios with trouble`}\n`,
)
process.exit(troubles.size === 0 ? 0 : 1)

/** Runs all once and keeps what did not pass. */
async function round(flags, report, n) {
  await execa(process.execPath, [main, 'run', ...positionals, '-j', values.jobs, ...flags], {
    cwd: folder,
    stdio: 'ignore',
    env: { PATH: process.env.PATH, HOME: process.env.HOME },
    extendEnv: false,
    reject: false,
  })
  const { scenarios } = JSON.parse(readFileSync(join(folder, report), 'utf8'))
  for (const { file, status, problem } of scenarios) {
    runs += 1
    if (status === 'passed' || status === 'skipped') continue
    const known = troubles.get(file)
    if (known !== undefined) known.count += 1
    else
      troubles.set(file, {
        count: 1,
        first: problem ?? { code: status, message: '' },
        round: n,
        text: details(file, problem),
      })
  }
}

/** The lines that differ, or what had been heard. */
function details(file, problem) {
  const name = file.replace(/^scenarios\//, '').replace(/\.ya?ml$/, '')
  const other = join(folder, '.scenario/scenarios', `${name}.new.txt`)
  if (problem?.code === 'transcript-differs' && existsSync(other)) {
    return execaSync(process.execPath, [main, 'diff', join(folder, 'transcripts', `${name}.txt`), other], {
      cwd: folder,
      reject: false,
      stripFinalNewline: false,
    }).stdout
  }
  return (
    (problem?.heard ?? []).map((line) => `    | ${line}\n`).join('') +
    (problem?.actors ?? []).map(({ name, state }) => `    ${name}: ${state}\n`).join('')
  )
}

function fail(message) {
  process.stderr.write(`${message}\n`)
  process.exit(2)
}
