import type { Format } from '../model/format.ts'
import type { Reporter } from '../model/reporter.ts'
import type { Progress } from '../model/progress.ts'
import type { ScenarioResult } from '../model/result.ts'
import type { Transcript } from '../model/transcript.ts'
import type { Findings } from './finding.ts'

const lanes = ['server', 'client'].map((lane) => ({ lane, kind: lane, command: `node ${lane}.js` }))
const transcript: Transcript = {
  title: 'A conversation',
  source: 'scenarios/a.yaml',
  recorded: '2026-11-22 18:25:37 UTC',
  lanes,
  rows: [
    { at: 0, lane: 'server', mark: '*', text: 'listening' },
    { at: 0, lane: 'client', mark: '>', text: 'héllo <&> \\x1b' },
    { at: 1, lane: 'server', mark: '|', text: 'x'.repeat(300) },
    { at: 1, lane: 'client', mark: '!', text: '', tail: true },
  ],
}
const empty: Transcript = { ...transcript, lanes: [], rows: [] }

/** A format gives text or bytes, the same ones for the same transcript. */
export async function testFormat(name: string, format: Format, found: Findings): Promise<void> {
  const subject = `format “${name}”`
  await found.check(subject, 'has an extension with its dot', () =>
    /^(?:\.[a-z\d]+)+$/.test(format.extension) ? undefined : `it is “${format.extension}”`,
  )
  for (const [what, drawn] of [
    ['a transcript', transcript],
    ['an empty one', empty],
  ] as const)
    await found.check(subject, `writes ${what} the same each time`, async () => {
      const [one, two] = [await format.write(drawn, { width: 80 }), await format.write(drawn, { width: 80 })]
      if (typeof one !== 'string' && !(one instanceof Uint8Array)) return 'it gives neither text nor bytes'
      return String(one) === String(two) ? undefined : 'it wrote the same transcript in two ways'
    })
}

/** A reporter reads all progress of a run to its end, and gives text. */
export async function testReporter(name: string, reporter: Reporter, found: Findings): Promise<void> {
  const subject = `reporter “${name}”`
  for (const [what, updates] of [
    ['a run of each outcome', all()],
    ['a run of nothing', [ended(0)]],
  ] as const)
    await found.check(subject, `reports ${what}`, async () => {
      let read = 0
      const progress = (async function* () {
        for (const one of updates) {
          read += 1
          yield one
        }
      })()
      for await (const text of reporter.report(progress, { isTTY: false, color: false, columns: 80 }))
        if (typeof text !== 'string') return 'it gives something else than text'
      return read === updates.length ? undefined : 'it does not read to the end'
    })
}

const ended = (count: number): Progress => ({
  type: 'suite-ended',
  summary: {
    passed: count,
    knownBugs: 0,
    flaky: 0,
    failed: count,
    broken: count,
    skipped: count,
    invalid: 0,
    duration: 1,
    interrupted: false,
    problems: [],
    exitCode: 1,
  },
})

function all(): Progress[] {
  const statuses = ['passed', 'failed', 'broken', 'skipped'] as const
  const results = statuses.map((status): ScenarioResult => ({
    file: `scenarios/${status}.yaml`,
    title: status,
    status,
    duration: 1,
    attempts: 1,
    problems: [],
    warnings: [],
    sources: new Map(),
    transcript,
    ...(status === 'passed'
      ? {}
      : status === 'skipped'
        ? { skipped: 'not here' }
        : { failure: { code: 'step-failed' as const, message: 'it failed' } }),
  }))
  return [
    { type: 'suite-begun', files: results.length, jobs: 2, version: '0.0.0' },
    ...results.flatMap((result): Progress[] => [
      { type: 'scenario-begun', file: result.file, title: result.title, lanes },
      { type: 'scenario-ended', result },
    ]),
    ended(1),
  ]
}
