import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { ReportRun } from '../../../src/model/report-page.ts'
import { greeting, scenario } from '../../cli/fake-shell.ts'
import { readReport } from '../../page-file/reading.ts'
import { folderWith } from '../../suite/temporary.ts'
import { differing, failure, reported, resultOf } from './results.ts'

const failing = greeting('Another greeting', 'limits: { step: 100ms }').replace('Hello client!', 'Good evening')

const reportIn = (folder: string, file = '.scenario/report.html') =>
  readReport(fs.readFileSync(path.join(folder, file), 'utf8'))

const rowsOf = (run: ReportRun | undefined) => run?.replay?.transcript.rows.map(({ text }) => text) ?? []

describe('the report of a run', () => {
  test('has each conversation as it was recorded, with its source', async () => {
    const source = greeting('Greets', 'tags: [tcp, fast]')
    const folder = folderWith({ 'scenarios/greets.yaml': source })
    expect((await scenario(folder, ['--reporter', 'html'])).code).toBe(0)
    const { index, scenario: opened } = reportIn(folder)
    expect(index).toMatchObject({ version: 1, status: 'passed', problems: [] })
    expect(index.begun).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$/)
    expect(index.scenarios).toMatchObject([
      {
        id: 'scenarios/greets.yaml',
        file: 'scenarios/greets.yaml',
        title: 'Greets',
        outcome: 'passed',
        attempts: 1,
        tags: ['tcp', 'fast'],
        detail: true,
      },
    ])
    const { id, sources, runs, problems } = opened(0)
    expect(id).toBe('scenarios/greets.yaml')
    expect(sources).toEqual([{ file: 'scenarios/greets.yaml', text: source }])
    expect(problems).toEqual([])
    expect(runs).toHaveLength(1)
    const [run] = runs
    expect(run).toMatchObject({ status: 'passed', recording: '.scenario/scenarios/greets.jsonl' })
    expect(run).not.toHaveProperty('noReplay')
    expect(run).not.toHaveProperty('failure')
    const replay = run!.replay!
    expect(replay.exact).toBe(true)
    expect(rowsOf(run)).toContain('Hello client!')
    expect(replay.times).toHaveLength(replay.transcript.rows.length)
    expect(replay.steps.map(({ verb }) => verb)).toEqual(['start', 'connect', 'expect', 'exit'])
    expect(replay.chunks.filter(({ lane }) => lane === 'client')).toMatchObject([
      { direction: 'received', bytes: 'Hello client!\n' },
    ])
    expect(replay.verdict).toMatchObject({ status: 'passed' })
  })

  test('says why there is nothing to replay', async () => {
    const folder = folderWith({
      'scenarios/invalid.yaml': greeting('Invalid').replace('connect: client', 'connect: cliend'),
      'scenarios/skipped.yaml': greeting('Skipped', 'only: { command: no-such-command-anywhere }'),
    })
    await scenario(folder, ['--reporter', 'html'])
    const { index, scenario: opened } = reportIn(folder)
    expect(index.status).toBe('invalid')
    expect(index.scenarios.map(({ outcome, message }) => [outcome, message])).toEqual([
      ['invalid', 'no actor is called “cliend”'],
      ['skipped', 'the command “no-such-command-anywhere” is not installed'],
    ])
    expect(opened(0)).toMatchObject({
      problems: [{ code: 'unknown-actor', file: 'scenarios/invalid.yaml', line: 7, column: 14, endColumn: 20 }],
      runs: [{ status: 'broken', noReplay: 'it is invalid, so it did not run' }],
    })
    expect(opened(0).sources[0]?.text).toContain('cliend')
    expect(opened(1)).toMatchObject({ skipped: 'the command “no-such-command-anywhere” is not installed' })
  })

  test('has every attempt with its own recording, and the failure as the terminal shows it', async () => {
    const folder = folderWith({ 'scenarios/fails.yaml': failing })
    await scenario(folder, ['--retries', '1', '--reporter', 'html'])
    const { index, scenario: opened } = reportIn(folder)
    expect(index.scenarios[0]).toMatchObject({
      outcome: 'failed',
      attempts: 2,
      message: '“client” did not say “Good evening”',
    })
    const { runs } = opened(0)
    expect(runs.map(({ recording }) => recording)).toEqual([
      '.scenario/scenarios/fails.attempt-1.jsonl',
      '.scenario/scenarios/fails.jsonl',
    ])
    for (const run of runs) {
      expect(run.replay).toMatchObject({ exact: true, verdict: { status: 'failed', line: 9 } })
      expect(run.failure).toMatchObject({
        code: 'expectation-not-met',
        message: '“client” did not say “Good evening”',
        file: 'scenarios/fails.yaml',
        line: 9,
      })
      expect(run.failure?.text).toMatch(/Expected +“Good evening”/)
      expect(run.failure?.text).not.toContain('\u001b')
    }
    // The recordings are of two runs.
    expect(runs[0]!.replay!.times).not.toEqual(runs[1]!.replay!.times)
  })

  test('has no secret of the configuration that scenarios have literally', async () => {
    const written = '# hush-hush\n'
    const folder = folderWith({
      'scenario.config.yaml': 'secrets: [TOKEN]\n',
      'scenarios/fails.yaml': `${written}${failing.replace('Good evening', 'hush-hush')}`,
      'scenarios/greets.yaml': `${written}${greeting('Greets')}  - note: hush-hush\n  - include: more.yaml\n`,
      'scenarios/invalid.yaml': `${written}${greeting('hush-hush').replace('connect:', 'connekt:')}`,
      'scenarios/more.yaml': `${written}steps:\n  - note: hush-hush\n`,
      'scenarios/skipped.yaml': `${written}${greeting('Skipped', 'only: { command: hush-hush }')}`,
    })
    const { err } = await scenario(folder, ['--reporter', 'html'], { env: { TOKEN: 'hush-hush' } })
    expect(err).toBe('wrote .scenario/report.html\n')
    const { index, scenario: opened } = reportIn(folder)
    expect(index.scenarios.map(({ outcome }) => outcome)).toEqual(['failed', 'passed', 'invalid', 'skipped'])
    const all = index.scenarios.map((_, at) => opened(at))
    expect(all.map(({ sources }) => sources[0]?.text.split('\n')[0])).toEqual(Array(4).fill('# •••••••••'))
    expect(JSON.stringify([index, all])).not.toContain('hush')
    // Another program makes the same page of what the run has kept.
    expect(await scenario(folder, ['report'])).toMatchObject({ code: 0 })
    expect(JSON.stringify(reportIn(folder).scenario(0))).not.toContain('hush')
    expect(fs.readFileSync(path.join(folder, '.scenario/last-run.progress'), 'utf8')).not.toContain('hush')
  })

  test('has both transcripts where they differ', async () => {
    const folder = folderWith({ 'scenarios/greets.yaml': greeting('Greets') })
    await scenario(folder, [])
    const committed = path.join(folder, 'transcripts/greets.txt')
    fs.writeFileSync(committed, fs.readFileSync(committed, 'utf8').replace('Hello client!', 'Hello clown!'))
    await scenario(folder, ['--reporter', 'html'])
    const [run] = reportIn(folder).scenario(0).runs
    expect(run?.transcripts?.committed).toBe(fs.readFileSync(committed, 'utf8'))
    expect(run?.transcripts?.received).toBe(fs.readFileSync(path.join(folder, 'transcripts/greets.new.txt'), 'utf8'))
    expect(run?.difference?.lanes[0]).toMatchObject({ lane: 'client' })
    expect(run?.failure).toMatchObject({ code: 'transcript-differs' })
  })

  test('has the failure of a known bug, and where that is reported', async () => {
    const folder = folderWith({
      'scenarios/bug.yaml': failing.replace(
        'steps:',
        'fails: { code: expectation-not-met, known-bug: "https://example.com/7" }\nsteps:',
      ),
    })
    await scenario(folder, ['--reporter', 'html'])
    const { index, scenario: opened } = reportIn(folder)
    expect(index.scenarios[0]).toMatchObject({ outcome: 'known bug' })
    expect(opened(0)).toMatchObject({
      knownBug: { url: 'https://example.com/7' },
      runs: [{ status: 'passed', failure: { code: 'expectation-not-met' }, replay: { exact: true } }],
    })
  })

  test('names values of a matrix, each with its own conversation', async () => {
    const source = greeting('Greets').replace('steps:', 'steps:\n  - note: ${matrix.impl}')
    const folder = folderWith({ 'scenarios/greets.yaml': source })
    await scenario(folder, ['--matrix', 'impl=one,two', '--reporter', 'html'])
    const { index, scenario: opened } = reportIn(folder)
    expect(index.scenarios.map(({ id }) => id)).toEqual([
      'scenarios/greets.yaml [impl=one]',
      'scenarios/greets.yaml [impl=two]',
    ])
    expect([opened(0), opened(1)].map(({ runs: [run] }) => run?.recording)).toEqual([
      '.scenario/scenarios/greets.impl=one.jsonl',
      '.scenario/scenarios/greets.impl=two.jsonl',
    ])
  })

  test('shows all that was received before a failure, however much that is', async () => {
    const received = Array.from({ length: 40 }, (_, at) => ({
      lane: 'client',
      mark: '|' as const,
      text: `line ${at}.`,
      at,
      step: 0,
    }))
    const result = resultOf({ status: 'failed', failure: { ...failure, received } })
    const text = readReport(await reported('html', [result])).scenario(0).runs[0]?.failure?.text
    expect(received.filter((row) => text?.includes(row.text) !== true)).toEqual([])
  })

  test('of many runs, says how many did not pass, which one it has, and how to see another', async () => {
    const result = resultOf({ status: 'failed', attempts: 3, repeats: { runs: 3, failed: 1, broken: 0 } })
    const { scenario: opened } = readReport(await reported('html', [result]))
    expect(opened(0).compared).toBe('1 of 3 runs did not pass (1 failed); this is the first that did not pass')
    const folder = folderWith({ 'scenarios/greets.yaml': greeting('Greets') })
    await scenario(folder, ['--repeat', '2', '--reporter', 'html'])
    expect(reportIn(folder).scenario(0).compared).toBe(
      [
        '2 runs, all passed; this is the last one',
        'its recording is .scenario/scenarios/greets.run-002.jsonl, beside those of the others',
        '“scenario render RECORDING --to html” draws another run',
      ].join('\n'),
    )
    await scenario(folder, ['--repeat', '1', '--reporter', 'html'])
    expect(reportIn(folder).scenario(0).compared).toBe('1 run, all passed')
  })

  test('has what became of actors when connections were broken, and no text of it beside', async () => {
    const folder = folderWith({ 'scenarios/greets.yaml': greeting('Greets') })
    const flags = ['--faults', 'reset', '--runs', '2', '--seed', '5', '--reporter', 'html']
    await scenario(folder, ['shake', ...flags])
    const { shaken, compared } = reportIn(folder, '.scenario/shake/report.html').scenario(0)
    expect(shaken?.line).toBe('2 runs with a broken connection: no actor crashed or hung')
    expect(shaken?.crashes?.actors).toEqual(['server', 'client'])
    expect(compared).toBeUndefined()
  })

  test('has results in which there is nothing to read, too', async () => {
    const { index, scenario: opened } = readReport(await reported('html', [differing]))
    expect(index.begun).toBe('')
    expect(opened(0).runs).toMatchObject([
      { status: 'failed', noReplay: 'it was not recorded: the conversation differs from transcripts/echo.txt' },
    ])
    expect(opened(0).runs[0]).not.toHaveProperty('transcripts')
  })
})

