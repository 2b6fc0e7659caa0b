import type { Progress } from '../../../src/model/progress.ts'
import type { Failure, ScenarioResult } from '../../../src/model/result.ts'
import type { Source } from '../../../src/model/span.ts'
import { broadcast } from '../../../src/report/stream.ts'
import { runReporters } from '../../../src/report/reporters-run.ts'
import { tally } from '../../../src/report/summary.ts'
import reporters from '../../../plugins/reporters/index.ts'

const text = 'scenario: Echo\nactors: {}\nsteps:\n  - expect: { client: Hello }\n'
const source: Source = { file: '/p/scenarios/echo.yaml', shown: 'scenarios/echo.yaml', text }
const start = text.indexOf('Hello')
const span = { file: source.file, start, end: start + 5 }

export const failure: Failure = {
  code: 'expectation-not-met',
  message: '“client” did not say “Hello”',
  span,
  verb: 'expect',
  lane: 'client',
  wanted: '“Hello”',
  received: [{ lane: 'client', mark: '|', text: 'Hallo, 100%\u001b[0m', at: 1, step: 1 }],
  nearest: { text: 'Hallo', marked: [[1, 2]] },
  why: 'deadline of 5s',
  hint: 'look: again, and see',
  actors: [{ name: 'client', state: 'connected, silent for 4.8 s' }],
}

export function resultOf(parts: Partial<ScenarioResult>): ScenarioResult {
  return {
    file: 'scenarios/echo.yaml',
    title: 'Echo',
    status: 'passed',
    duration: 12.3456,
    attempts: 1,
    problems: [],
    warnings: [],
    sources: new Map([[source.file, source]]),
    ...parts,
  }
}

export const differing = resultOf({
  status: 'failed',
  failure: {
    code: 'transcript-differs',
    message: 'the conversation differs from transcripts/echo.txt',
    hint: '“scenario accept scenarios/echo.yaml” takes the new one',
  },
  comparison: {
    outcome: 'differs',
    file: 'transcripts/echo.txt',
    newFile: 'transcripts/echo.new.txt',
    difference: {
      lanes: [
        {
          lane: 'client',
          hunks: [
            {
              lines: [
                { side: 'expected', mark: '|', text: 'Hello' },
                { side: 'received', mark: '|', text: 'Hallo' },
              ],
            },
          ],
        },
      ],
      parts: {
        lane: 'client',
        expected: { at: 0, lane: 'client', mark: '|', text: 'Hello' },
        received: { at: 0, lane: 'client', mark: '|', text: 'Hallo' },
      },
    },
  },
})
export const passed = resultOf({
  comparison: { outcome: 'same' },
  transcriptFile: 'transcripts/echo.txt',
  recording: '.scenario/scenarios/echo.jsonl',
})
export const recorded = resultOf({ comparison: { outcome: 'recorded', file: 'transcripts/echo.txt' } })
export const failed = resultOf({ status: 'failed', failure })
export const broken = resultOf({
  status: 'broken',
  failure: { code: 'port-in-use', message: 'port 9000 is taken ]]> <&"', span },
})
export const skipped = resultOf({ status: 'skipped', skipped: 'the command “redis-server” is not installed' })
export const invalid = resultOf({
  status: 'broken',
  title: 'scenarios/echo.yaml',
  problems: [
    { code: 'unknown-actor', message: 'there is no actor “cliend”', span, hint: 'did you mean “client”?' },
    { code: 'never-started', message: '“server” is never started', span },
  ],
})

/** What a reporter writes about these results, as if they had run one after another. */
export async function reported(
  name: string,
  results: readonly ScenarioResult[],
  options: {
    terminal?: Partial<{ isTTY: boolean; color: boolean; columns: number; verbose: boolean }>
    before?: (result: ScenarioResult) => readonly Progress[]
    files?: number
    expected?: number
    interrupted?: boolean
    problems?: Parameters<ReturnType<typeof tally>['summary']>[0]['problems']
  } = {},
): Promise<string> {
  const stream = broadcast()
  let written = ''
  const reporter = reporters.reporters![name]!
  const terminal = { isTTY: false, color: false, columns: 80, ...options.terminal }
  const done = runReporters(stream, [{ name, reporter, terminal, write: (part) => void (written += part) }])
  const counts = tally()
  stream.publish({
    type: 'suite-begun',
    files: options.files ?? results.length,
    jobs: 8,
    version: '0.1.0',
    ...(options.expected === undefined ? {} : { expected: options.expected }),
  })
  for (const result of results) {
    for (const progress of options.before?.(result) ?? []) stream.publish(progress)
    counts.add(result)
    stream.publish({ type: 'scenario-ended', result })
  }
  const summary = counts.summary({
    duration: 420,
    interrupted: options.interrupted === true,
    problems: options.problems ?? [],
  })
  stream.publish({ type: 'suite-ended', summary })
  stream.end()
  const problems = await done
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join('; '))
  return written
}
