#!/usr/bin/env node
// Kills the runner with SIGKILL at random moments of shipped scenarios and of programs that would stay for ever, and looks for what is
// left: processes, folders in the temporary folder, half-written files. Linux only.
//   npm run soak:kill -- --times 350 [--seed N]
import { execa } from 'execa'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
} from 'node:fs'
import { symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: { times: { type: 'string', default: '100' }, seed: { type: 'string', default: String(Date.now() % 1e6) } },
})
const times = Number(values.times)
let state = Number(values.seed)
const home = resolve(import.meta.dirname, '../..')
const main = process.env.SCENARIO_MAIN ?? join(home, 'dist/cli/main.js')
if (!existsSync(main)) fail('there is no dist/cli/main.js: run “npm run build” first')
if (!existsSync('/proc/self/cmdline')) fail('it looks for processes in /proc, which is not here')
if (!Number.isInteger(times) || times < 1) fail('--times takes a whole number from 1')
/** Milliseconds within which a run is killed, and within which all must be gone afterwards. */
const longest = 5000
const patience = 20_000

// The temporary folder stands inside of the project, so that whatever belongs to a run is known by its path.
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'k-')))
const tmp = join(folder, 't')
mkdirSync(tmp)
cpSync(join(home, 'scenarios'), join(folder, 'scenarios'), { recursive: true })
cpSync(join(home, 'transcripts'), join(folder, 'transcripts'), { recursive: true })
cpSync(join(home, 'package.json'), join(folder, 'package.json'))
for (const name of ['node_modules', 'dist', 'test']) symlinkSync(join(home, name), join(folder, name))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
for (const name of ['SIGINT', 'SIGTERM']) process.on(name, () => process.exit(130))

const stubborn = `scenario: programs that would stay for ever
files: { note.txt: here }
actors:
  stubborn: { program: { run: [sh, -c, "trap '' TERM HUP INT; sleep 1000 & (setsid sh -c 'sleep 1000; :' ${folder} >/dev/null 2>&1 &); echo up; while :; do sleep 1000; done", ${folder}], ready: up, stop: { signal: SIGTERM, grace: 200ms } } }
  quiet: { program: { run: [node, -e, "require('net').createServer().listen('\${tmp}/s.sock'); setInterval(() => {}, 1000)", ${folder}], ready: { path: "\${tmp}/s.sock" } } }
steps: [{ start: stubborn }, { start: quiet }, { wait: 30s }]
`
mkdirSync(join(folder, 'scenarios/stubborn'))
for (let n = 1; n <= 3; n++) writeFileSync(join(folder, `scenarios/stubborn/${n}.yaml`), stubborn)
const what = readdirSync(join(folder, 'scenarios'), { withFileTypes: true }).filter((entry) => entry.isDirectory())
/** What is run: a folder of shipped scenarios, all of them with flags that write, or the stubborn ones. */
const shipped = [
  ['-u'],
  [],
  ...what.filter(({ name }) => !['invalid', 'failing'].includes(name)).map(({ name }) => [name]),
  ['failing'],
]
const long = [['stubborn', '-j', '3'], ['stubborn/1.yaml']]

const troubles = []
let killed = 0
for (let n = 1; n <= times; n++) {
  const calls = number(2) === 0 ? long : shipped
  const args = [...calls[number(calls.length)], ...(number(2) === 0 ? ['--isolate'] : [])]
  const moment = number(longest)
  const child = execa(process.execPath, [main, 'run', ...args, '--no-ci', '--reporter', 'json=report.json'], {
    cwd: folder,
    stdio: 'ignore',
    env: { PATH: process.env.PATH, HOME: process.env.HOME, TMPDIR: tmp },
    extendEnv: false,
    reject: false,
  })
  const timer = setTimeout(() => child.kill('SIGKILL'), moment)
  if ((await child).signal === 'SIGKILL') killed += 1
  clearTimeout(timer)
  const left = await leftWithin(patience)
  if (left.length > 0)
    troubles.push(`round ${n}, run ${args.join(' ')}, killed after ${moment} ms:\n  ${left.join('\n  ')}`)
  if (n % 50 === 0) process.stderr.write(`${n} of ${times}: ${troubles.length} left something\n`)
}
for (const trouble of troubles) process.stdout.write(`${trouble}\n`)
process.stdout.write(
  `${killed} kills in ${times} runs from seed ${values.seed}: ${troubles.length === 0 ? 'nothing left' : `${troubles.length} left something`}\n`,
)
process.exit(troubles.length === 0 ? 0 : 1)

/** The same numbers for the same seed (a linear congruence, as in glibc). */
function number(below) {
  state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
  return (state >>> 8) % below
}

/** What is left once it does not become less any more, or when the time is over. */
async function leftWithin(milliseconds) {
  for (const end = Date.now() + milliseconds; ;) {
    const left = [...processes(), ...readdirSync(tmp).map((name) => `folder ${name}`), ...halfWritten()]
    if (left.length === 0 || Date.now() > end) {
      for (const each of left) clear(each)
      return left
    }
    await new Promise((done) => void setTimeout(done, 25))
  }
}

/** Processes that run in our folder or name it: programs of scenarios, and the guardian, whose list names it no more when it is done. */
function processes() {
  const found = []
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)) {
    try {
      const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
      if (words.includes(folder) || readlinkSync(`/proc/${pid}/cwd`).startsWith(folder))
        found.push(`process ${pid} ${words}`)
    } catch {
      // It ended while we looked, or is somebody else's.
    }
  }
  return found
}

function halfWritten() {
  const all = ['transcripts', '.scenario', 'scenarios']
    .map((name) => join(folder, name))
    .filter((name) => existsSync(name))
  return all.flatMap((name) =>
    readdirSync(name, { recursive: true })
      .filter((file) => file.endsWith('.tmp'))
      .map((file) => `file ${join(name, file)}`),
  )
}

/** Each finding is told once. */
function clear(left) {
  const [kind, name = ''] = left.split(' ')
  if (kind === 'folder') rmSync(join(tmp, name), { recursive: true, force: true })
  else if (kind === 'file') rmSync(name, { force: true })
  else
    try {
      process.kill(Number(name), 'SIGKILL')
    } catch {
      // It has ended by now.
    }
}

function fail(message) {
  process.stderr.write(`${message}\n`)
  process.exit(2)
}
