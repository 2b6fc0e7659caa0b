// Takes its terminal as the program does. Keys: q closes it, e throws, x leaves without closing, l lends it to stty, and others are printed.
import { execaSync } from 'execa'
import { createJiti } from 'jiti'

const jiti = createJiti(import.meta.url)
const load = (file) => jiti.import(`../../src/${file}`)
const { leave, giveBack } = await load('cli/start/leaving.ts')
const { terminalSignals } = await load('cli/start/terminal-signals.ts')
const { standardInput } = await load('cli/start/standard-input.ts')
const { takeTerminal } = await load('cli/take-terminal.ts')
const { stdout } = process
const interruption = new AbortController()
const interrupt = () => interruption.abort()
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, interrupt)
process.on('uncaughtException', () => {
  giveBack()
  leave(70)
})
const shell = {
  env: {},
  stdin: standardInput(),
  stdout: {
    isTTY: true,
    get columns() {
      return stdout.columns
    },
    get rows() {
      return stdout.rows
    },
    write: (text) => stdout.write(text),
    onResize(listener) {
      stdout.on('resize', listener)
      return () => stdout.off('resize', listener)
    },
  },
  signals: terminalSignals(interruption.signal, interrupt),
}
const terminal = takeTerminal(shell, true, { fullScreen: process.argv[2] === 'full' })
const draw = () => terminal.draw(['\u001b[32mframe\u001b[39m', `${terminal.columns} by ${terminal.rows}`])
const actions = {
  q() {
    terminal.close()
    terminal.print('closed')
    leave(0)
  },
  e() {
    throw new Error('nobody catches it')
  },
  x: () => leave(3),
  l: () => terminal.lend(async () => execaSync('stty', ['-a'], { stdio: 'inherit' })),
}
if (process.argv[2] !== 'deaf')
  terminal.onKey(({ name, text }) => (actions[name] ?? (() => terminal.print(`key ${name} ${text ?? ''}`)))())
terminal.onResize(draw)
interruption.signal.addEventListener('abort', () => {
  terminal.print('interrupted')
  leave(130)
})
draw()
