import { cut, type Colours, type Terminal } from '../../src/plugin.ts'

/** The last line of a terminal while many scenarios run; every part is empty elsewhere. */
export interface StatusLine {
  /** `expected`: milliseconds that the run probably takes, where that is known. */
  begin(selected: number, expected?: number): void
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
  let end: number | undefined
  let done = 0
  const draw = (): string => {
    if (!terminal.isTTY || selected < 2 || running.size === 0) return ''
    const text = `${done}/${selected}  ${timeLeft(end)}${[...running].join(', ')}`
    return eraseLine + colours.dim(cut(text, Math.max(20, terminal.columns - 1)))
  }
  return {
    begin(files, expected) {
      selected = files
      end = expected === undefined ? undefined : performance.now() + expected
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

/** Nothing in the last second, and when it takes longer than before: a wrong number is worse than none. */
function timeLeft(end: number | undefined): string {
  const left = end === undefined ? 0 : Math.round((end - performance.now()) / 1000)
  if (left < 1) return ''
  return `about ${left < 90 ? `${left} s` : `${Math.round(left / 60)} min`} left  `
}
