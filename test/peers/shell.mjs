import { createJiti } from 'jiti'

const jiti = createJiti(import.meta.url)
/** A module of the project, by its path from the root. */
export const load = (file) => jiti.import(`../../${file}`)
const { leave, giveBack } = await load('src/cli/start/leaving.ts')
const { terminalSignals } = await load('src/cli/start/terminal-signals.ts')
const { standardInput } = await load('src/cli/start/standard-input.ts')
const { takeTerminal } = await load('src/cli/take-terminal.ts')
const { stdout } = process
const interruption = new AbortController()
const interrupt = () => interruption.abort()
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, interrupt)
process.on('uncaughtException', (error) => {
  giveBack()
  console.error(error)
  leave(70)
})

/** Aborted when a signal comes. */
export const { signal } = interruption

/** A shell at the terminal of this process. */
export const shell = {
  env: {},
  stdin: standardInput(),
  stdout: {
    isTTY: stdout.isTTY === true,
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
  signals: terminalSignals(signal, interrupt),
}

export { leave, takeTerminal }
