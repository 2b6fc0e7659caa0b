import { compareRuns } from '../forensics/forensics.ts'
import type { SeenFailure } from '../forensics/seen-run.ts'
import type { ExampleRun, Forensics } from '../model/forensics.ts'
import type { ScenarioResult } from '../model/result.ts'
import { outcomeOf } from '../report/summary.ts'
import { variantFlags } from '../report/variant-flags.ts'
import { shellWord } from '../text/shell-word.ts'
import type { Once } from './attempts.ts'
import type { SuiteOptions } from './options.ts'

/** So often a scenario is to be run that was not repeated. */
const usualRepeat = 100

/** Compares the runs of one scenario: `once` runs it, `over` adds to the result of all runs how those that failed differ. */
export function comparingRuns(once: Once, options: Pick<SuiteOptions, 'repeat' | 'seed'>) {
  const compared = compareRuns()
  const recordings: (string | undefined)[] = []
  return {
    async once(among: Parameters<Once>[0]): Promise<ScenarioResult> {
      const { events, ...result } = await once({ ...among, events: true })
      const failure = failureOf(result)
      recordings.push(result.recording)
      if (events !== undefined && isComparable(result))
        compared.add({ run: recordings.length, events, ...(failure && { failure }) })
      return result
    },
    over(result: ScenarioResult): ScenarioResult {
      const found = compared.result()
      if (found === undefined) return result
      const withRecording = (example: ExampleRun): ExampleRun => {
        const recording = result.earlier?.[example.run - 1]?.recording ?? recordings[example.run - 1]
        return recording === undefined ? example : { ...example, recording }
      }
      const failures = found.failures.map(({ parting, ...runs }) => {
        const { passed, failed } = parting.examples
        return {
          ...runs,
          parting: { ...parting, examples: { passed: withRecording(passed), failed: withRecording(failed) } },
        }
      })
      return { ...result, forensics: { ...found, failures, again: commandOf(result, options) } }
    },
  }
}

function isComparable(result: ScenarioResult): boolean {
  const outcome = outcomeOf(result)
  return outcome !== 'invalid' && outcome !== 'skipped' && result.failure?.code !== 'interrupted'
}

function failureOf({ status, failure }: ScenarioResult): SeenFailure | undefined {
  if (failure === undefined || status === 'passed') return undefined
  const { code, message, span, lane } = failure
  return {
    key: `${code} ${span?.file} ${span?.start}`,
    status: status === 'broken' ? 'broken' : 'failed',
    code,
    message,
    ...(lane === undefined ? {} : { lane }),
  }
}

/** The command that runs the scenario many times again, in the same order of scenarios. */
function commandOf(
  { file, variant }: ScenarioResult,
  { repeat = usualRepeat, seed }: Pick<SuiteOptions, 'repeat' | 'seed'>,
): Forensics['again'] {
  const shuffle = seed === undefined ? [] : ['--shuffle', '--seed', String(seed)]
  const words = ['scenario', 'run', file, '--repeat', String(repeat), ...variantFlags([variant ?? {}]), ...shuffle]
  return words.map(shellWord).join(' ')
}
