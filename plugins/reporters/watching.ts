import { cut } from '../../src/plugin.ts'
import type { Colours, Progress, Terminal } from '../../src/plugin.ts'
import { clock, liveRow } from './live-row.ts'

type Of<Type extends Progress['type']> = Extract<Progress, { type: Type }>

/** Scenarios that are watched row by row; each part is empty where none is. */
export interface Watching {
  begin(selected: number, jobs: number): void
  readonly watches: boolean
  started(scenario: Of<'scenario-begun'>): string
  row(update: Of<'row'>): string
  waits(update: Of<'waiting'>): string
  /** Milliseconds until the waiting step is to be shown, or shown anew. */
  every(): number | undefined
  tick(): string
  /** What was kept back of a scenario that did not run alone, and a blank line behind its rows. */
  ended(file: string): string
}

interface Watched {
  readonly print: ReturnType<typeof liveRow>
  /** Text that waits for its scenario's end, so that rows of several are not mixed. */
  kept: string
}

/** Steps that take less are not worth a word; then the time is shown anew so often. */
const first = 300
const refresh = 100
/** Where nothing can be shown anew it is said once. */
const plainFirst = 1000
const eraseLine = '\r\u001b[2K'

export function createWatching(terminal: Terminal, colours: Colours): Watching {
  const watched = new Map<string, Watched>()
  const { isTTY, columns, verbose = false } = terminal
  let alone = false
  let all = false
  let step: (NonNullable<Of<'waiting'>['step']> & { readonly since: number }) | undefined
  let shown = false
  /** Takes the line of the waiting step away. */
  const erased = (): string => {
    if (!shown || !isTTY) return ''
    shown = false
    return eraseLine
  }
  const out = (file: string, text: string): string => {
    if (alone) return erased() + text
    const one = watched.get(file)
    if (one !== undefined) one.kept += text
    return ''
  }
  return {
    begin(selected, jobs) {
      alone = selected === 1 || (verbose && jobs === 1 && !isTTY)
      all = verbose || (isTTY && selected === 1)
    },
    get watches() {
      return all
    },
    started({ file, title, lanes }) {
      watched.set(file, { print: liveRow(lanes, colours, columns, verbose), kept: '' })
      return out(file, `${colours.bold(title)} ${colours.dim(file)}\n\n`)
    },
    row({ file, row }) {
      const print = watched.get(file)?.print
      return print === undefined ? '' : out(file, print(row))
    },
    waits(update) {
      const clear = erased()
      step = alone && all && update.step !== undefined ? { ...update.step, since: performance.now() } : undefined
      shown = false
      return clear
    },
    every() {
      if (step === undefined || (shown && !isTTY)) return undefined
      const age = performance.now() - step.since
      return isTTY ? Math.max(refresh, first - age) : Math.max(0, plainFirst - age)
    },
    tick() {
      if (step === undefined) return ''
      const age = performance.now() - step.since
      if (age < (isTTY ? first : plainFirst)) return ''
      const took = isTTY ? `${(age / 1000).toFixed(1)} s of ` : 'at most '
      const text = `${clock(step.at + age * 1000)}  waiting at line ${step.line}, ${took}${step.limit / 1000} s: ${step.written}`
      const again = shown && isTTY ? eraseLine : ''
      shown = true
      const line = colours.dim(cut(text, columns - 1))
      return isTTY ? again + line : `${line}\n`
    },
    ended(file) {
      const one = watched.get(file)
      watched.delete(file)
      step = undefined
      if (one === undefined) return ''
      return `${erased()}${one.kept}\n`
    },
  }
}
