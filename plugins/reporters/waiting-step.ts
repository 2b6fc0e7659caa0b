import { cut } from '../../src/plugin.ts'
import type { Colours, Progress, Terminal } from '../../src/plugin.ts'
import { clock } from './live-row.ts'

type Step = NonNullable<Extract<Progress, { type: 'waiting' }>['step']>

/** The line at the bottom with the step that waits, and for how long. */
export interface WaitingStep {
  /** Another step waits from now on, or none; answers what takes the old line away. */
  begin(step: Step | undefined): string
  /** No step waits any more; its line stays until it is erased. */
  forget(): void
  /** What takes the line away; empty where it is not shown, or cannot be taken away. */
  erase(): string
  /** Milliseconds until the line is to be shown, or shown anew. */
  every(): number | undefined
  /** The line, once the step has waited long enough. */
  tick(): string
}

/** Milliseconds: steps that take less are not worth a word; then the time is shown anew so often. */
const first = 300
const refresh = 100
/** Milliseconds: where the screen cannot be redrawn, it is printed once. */
const plainFirst = 1000
const eraseLine = '\r\u001b[2K'

export function waitingStep({ isTTY, columns }: Terminal, colours: Colours): WaitingStep {
  let waiting: (Step & { readonly since: number }) | undefined
  let shown = false
  const erase = (): string => {
    if (!shown || !isTTY) return ''
    shown = false
    return eraseLine
  }
  return {
    begin(step) {
      const clear = erase()
      waiting = step === undefined ? undefined : { ...step, since: performance.now() }
      shown = false
      return clear
    },
    forget: () => void (waiting = undefined),
    erase,
    every() {
      if (waiting === undefined || (shown && !isTTY)) return undefined
      const age = performance.now() - waiting.since
      return isTTY ? Math.max(refresh, first - age) : Math.max(0, plainFirst - age)
    },
    tick() {
      if (waiting === undefined) return ''
      const age = performance.now() - waiting.since
      if (age < (isTTY ? first : plainFirst)) return ''
      const took = isTTY ? `${(age / 1000).toFixed(1)} s of ` : 'at most '
      const text = `${clock(waiting.at + age * 1000)}  waiting at line ${waiting.line}, ${took}${waiting.limit / 1000} s: ${waiting.written}`
      const again = shown && isTTY ? eraseLine : ''
      shown = true
      const line = colours.dim(cut(text, columns - 1))
      return isTTY ? again + line : `${line}\n`
    },
  }
}
