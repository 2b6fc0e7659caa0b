import { cut, nameOf, type Colours, type Progress, type Terminal } from '../../src/plugin.ts'

type Of<Type extends Progress['type']> = Extract<Progress, { type: Type }>

/** The last line of a terminal while many scenarios run, or one many times; every part is empty elsewhere. */
export interface StatusLine {
  begin(suite: Pick<Of<'suite-begun'>, 'files' | 'expected' | 'repeat'>): void
  started(scenario: Pick<Of<'scenario-begun'>, 'file' | 'variant' | 'attempt'>): string
  ended(name: string): string
  /** Takes the line away, so that something lasting can be written. */
  clear(): string
  /** The line anew, below what was written. */
  again(): string
}

const eraseLine = '\r\u001b[2K'

export function createStatusLine(terminal: Terminal, colours: Colours): StatusLine {
  const running = new Map<string, string>()
  let selected = 0
  let end: number | undefined
  let done = 0
  let many = false
  const draw = (): string => {
    if (!terminal.isTTY || !many || running.size === 0) return ''
    const text = `${done}/${selected}  ${timeLeft(end)}${[...running.values()].join(', ')}`
    return eraseLine + colours.dim(cut(text, Math.max(20, terminal.columns - 1)))
  }
  return {
    begin({ files, expected, repeat }) {
      selected = files
      many = files > 1 || (files === 1 && repeat !== undefined)
      end = expected === undefined ? undefined : performance.now() + expected
    },
    started({ attempt, ...named }) {
      const name = nameOf(named)
      running.set(name, attempt === undefined ? name : `${name} (${attempt})`)
      return draw()
    },
    ended(name) {
      running.delete(name)
      done += 1
      return draw()
    },
    again: draw,
    clear: () => (terminal.isTTY && many ? eraseLine : ''),
  }
}

/** Nothing in the last second, and when it takes longer than before: a wrong number is worse than none. */
function timeLeft(end: number | undefined): string {
  const left = end === undefined ? 0 : Math.round((end - performance.now()) / 1000)
  if (left < 1) return ''
  return `about ${left < 90 ? `${left} s` : `${Math.round(left / 60)} min`} left  `
}
