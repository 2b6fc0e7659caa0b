import path from 'node:path'
import type { Failure } from '../../model/result.ts'
import { culpritOn } from '../../run/watchdog/culprit.ts'
import { bugFailure } from '../../suite/bug-failure.ts'

/** An error that nobody caught, as the failure of the scenario that ran: a plugin's where its stack says so, else a bug of ours. */
export function uncaughtFailure(error: unknown, ours: string): Failure {
  const culprit = error instanceof Error ? culpritOn(error.stack ?? '', `${ours}${path.sep}`) : undefined
  if (culprit === undefined) return bugFailure(error)
  return {
    code: 'plugin-error',
    broken: true,
    message: `a plugin threw an error that was not caught: ${String(error).split('\n')[0]}`,
    why: `it was thrown at ${culprit.place}`,
    hint: 'this is a mistake in the plugin, not in the scenario: report it to its author',
  }
}
