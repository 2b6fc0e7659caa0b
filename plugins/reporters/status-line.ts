import { cut, type Colours, type Terminal } from '../../src/plugin.ts'

/** The last line of a terminal while many scenarios run; every part is empty elsewhere. */
export interface StatusLine {
  begin(selected: number): void
  started(file: string): string
  ended(file: string): string
  /** Takes the line away, so that something lasting can be written. */
  clear(): string
  /** The line anew, below what was written. */
  again(): string
}

const eraseLine = '\r\u001b[2K'

export function createStatusLine(terminal: Terminal, colours: Colours): StatusLine {
  const running = new Set<string>()
  let selected = 0
  let done = 0
  const draw = (): string => {
    if (!terminal.isTTY || selected < 2 || running.size === 0) return ''
    const text = `${done}/${selected}  ${[...running].join(', ')}`
    return eraseLine + colours.dim(cut(text, Math.max(20, terminal.columns - 1)))
  }
  return {
    begin(files) {
      selected = files
    },
    started(file) {
      running.add(file)
      return draw()
    },
    ended(file) {
      running.delete(file)
      done += 1
      return draw()
    },
    again: draw,
    clear: () => (terminal.isTTY && selected > 1 ? eraseLine : ''),
  }
}
