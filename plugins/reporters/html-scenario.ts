import { allPrintable, loadDrawing, loadReportPage, nameOf } from '../../src/plugin.ts'
import type { Recordings, Replay, ReportRun, ReportScenario, ReportSource, ScenarioResult } from '../../src/plugin.ts'
import { earlierResults, runsLine } from './attempts.ts'
import { failureOf, problemOf } from './html-problem.ts'
import { rounded } from './run-status.ts'
import { runsParagraph } from './runs-compared.ts'

/** What the page shows of one scenario when it is opened. */
export async function scenarioOf(result: ScenarioResult, recordings?: Recordings): Promise<ReportScenario> {
  const { problems, warnings, skipped, knownBug } = result
  const runs: ReportRun[] = []
  for (const each of [...earlierResults(result), result]) runs.push(await runOf(each, recordings))
  const { shaken, ...unshaken } = result
  const compared = [...repeatsLines(unshaken), await runsParagraph(unshaken)].filter((text) => text !== '').join('\n')
  return {
    id: nameOf(result),
    sources: sourcesOf(result),
    runs,
    problems: problems.map((problem) => problemOf(problem, result)),
    ...(knownBug === undefined ? {} : { knownBug: knownBug.url === undefined ? {} : { url: knownBug.url } }),
    ...(skipped === undefined ? {} : { skipped }),
    ...(compared === '' ? {} : { compared }),
    ...(shaken === undefined ? {} : { shaken: shakenOf(result, shaken) }),
    ...(warnings.length === 0 ? {} : { warnings: warnings.map((problem) => problemOf(problem, result)) }),
  }
}

const shakenOf = (
  result: ScenarioResult,
  { crashes }: NonNullable<ScenarioResult['shaken']>,
): NonNullable<ReportScenario['shaken']> => ({
  line: runsLine(result) ?? '',
  ...(crashes === undefined || crashes.rows.length === 0 ? {} : { crashes: allPrintable(crashes) }),
})

/** How often it was to run, which of these runs the page has, and how to see another one. */
function repeatsLines(result: ScenarioResult): string[] {
  const line = runsLine(result)
  const { repeats, recording } = result
  if (line === undefined || repeats === undefined || repeats.runs < 2) return line === undefined ? [] : [line]
  const which = repeats.failed + repeats.broken > 0 ? 'the first that did not pass' : 'the last one'
  return [
    `${line}; this is ${which}`,
    ...(recording === undefined
      ? []
      : [
          `its recording is ${recording}, beside those of the others`,
          '“scenario render RECORDING --to html” draws another run',
        ]),
  ]
}

/** The scenario's own file first. A transcript that a failure points into is none of its sources. */
function sourcesOf({ file, sources }: ScenarioResult): ReportSource[] {
  const all = [...sources.values()].filter(({ shown }) => /\.ya?ml$/i.test(shown))
  const own = all.filter(({ shown }) => shown === file)
  return [...own, ...all.filter(({ shown }) => shown !== file)].map(({ shown, text }) => ({ file: shown, text }))
}

async function runOf(result: ScenarioResult, recordings?: Recordings): Promise<ReportRun> {
  const { status, duration, comparison, transcript, recording, knownBug } = result
  const failure = result.failure ?? knownBug?.failure
  const differs = comparison?.outcome === 'differs' ? comparison : undefined
  return {
    status,
    duration: rounded(duration),
    ...(await replayed(result, recordings)),
    ...(recording === undefined ? {} : { recording }),
    ...(failure === undefined ? {} : { failure: await failureOf(failure, result) }),
    ...(differs === undefined ? {} : { difference: differs.difference }),
    ...(differs?.committed === undefined || transcript === undefined
      ? {}
      : { transcripts: await textsOf({ committed: differs.committed, received: transcript }) }),
  }
}

async function textsOf({ committed, received }: Readonly<Record<'committed' | 'received', Replay['transcript']>>) {
  const { writeTranscript } = await loadDrawing()
  return { committed: writeTranscript(committed), received: writeTranscript(received) }
}

/** From the recording; where that cannot be had, from the transcript, with the reason. */
async function replayed(
  result: ScenarioResult,
  recordings: Recordings | undefined,
): Promise<Pick<ReportRun, 'replay' | 'noReplay'>> {
  const { recording, transcript } = result
  const { packed } = await loadReportPage()
  const found = recording === undefined ? noRecording(result) : await recordings?.replay(recording, result)
  if (typeof found === 'object') return { replay: packed(found) }
  const noReplay = found ?? 'recordings cannot be read here'
  // The last run is kept without the rows that its recordings have.
  if (transcript === undefined || transcript.rows.length === 0) return { noReplay }
  const { replayOf } = await loadDrawing()
  return { replay: packed(replayOf(transcript)), noReplay }
}

function noRecording({ problems, skipped, failure }: ScenarioResult): string {
  if (problems.length > 0) return 'it is invalid, so it did not run'
  if (skipped !== undefined) return `it was skipped: ${skipped}`
  return failure === undefined ? 'it was not recorded' : `it was not recorded: ${failure.message}`
}
