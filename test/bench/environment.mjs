// Where the cases of the benchmark run, and how one run is taken.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { execaSync } from 'execa'

export const here = fileURLToPath(new URL('.', import.meta.url))
export const bareScript = join(here, 'bare.mjs')
const clone = fileURLToPath(new URL('../../', import.meta.url))
const dist = process.env.SCENARIO_DIST ?? 'dist'
export const tool = join(clone, dist, 'cli', 'main.js')
if (!existsSync(tool)) throw new Error(`there is no ${dist}/cli/main.js; run “npm run build” first`)

const folder = mkdtempSync(join(tmpdir(), 'scenario-bench-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
for (const name of ['SIGINT', 'SIGTERM']) process.on(name, () => process.exit(1))

// Nothing else is in the environment: NODE_EXTRA_CA_CERTS alone costs every start of Node some 35 ms.
export const env = {
  ...Object.fromEntries(
    ['PATH', 'HOME', 'LANG', 'TMPDIR'].flatMap((name) =>
      process.env[name] === undefined ? [] : [[name, process.env[name]]],
    ),
  ),
  XDG_CACHE_HOME: join(folder, 'cache'),
}

/** Runs a Node script in the folder of its case. Wall clock from start to exit in ms, peak memory in MB, what it printed. */
export function node(args, { cwd, measure = false, extra = {} }) {
  return new Promise((resolve, reject) => {
    const report = join(folder, 'peak')
    const began = process.hrtime.bigint()
    const child = spawn(process.execPath, [...(measure ? ['--import', join(here, 'peak.mjs')] : []), ...args], {
      cwd,
      env: { ...env, ...extra, ...(measure ? { BENCH_PEAK: report } : {}) },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let printed = ''
    child.stdout.on('data', (text) => (printed += text))
    child.stderr.on('data', (text) => (printed += text))
    child.on('error', reject)
    child.on('close', (code) => {
      const wall = Number(process.hrtime.bigint() - began) / 1e6
      if (code !== 0) return reject(new Error(`${args.join(' ')} ended with ${code}\n${printed}`))
      resolve({ wall, printed, ...(measure ? { peak: Number(readFileSync(report, 'utf8')) / 1024 } : {}) })
    })
  })
}

/** A folder with these scenarios, where `scenario run` finds them. */
export function project(name, files) {
  const cwd = join(folder, name)
  mkdirSync(join(cwd, 'scenarios'), { recursive: true })
  for (const [file, text] of Object.entries(files)) writeFileSync(join(cwd, 'scenarios', file), text)
  return cwd
}

/** The command as users install it: what `npm pack` puts into the package, beside our own dependencies. */
export function packedTool() {
  const home = join(folder, 'packed')
  mkdirSync(home)
  const packed = execaSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', home], { cwd: clone })
  execaSync('tar', ['-xzf', JSON.parse(packed.stdout)[0].filename], { cwd: home })
  symlinkSync(join(clone, 'node_modules'), join(home, 'package', 'node_modules'))
  return join(home, 'package', dist, 'cli', 'main.js')
}

/** The events of the last run of a folder's only scenario, as they were recorded. */
export const recorded = (cwd) =>
  readFileSync(join(cwd, '.scenario', 'scenarios', 'it.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

export const median = (numbers) => {
  const sorted = numbers.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}
