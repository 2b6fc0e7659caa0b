import { byName, loadReportPage, recordedAt } from '../../src/plugin.ts'
import type { Progress, Recordings, ReportIndex, ReportScenario, ScenarioResult, Summary } from '../../src/plugin.ts'
import { entryOf } from './html-entry.ts'
import { problemOf } from './html-problem.ts'
import { scenarioOf } from './html-scenario.ts'
import { rounded, statusOf } from './run-status.ts'

/** One HTML file that replays each conversation. Recordings are read when all scenarios have run, so that none of them is slowed down. */
export async function* report(
  progress: AsyncIterable<Progress>,
  _terminal: unknown,
  recordings?: Recordings,
): AsyncIterable<string> {
  const results: ScenarioResult[] = []
  let begun = ''
  for await (const update of progress) {
    if (update.type === 'suite-begun' && update.wall !== undefined) begun = recordedAt(update.wall)
    if (update.type === 'scenario-ended') results.push(update.result)
    if (update.type !== 'suite-ended') continue
    results.sort(byName)
    const { reportPage } = await loadReportPage()
    yield* reportPage(indexOf(update.summary, results, begun), scenarios(results, recordings))
  }
}

const indexOf = (summary: Summary, results: readonly ScenarioResult[], begun: string): ReportIndex => ({
  version: 1,
  begun,
  status: statusOf(summary),
  duration: rounded(summary.duration),
  problems: summary.problems.map((problem) => problemOf(problem)),
  scenarios: results.map(entryOf),
})

/** One at a time, so that few recordings are in memory. */
async function* scenarios(
  results: readonly ScenarioResult[],
  recordings: Recordings | undefined,
): AsyncIterable<ReportScenario> {
  for (const result of results) yield await scenarioOf(result, recordings)
}
