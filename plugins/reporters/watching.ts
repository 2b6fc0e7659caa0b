import { nameOf } from '../../src/plugin.ts'
import type { Colours, Progress, Terminal } from '../../src/plugin.ts'
import { liveRow } from './live-row.ts'
import { waitingStep } from './waiting-step.ts'

type Of<Type extends Progress['type']> = Extract<Progress, { type: Type }>

/** Scenarios that are watched row by row; each part is empty where none is. */
export interface Watching {
  /** A scenario that is repeated is not watched, unless everything is wanted. */
  begin(suite: Pick<Of<'suite-begun'>, 'files' | 'jobs' | 'repeat'>): void
  readonly watches: boolean
  started(scenario: Of<'scenario-begun'>): string
  row(update: Of<'row'>): string
  waits(update: Of<'waiting'>): string
  /** Milliseconds until the waiting step is to be shown, or shown anew. */
  every(): number | undefined
  tick(): string
  /** What was kept back of a scenario that did not run alone, and a blank line behind its rows. */
  ended(name: string): string
}

interface Watched {
  readonly print: ReturnType<typeof liveRow>
  /** Text that waits for its scenario's end, so that rows of several are not mixed. */
  kept: string
}

export function createWatching(terminal: Terminal, colours: Colours): Watching {
  const watched = new Map<string, Watched>()
  const { isTTY, columns, verbose = false } = terminal
  let alone = false
  let all = false
  const waiting = waitingStep(terminal, colours)
  const out = (name: string, text: string): string => {
    if (alone) return waiting.erase() + text
    const one = watched.get(name)
    if (one !== undefined) one.kept += text
    return ''
  }
  return {
    begin({ files, jobs, repeat }) {
      alone = files === 1 || (verbose && jobs === 1 && !isTTY)
      all = verbose || (isTTY && files === 1 && repeat === undefined)
    },
    get watches() {
      return all
    },
    started({ title, lanes, attempt, ...scenario }) {
      const name = nameOf(scenario)
      const kept = watched.get(name)?.kept ?? ''
      // The first of several runs needs no name, and its rows stay.
      const isAgain = watched.has(name)
      watched.set(name, { print: liveRow(lanes, colours, columns, verbose), kept })
      const named = attempt === undefined ? '' : ` ${colours.yellow(attempt)}`
      return out(name, `${isAgain ? '\n' : ''}${colours.bold(title)} ${colours.dim(name)}${named}\n\n`)
    },
    row({ row, ...scenario }) {
      const name = nameOf(scenario)
      const print = watched.get(name)?.print
      return print === undefined ? '' : out(name, print(row))
    },
    waits({ step }) {
      return waiting.begin(alone && all ? step : undefined)
    },
    every: waiting.every,
    tick: waiting.tick,
    ended(name) {
      const one = watched.get(name)
      watched.delete(name)
      waiting.forget()
      if (one === undefined) return ''
      return `${waiting.erase()}${one.kept}\n`
    },
  }
}
