import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Forensics } from '../../src/model/forensics.ts'
import type { ScenarioResult } from '../../src/model/result.ts'
import { comparingRuns } from '../../src/suite/compare-attempts.ts'
import { scenario } from '../cli/fake-shell.ts'
import { failed, passed, resultOf, skipped } from '../plugins/reporters/results.ts'
import { folderWith } from './temporary.ts'
import { unsteady } from './unsteady.ts'

/** Two threads add one each: at every third start, both read before one of them writes. */
const threads = `
import fs from 'node:fs'
const [starts] = process.argv.slice(2)
fs.appendFileSync(starts, '.')
const start = fs.readFileSync(starts, 'utf8').length
const [one, other] = start % 2 === 0 ? ['a', 'b'] : ['b', 'a']
const order = start % 3 === 0 ? [one, other, one, other] : [one, one, other, other]
const seen = new Set()
for (const name of order) {
  console.log(name, seen.has(name) ? 'writes' : 'reads')
  seen.add(name)
}
console.log('sum', start % 3 === 0 ? 6 : 7)
`

/** A scenario that expects the sum, wherever else the lines of both may stand. */
const adding = (): string => {
  const folder = folderWith({ 'threads.mjs': threads })
  fs.mkdirSync(path.join(folder, 'scenarios'))
  fs.writeFileSync(
    path.join(folder, 'scenarios/add.yaml'),
    `scenario: Two threads add one each
actors:
  p: { program: { run: [node, ${folder}/threads.mjs, ${folder}/starts] }, rows: sorted }
steps:
  - start: p
  - expect: { p: sum 7 }
  - expect: { p: { exit: 0 } }
`,
  )
  return folder
}

const forensicsIn = async (folder: string, argv: readonly string[]): Promise<Forensics | undefined> => {
  const { out } = await scenario(folder, [...argv, '--reporter', 'json'])
  return (JSON.parse(out) as { scenarios: { forensics?: Forensics }[] }).scenarios[0]?.forensics
}

describe('scenario run --repeat', () => {
  test('names the first event by which failed runs differ, and their recordings', async () => {
    const folder = unsteady({ one: ['good', 'bad', 'good', 'bad', 'good'] }, 'transcript: { lines: 50 }')
    const forensics = await forensicsIn(folder, ['one', '--repeat', '5'])
    expect(forensics).toMatchObject({
      passed: { runs: 3, orders: 1 },
      failures: [
        {
          runs: 2,
          orders: 1,
          status: 'failed',
          parting: {
            by: 'event',
            event: { lane: 'client', mark: '|', text: 'bad' },
            failed: { runs: 2, of: 2 },
            passed: 3,
          },
        },
      ],
      again: 'scenario run scenarios/one.yaml --repeat 5',
    })
    const { passed: good, failed: bad } = forensics!.failures[0]!.parting.examples
    expect([good.recording, bad.recording]).toEqual([
      '.scenario/scenarios/one.run-001.jsonl',
      '.scenario/scenarios/one.run-002.jsonl',
    ])
  })

  test('names an event that came between two others, in the order in which a program printed them', async () => {
    const forensics = await forensicsIn(adding(), ['add', '--repeat', '18'])
    expect(forensics).toMatchObject({
      passed: { runs: 12, orders: 2 },
      failures: [{ runs: 6, orders: 2, parting: { by: 'order', failed: { runs: 3, of: 6 }, passed: 12 } }],
    })
    const { event, after, before } = forensics!.failures[0]!.parting
    expect([after, event, before].map((each) => each?.text)).toEqual(['b reads', 'a reads', 'b writes'])
  })

  test('knows what came on connections that no step names, and what rows: taken leaves out', async () => {
    // So many that three failures of them are no chance, also where runs beside each other make every order another; and behind the
    // first ones, which are slow, since what a run leaves out says something only while some run that passed still went on.
    const good = (length: number) => Array.from({ length }, () => 'good' as const)
    const folder = unsteady({ one: [...good(20), 'bad', 'good', 'bad', 'bad', ...good(22)] })
    const file = path.join(folder, 'scenarios/one.yaml')
    const text = fs
      .readFileSync(file, 'utf8')
      .replace(/(port>.*\/') \} \}/, '$1 }, rows: taken }\n  wire: { proxy: server }')
      .replace('tcp-client: server', 'tcp-client: wire')
      .replace('start: server', 'start: [server, wire]')
      .replace('client: good }', 'client: good, wire: { event: connection } }')
    fs.writeFileSync(file, text)
    const forensics = await forensicsIn(folder, ['one', '--repeat', '46'])
    expect(forensics).toMatchObject({
      passed: { runs: 43 },
      failures: [{ parting: { by: 'event', event: { lane: 'wire#1', text: 'bad' }, failed: { runs: 3, of: 3 } } }],
    })
  })

  test('names recordings that scenario diff compares as the report does', async () => {
    const folder = unsteady({ one: ['good', 'bad', 'good'] })
    const { out } = await scenario(folder, ['one', '--repeat', '3'])
    const [, command = ''] = /compare them: scenario (diff .*)/.exec(out) ?? []
    const diff = await scenario(folder, command.split(' '))
    expect(diff.code).toBe(1)
    // The ports of both runs have their names.
    expect(diff.out).not.toMatch(/port \d/)
    expect(diff.out).toContain('First difference at client: expected “good”, received “bad”')
    expect(diff.out).toContain('In order of arrival, the first difference of the second: “client | bad”')
    const same = await scenario(folder, ['diff', ...[1, 3].map((run) => `.scenario/scenarios/one.run-00${run}.jsonl`)])
    expect(same).toMatchObject({ code: 0, out: 'the two conversations are the same\n' })
  })

  test('scenario diff has what rows: taken leaves out of the run that passed, too, when the other one failed', async () => {
    const folder = unsteady({ one: ['good', 'bad', 'good'] })
    const file = path.join(folder, 'scenarios/one.yaml')
    fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace(/(port>.*\/') \} \}/, '$1 }, rows: taken }'))
    await scenario(folder, ['one', '--repeat', '3'])
    const diff = (one: number, other: number) =>
      scenario(folder, ['diff', ...[one, other].map((run) => `.scenario/scenarios/one.run-00${run}.jsonl`)])
    for (const { out } of [await diff(1, 2), await diff(2, 1)]) {
      expect(out).toContain('First difference at client: ')
      expect(out).not.toMatch(/^server$/m)
    }
    expect(await diff(1, 3)).toMatchObject({ code: 0, out: 'the two conversations are the same\n' })
  })

  test('says nothing where all runs came to the same', async () => {
    expect(await forensicsIn(unsteady({ one: ['good'] }), ['one', '--repeat', '2'])).toBeUndefined()
    expect(await forensicsIn(unsteady({ one: ['bad'] }), ['one', '--repeat', '2'])).toBeUndefined()
  })
})

