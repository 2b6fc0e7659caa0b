import { allPrintable, loadDrawing, loadReportPage } from '../../src/plugin.ts'
import type {
  Format,
  Replay,
  ReportEntry,
  ReportIndex,
  ReportRun,
  ReportScenario,
  Transcript,
} from '../../src/plugin.ts'

/** One scenario of the report: a page that replays it, in one file. */
export const html: Format = {
  about: 'a page that replays the conversation beside its scenario, in one file',
  extension: '.html',
  timed: true,
  async write(unsafe, { replay, sources }) {
    const transcript = allPrintable(unsafe)
    const [{ packed, reportPage }, { replayOf }] = await Promise.all([loadReportPage(), loadDrawing()])
    const shown = { ...(replay ?? replayOf(transcript)), transcript }
    const scenario: ReportScenario = {
      id: transcript.source,
      sources: (await sources?.()) ?? [],
      runs: [{ ...runOf(shown), replay: packed(shown) }],
      problems: [],
    }
    const pieces: string[] = []
    for await (const piece of reportPage(indexOf(transcript, shown), only(scenario))) pieces.push(piece)
    return pieces.join('')
  },
}

async function* only(scenario: ReportScenario): AsyncIterable<ReportScenario> {
  yield scenario
}

const milliseconds = ({ duration }: Replay): number => duration / 1000

const wholeSeconds = 'it was drawn from a transcript, which has whole seconds and no bytes'

/** Its failure is a row of the replay, which has no more to say of it. */
const runOf = (replay: Replay): ReportRun => ({
  status: replay.verdict?.status ?? 'passed',
  duration: milliseconds(replay),
  ...(replay.exact ? {} : { noReplay: wholeSeconds }),
})

function indexOf({ title, source, recorded }: Transcript, replay: Replay): ReportIndex {
  const { status = 'passed', message } = replay.verdict ?? {}
  const entry: ReportEntry = {
    id: source,
    file: source,
    title,
    outcome: status,
    duration: milliseconds(replay),
    attempts: 1,
    tags: [],
    ...(message === undefined ? {} : { message }),
    detail: true,
  }
  return {
    version: 1,
    begun: recorded,
    status,
    duration: milliseconds(replay),
    problems: [],
    scenarios: [entry],
  }
}
