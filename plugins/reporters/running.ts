import { nameOf, type Progress } from '../../src/plugin.ts'

type Begun = Pick<Extract<Progress, { type: 'scenario-begun' }>, 'file' | 'variant' | 'attempt'>

/** A scenario that runs now. */
export interface RunningScenario {
  readonly name: string
  /** Which of several runs of it this is. */
  readonly attempt?: string
  /** Monotonic milliseconds. */
  readonly since: number
}

/** What runs now, and since when; the scenario that began first in front. */
export interface Running {
  started(scenario: Begun): void
  ended(name: string): void
  readonly all: Iterable<RunningScenario>
}

/** `now` are monotonic milliseconds. */
export function createRunning(now: () => number): Running {
  const running = new Map<string, RunningScenario>()
  return {
    started({ attempt, ...named }) {
      const name = nameOf(named)
      const since = running.get(name)?.since ?? now()
      running.set(name, { name, since, ...(attempt === undefined ? {} : { attempt }) })
    },
    ended: (name) => void running.delete(name),
    get all() {
      return running.values()
    },
  }
}
