import { expect, test } from 'vitest'
import { html } from '../../../plugins/formats/html.ts'
import type { DrawOptions } from '../../../src/model/format.ts'
import type { Replay } from '../../../src/model/replay.ts'
import { echo } from '../../picture/examples.ts'
import { readReport } from '../../page-file/reading.ts'

const bytes = new Uint8Array([0x61, 0xff])
const run: Replay = {
  transcript: echo,
  times: echo.rows.map((_, at) => at * 1000),
  exact: true,
  steps: [{ at: 0, index: 0, line: 7, verb: 'start' }],
  chunks: [{ at: 5, lane: 'client', direction: 'received', bytes }],
  duration: 20_000,
}
const failed: Replay = {
  ...run,
  verdict: {
    at: 20_000,
    status: 'failed',
    message: '“client” did not say “x”',
    lane: 'client',
    line: 9,
    verb: 'expect',
  },
}

const written = async (options: DrawOptions) => {
  const { index, scenario } = readReport(String(await html.write(options.replay?.transcript ?? echo, options)))
  return { index, scenario: scenario(0) }
}

test('a recording is replayed beside its scenario', async () => {
  const source = { file: 'scenarios/echo.yaml', text: 'scenario: Echo\n' }
  const { index, scenario } = await written({ replay: run, sources: async () => [source] })
  expect(index).toMatchObject({ begun: echo.recorded, status: 'passed', duration: 20 })
  expect(index.scenarios).toMatchObject([{ id: echo.source, title: echo.title, outcome: 'passed', detail: true }])
  expect(scenario).toMatchObject({ id: echo.source, sources: [source], problems: [] })
  expect(scenario.runs).toHaveLength(1)
  expect(scenario.runs[0]).toMatchObject({ status: 'passed', duration: 20 })
  expect(scenario.runs[0]).not.toHaveProperty('noReplay')
  expect(scenario.runs[0]?.replay).toMatchObject({
    transcript: echo,
    exact: true,
    steps: run.steps,
    chunks: [{ at: 5, lane: 'client', bytes: { base64: 'Yf8=' } }],
  })
})

test('the failure of a run is that of its recording', async () => {
  const { index, scenario } = await written({ replay: failed })
  expect(index).toMatchObject({ status: 'failed' })
  expect(index.scenarios).toMatchObject([{ outcome: 'failed', message: '“client” did not say “x”' }])
  // The page opens with the replay, not with a failure of one sentence.
  expect(scenario.runs[0]).toMatchObject({ status: 'failed', replay: { verdict: failed.verdict } })
  expect(scenario.runs[0]).not.toHaveProperty('failure')
})

test('of a transcript it is said that its times are whole seconds', async () => {
  const { scenario } = await written({})
  expect(scenario.sources).toEqual([])
  expect(scenario.runs[0]).toMatchObject({
    noReplay: expect.stringContaining('whole seconds'),
    replay: { exact: false },
  })
})