describe('the report of a merge', () => {
  test('has the recordings that stand beside the blobs', async () => {
    const folder = folderWith({ 'scenarios/greets.yaml': greeting('Greets') })
    await scenario(folder, ['--reporter', 'blob'])
    const place = folderWith({})
    fs.cpSync(path.join(folder, '.scenario'), path.join(place, 'artifacts/scenario-output-1'), { recursive: true })
    expect((await scenario(place, ['merge', 'artifacts', '--reporter', 'html=report.html'])).code).toBe(0)
    const [run] = reportIn(place, 'report.html').scenario(0).runs
    expect(run?.replay?.exact).toBe(true)
    expect(run).not.toHaveProperty('noReplay')
  })

  test('without them draws the transcript, and says so', async () => {
    const folder = folderWith({ 'scenarios/greets.yaml': greeting('Greets') })
    await scenario(folder, ['--reporter', 'blob=blob.jsonl'])
    const place = folderWith({})
    fs.copyFileSync(path.join(folder, 'blob.jsonl'), path.join(place, 'blob.jsonl'))
    await scenario(place, ['merge', '.', '--reporter', 'html=report.html'])
    const [run] = reportIn(place, 'report.html').scenario(0).runs
    expect(run?.noReplay).toBe('its recording .scenario/scenarios/greets.jsonl is not here')
    expect(run?.replay).toMatchObject({ exact: false, chunks: [], steps: [] })
    expect(rowsOf(run)).toContain('Hello client!')
  })

  test('takes no recording of another run for its own', async () => {
    const folder = folderWith({ 'scenarios/greets.yaml': greeting('Greets') })
    await scenario(folder, ['--reporter', 'blob=blob.jsonl'])
    const recording = path.join(folder, '.scenario/scenarios/greets.jsonl')
    fs.writeFileSync(recording, fs.readFileSync(recording, 'utf8').replace(/"wall":"\d+/, '"wall":"1999'))
    await scenario(folder, ['merge', 'blob.jsonl', '--reporter', 'html=report.html'])
    const [run] = reportIn(folder, 'report.html').scenario(0).runs
    expect(run?.noReplay).toBe('.scenario/scenarios/greets.jsonl is the recording of another run')
    expect(run?.replay?.exact).toBe(false)
  })
})
