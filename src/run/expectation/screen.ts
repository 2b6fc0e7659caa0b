import type { CompiledScreen } from '../../model/matcher.ts'
import type { Screen } from '../../model/screen.ts'
import { impossible, met, notYet, type ExpectationRun, type Look } from './expectation-run.ts'

/** Met by what the screen shows while its program is idle. The actor hands it over for the moment of a look only, so that it is never stale. */
export function lookForScreen(run: ExpectationRun, compiled: CompiledScreen): Look {
  const { lane } = run
  const screen = screenFor(run)
  if (screen === undefined) return notYet
  const match = compiled.test(screen)
  if (match === undefined) return screen.final === true ? impossible(run) : notYet
  lane.rows.row('*', rowOf(compiled), lane.now())
  return met(match.text, match.captures, lane.now())
}

/** The screen to look at, if there is one now; it is remembered, so that it is not looked at again. */
export function screenFor(run: ExpectationRun): Screen | undefined {
  const { screen } = run.lane
  if (screen !== undefined) run.seen = screen
  return screen
}

const rowOf = ({ shown }: CompiledScreen): string => `screen shows ${shown}`
