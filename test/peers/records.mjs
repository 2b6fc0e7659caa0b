// Records the commands behind `--` as a person at this terminal, or from lines, and prints what was seen: an event on each line.
import { tmpdir } from 'node:os'
import { leave, load, shell, signal, takeTerminal } from './shell.mjs'

const { plugins } = await load('plugins/index.ts')
const { registryOf } = await load('src/pipeline.ts')
const { nodeFiles } = await load('src/suite/files.ts')
const { sessionOfPrograms } = await load('src/record/programs/session-of-programs.ts')

const shown = (file) => file
const host = {
  file: `${process.cwd()}/recorded.yaml`,
  cwd: process.cwd(),
  services: { files: nodeFiles(shown), shown, builtIn: registryOf(plugins), vars: new Map() },
  host: {
    now: () => performance.now(),
    wall: () => new Date(),
    env: process.env,
    tmpRoot: tmpdir(),
    vars: new Map(),
    secrets: [],
    signal,
  },
}
const words = process.argv.slice(process.argv.indexOf('--') + 1)
const { session, problems } = await sessionOfPrograms(words, host, () =>
  process.stdin.isTTY
    ? { terminal: takeTerminal(shell, true, { fullScreen: true }), switchKey: 'ctrl-g' }
    : { input: shell.stdin },
)
for (const { message } of problems) console.log(`problem: ${message}`)
for (const { name, ready, terminal } of session?.actors ?? [])
  console.log(`${name} ${JSON.stringify({ ready, terminal })}`)
const decoder = new TextDecoder()
let last = ''
let text = ''
const flush = () => {
  if (text !== '') console.log(`${last} ${JSON.stringify(text.replaceAll('\r\n', '\n'))}`)
  text = ''
}
for (const { at: _, bytes, ...event } of session?.events ?? []) {
  const key = Object.values(event).join(' ')
  if (key !== last) flush()
  last = key
  if (bytes === undefined) console.log(key)
  else text += decoder.decode(bytes)
}
flush()
leave(0)
