// Takes its terminal as the program does. Keys: q closes it, e throws, x leaves without closing, l lends it to stty, and others are printed.
import { execaSync } from 'execa'
import { leave, shell, signal, takeTerminal } from './shell.mjs'

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
signal.addEventListener('abort', () => {
  terminal.print('interrupted')
  leave(130)
})
draw()
