import { compareRuns } from '../../src/forensics/forensics.ts'
import type { ExampleRun, Forensics } from '../../src/model/forensics.ts'
import { eventsOf, failure } from './runs.ts'

/** 17 runs in which two programs add one after the other, and 3 in which both read first. */
export function lostUpdate(): Forensics {
  const runs = compareRuns()
  const [one, other] = ['a', 'b'].map((name) => (value: number) => [
    `${name} > GET counter`,
    `${name} | ${value}`,
    `${name} > SET counter ${value + 1}`,
    `${name} | OK`,
  ]) as [(value: number) => string[], (value: number) => string[]]
  for (let run = 1; run <= 17; run += 1)
    runs.add({ run, events: eventsOf(...(run % 3 === 0 ? [...other(5), ...one(6)] : [...one(5), ...other(6)])) })
  const [mine, others] = [one(5), other(5)]
  const lost = [mine[0], others[0], ...mine.slice(1), ...others.slice(1)] as string[]
  for (let run = 18; run <= 20; run += 1)
    runs.add({ run, events: eventsOf(...lost), failure: { ...failure, lane: 'check' } })
  const { passed, failures } = runs.result()!
  const recorded = (example: ExampleRun): ExampleRun => ({
    ...example,
    recording: `.scenario/scenarios/counter.run-0${String(example.run).padStart(2, '0')}.jsonl`,
  })
  return {
    passed,
    failures: failures.map(({ parting, ...rest }) => {
      const { examples } = parting
      return {
        ...rest,
        parting: { ...parting, examples: { passed: recorded(examples.passed), failed: recorded(examples.failed) } },
      }
    }),
    again: 'scenario run scenarios/counter.yaml --repeat 20',
  }
}
