import { describe, expect, test } from 'vitest'
import type { Progress, Summary } from '../../src/model/progress.ts'
import type { ScenarioResult } from '../../src/model/result.ts'
import { readKeptRun, writeKeptRun } from '../../src/report/kept-run.ts'
import { echo, goodbye, sources } from './fixtures.ts'

const row = { at: 0, lane: 'client', mark: '|' as const, text: 'Hello' }
const transcript = { title: 'Echo', source: echo.shown, recorded: '2026-11-27 18:25:37 UTC', lanes: [], rows: [row] }

const passed: ScenarioResult = {
  file: echo.shown,
  title: 'Echo',
  tags: ['tcp'],
  status: 'passed',
  duration: 1.5,
  attempts: 1,
  problems: [],
  warnings: [],
  transcript,
  recording: '.scenario/scenarios/echo.jsonl',
  sources,
}

const summary: Summary = {
  passed: 1,
  knownBugs: 0,
  flaky: 0,
  failed: 0,
  broken: 0,
  skipped: 0,
  invalid: 0,
  duration: 2,
  interrupted: false,
  problems: [],
  exitCode: 0,
}

async function kept(...results: readonly ScenarioResult[]): Promise<string> {
  async function* progress(): AsyncIterable<Progress> {
    yield { type: 'suite-begun', files: results.length, jobs: 1, version: '0.1.0', wall: '2026-11-27T18:25:37.000Z' }
    for (const result of results) {
      yield { type: 'scenario-begun', file: result.file, title: result.title, lanes: [] }
      yield { type: 'scenario-ended', result }
    }
    yield { type: 'suite-ended', summary }
  }
  let text = ''
  for await (const piece of writeKeptRun(progress())) text += piece
  return text
}

function read(text: string) {
  const run = readKeptRun(text)
  if (typeof run === 'string') throw new Error(run)
  return run
}

const resultsIn = (text: string) =>
  read(text).updates.map((update) => (update.type === 'scenario-ended' ? update.result : update.type))

describe('a run that is kept', () => {
  test('is what it was, without the rows that its recording has', async () => {
    const text = await kept(passed)
    expect(resultsIn(text)).toEqual([{ ...passed, transcript: { ...transcript, rows: [] } }])
    expect(read(text)).toMatchObject({ begun: { wall: '2026-11-27T18:25:37.000Z' }, summary })
  })

  test('keeps the rows where there is no recording, and where they differ', async () => {
    const { recording: _, ...unrecorded } = passed
    const comparison = { outcome: 'differs', file: 'transcripts/echo.txt', difference: { lanes: [] } } as const
    const differing: ScenarioResult = { ...passed, status: 'failed', comparison }
    expect(resultsIn(await kept(unrecorded, differing))).toEqual([unrecorded, differing])
  })

  test('keeps attempts in the same way', async () => {
    const attempt = { status: 'failed' as const, duration: 1, transcript, recording: '.scenario/a.attempt-1.jsonl' }
    const [result] = resultsIn(await kept({ ...passed, earlier: [attempt] }))
    expect((result as ScenarioResult).earlier).toEqual([{ ...attempt, transcript: { ...transcript, rows: [] } }])
  })

  test('has each source once, and each result its own', async () => {
    const other = { ...echo, text: '# of an earlier attempt' }
    const results = [passed, passed, { ...passed, sources: new Map([[echo.file, other]]) }]
    const text = await kept(...results)
    expect(text.split(JSON.stringify(goodbye.text))).toHaveLength(2)
    expect(resultsIn(text).map((result) => (result as ScenarioResult).sources)).toEqual([
      sources,
      sources,
      new Map([[echo.file, other]]),
    ])
  })

  test('is nothing where nothing has run', async () => {
    expect(await kept()).toBe('')
  })

  test.each([
    ['', 'it is not a kept run'],
    ['{"blob":1}\n', 'it is not a kept run'],
    ['{"run":2}\n', 'another version of scenario has written it'],
    ['{"run":1}\n{"type":"suite-begun"}\n', 'it is cut off'],
    ['{"run":1}\n{"type":"suite-begun"}\n{"type":"scenario-ended"', 'it is cut off'],
    ['{"run":1}\n{"type":"suite-begun"}\nnot JSON\n', 'line 3 cannot be read'],
    ['{"run":1}\n{"type":"suite-begun"}\nnull\n', 'line 3 cannot be read'],
    ['{"run":1}\n{"type":"scenario-ended","result":{"sources":{}}}\n', 'line 2 cannot be read'],
    ['{"run":1}\n{"type":"scenario-ended","result":{"sources":[1]}}\n', 'line 2 cannot be read'],
  ])('%j is none', (text, why) => {
    expect(readKeptRun(text)).toBe(`${why}: run the scenarios again`)
  })
})
