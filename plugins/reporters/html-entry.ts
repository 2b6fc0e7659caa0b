import { cut, nameOf, outcomeOf } from '../../src/plugin.ts'
import type { ReportEntry, ScenarioResult } from '../../src/plugin.ts'
import { knownBugLine } from './known-bug.ts'
import { rounded } from './run-status.ts'

const messageColumns = 300

/** A scenario in the table of all. */
export function entryOf(result: ScenarioResult): ReportEntry {
  const { file, title, duration, attempts, tags = [] } = result
  const message = messageOf(result)
  return {
    id: nameOf(result),
    file,
    title,
    outcome: shownOutcome(result),
    duration: rounded(duration),
    attempts,
    tags,
    ...(message === undefined ? {} : { message: cut(message, messageColumns) }),
    detail: true,
  }
}

/** The outcome in the words of the table. */
const shownOutcome = (result: ScenarioResult): string =>
  result.knownBug === undefined ? outcomeOf(result) : 'known bug'

function messageOf(result: ScenarioResult): string | undefined {
  const { problems, failure, skipped, knownBug, earlier = [] } = result
  if (knownBug !== undefined) return knownBugLine(result)
  return problems[0]?.message ?? failure?.message ?? skipped ?? earlier.at(-1)?.failure?.message
}
