import { cut, monotonicNow, type Colours, type Progress, type Terminal } from '../../src/plugin.ts'
import type { Running, RunningScenario } from './running.ts'

type Of<Type extends Progress['type']> = Extract<Progress, { type: Type }>

/** The last line of a terminal while many scenarios run, or one many times; every part is empty elsewhere. */
export interface StatusLine {
  begin(suite: Pick<Of<'suite-begun'>, 'files' | 'expected' | 'repeat'>): void
  /** Something has begun, or ended: the line anew, unless it was drawn a moment ago. */
  changed(): string
  /** One scenario is over. */
  ended(passed: boolean): void
  /** Takes the line away, so that something lasting can be written. */
  clear(): string
  /** The line anew, below what was written. */
  again(): string
  /** Milliseconds until the line is to be drawn anew. */
  every(): number | undefined
}

const eraseLine = '\r\u001b[2K'
/** Milliseconds: a line that changes more often cannot be read. */
const pause = 100
/** Milliseconds: the times in the line are in seconds. */
const refresh = 1000

export function createStatusLine(
  terminal: Terminal,
  colours: Colours,
  running: Running,
  now: () => number = monotonicNow,
): StatusLine {
  let [selected, done, failed] = [0, 0, 0]
  let end: number | undefined
  let many = false
  let drawn = -Infinity
  let isStale = false
  const draw = (): string => {
    const names = [...running.all].map(nameOfRunning)
    if (!terminal.isTTY || !many || names.length === 0) return ''
    drawn = now()
    isStale = false
    const bad = failed === 0 ? '' : `${failed} not passed  `
    const text = `${done}/${selected}  ${bad}${timeLeft(end, now())}${names.join(', ')}`
    return eraseLine + colours.dim(cut(text, Math.max(20, terminal.columns - 1)))
  }
  const nameOfRunning = ({ name, attempt, since }: RunningScenario): string => {
    const seconds = Math.floor((now() - since) / 1000)
    const named = attempt === undefined ? name : `${name} (${attempt})`
    return seconds === 0 ? named : `${named} ${seconds} s`
  }
  return {
    begin({ files, expected, repeat }) {
      selected = files
      many = files > 1 || (files === 1 && repeat !== undefined && terminal.verbose !== true)
      end = expected === undefined ? undefined : now() + expected
    },
    changed() {
      isStale = true
      return now() - drawn < pause ? '' : draw()
    },
    ended(passed) {
      done += 1
      if (!passed) failed += 1
    },
    again: draw,
    clear: () => (terminal.isTTY && many ? eraseLine : ''),
    every() {
      if (!terminal.isTTY || !many) return undefined
      return Math.max(0, drawn + (isStale ? pause : refresh) - now())
    },
  }
}

/** Nothing in the last second, and when it takes longer than before: a wrong number is worse than none. */
function timeLeft(end: number | undefined, now: number): string {
  const left = end === undefined ? 0 : Math.round((end - now) / 1000)
  if (left < 1) return ''
  return `about ${left < 90 ? `${left} s` : `${Math.round(left / 60)} min`} left  `
}
