import { openTerminal, type TerminalOptions } from '../terminal/open.ts'
import type { InteractiveTerminal } from '../terminal/terminal.ts'
import { wantsColour } from './colour.ts'
import { withoutControls } from './outlet-text.ts'
import { columnsOf, type Shell } from './shell.ts'

/** Rows of a terminal that does not say how many it has. */
const defaultRows = 24

/** The terminal of this call, taken; undefined where somebody else reads the keys or what is printed, or it cannot draw. */
export function takeTerminal(
  shell: Shell,
  color: boolean | undefined,
  options?: TerminalOptions,
): InteractiveTerminal | undefined {
  const { stdin, stdout, signals, env } = shell
  if (stdin?.isTTY !== true || !stdout.isTTY || signals === undefined || env['TERM'] === 'dumb') return undefined
  const colours = wantsColour(color, env, stdout)
  const output = {
    get columns() {
      return columnsOf(stdout)
    },
    get rows() {
      return (stdout.rows ?? 0) || defaultRows
    },
    // Bytes pass the last door as they are; the texts of others are cleaned one by one.
    write: (text: string) => void stdout.write(Buffer.from(text)),
    onResize: (listener: () => void) => stdout.onResize?.(listener) ?? (() => undefined),
  }
  const shown = (text: string) => withoutControls(text, { colour: colours, erase: false })
  return openTerminal({ input: stdin, output, colours, shown }, signals, options)
}