test('a flaky retry is compared with the attempt that passed, each with its recording', async () => {
  const folder = unsteady({ flaky: ['bad', 'good'] })
  const { out } = await scenario(folder, ['--retries', '1', '--shuffle', '--seed', '7'])
  expect(out).toContain('1 passed, in 1 order; 1 failed, in 1 order')
  expect(out).toContain('First difference: “client | bad”, in 1 of 1 failed run and in none of 1 that passed')
  expect(out).toContain(
    'compare them: scenario diff .scenario/scenarios/flaky.jsonl .scenario/scenarios/flaky.attempt-1.jsonl\n',
  )
  expect(out).toContain('run it again: scenario run scenarios/flaky.yaml --repeat 100 --shuffle --seed 7\n')
})

describe('the runs of a scenario', () => {
  const event = { lane: 'a', mark: '|' as const, at: 1 }
  const runsOf = (...results: readonly ScenarioResult[]) => {
    let next = 0
    return comparingRuns(async () => results[next++] as ScenarioResult, { seed: 7 })
  }
  const eventsOf = (text: string): NonNullable<ScenarioResult['events']> => [{ ...event, text }]
  const [good, bad] = [eventsOf('good'), eventsOf('bad')]

  test('no result shows the events of its run', async () => {
    const { once } = runsOf({ ...passed, events: good })
    expect(await once({})).toEqual(passed)
  })

  test('a skipped or interrupted run is not compared', async () => {
    const interrupted = resultOf({
      status: 'failed',
      failure: { code: 'interrupted', message: 'interrupted' },
      events: bad,
    })
    const { once, over } = runsOf({ ...passed, events: good }, interrupted, { ...skipped, events: bad })
    for (let run = 0; run < 3; run += 1) await once({})
    expect(over(passed)).toBe(passed)
  })

  test('the command has the values and the project of the scenario', async () => {
    const { once, over } = runsOf({ ...passed, events: good }, { ...failed, events: bad })
    for (let run = 0; run < 2; run += 1) await once({})
    const variant = { matrix: { impl: 'redis 7' }, project: 'tls' }
    expect(over(resultOf({ variant })).forensics?.again).toBe(
      "scenario run scenarios/echo.yaml --repeat 100 --matrix 'impl=redis 7' --project tls --shuffle --seed 7",
    )
  })
})
