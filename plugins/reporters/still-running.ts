import type { Colours, Terminal } from '../../src/plugin.ts'
import type { Running } from './running.ts'

/** In a log, a line for each scenario of several that runs for long; on a terminal the line of progress names it. */
export interface StillRunning {
  /** Milliseconds until there is something to say. */
  every(): number | undefined
  /** A line for each that has run long enough; once. */
  tick(): string
}

/** Milliseconds. */
const long = 5000

/** `now` are monotonic milliseconds; `wanted` answers whether such lines are wanted in this suite. */
export function stillRunning(
  { isTTY }: Pick<Terminal, 'isTTY'>,
  colours: Colours,
  running: Running,
  { now, wanted }: { now(): number; wanted(): boolean },
): StillRunning {
  const said = new Set<string>()
  const unsaid = () => (isTTY || !wanted() ? [] : [...running.all].filter(({ name }) => !said.has(name)))
  return {
    every() {
      const [first] = unsaid()
      return first === undefined ? undefined : Math.max(0, first.since + long - now())
    },
    tick() {
      const slow = unsaid().filter(({ since }) => now() - since >= long)
      for (const { name } of slow) said.add(name)
      return slow.map(({ name }) => `${colours.dim(`${name} is still running after ${long / 1000} s`)}\n`).join('')
    },
  }
}
