#!/usr/bin/env node
// Records real sessions of real programs, and runs what was recorded again and again while all cores are kept busy. A line each: how many
// runs passed, and how long it is beside one that was written by hand:  npm run soak:sessions -- [--times 20] [--idle] [redis smtp …]
import { execa } from 'execa'
import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { times: { type: 'string', default: '20' }, idle: { type: 'boolean', default: false } },
})
// A spinner that has lost its parent ends by itself, however its parent went.
const spinner = 'const parent = process.ppid; while (process.ppid === parent) for (let i = 0; i < 3e7; i++);'
const spinners = values.idle
  ? []
  : Array.from({ length: availableParallelism() }, () =>
      execa(process.execPath, ['-e', spinner], { stdio: 'ignore', reject: false }),
    )
process.on('exit', () => spinners.forEach((each) => each.kill('SIGKILL')))
for (const name of ['SIGINT', 'SIGTERM']) process.on(name, () => process.exit(130))

const { exitCode } = await execa('npx', ['vitest', 'run', 'test/record/sessions', '--maxWorkers', '1'], {
  cwd: resolve(import.meta.dirname, '../..'),
  env: {
    SCENARIO_SESSION_RUNS: values.times,
    ...(positionals.length > 0 && { SCENARIO_SESSION: positionals.join(',') }),
  },
  stdio: 'inherit',
  reject: false,
})
process.exit(exitCode ?? 1)
