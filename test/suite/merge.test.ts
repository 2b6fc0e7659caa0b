import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { merged } from '../../src/suite/merge.ts'
import { readBlob, type Blob } from '../../src/report/blob.ts'
import reporters from '../../plugins/reporters/index.ts'
import { greeting, scenario } from '../cli/fake-shell.ts'
import { readReport } from '../page-file/reading.ts'
import { folderWith } from './temporary.ts'

const failing = greeting('Another greeting', 'limits: { step: 100ms }').replace('Hello client!', 'Good evening')
const suite = {
  'scenarios/a.yaml': greeting('One'),
  'scenarios/a/inner.yaml': greeting('Inner', 'tags: [ü]'),
  'scenarios/b.yaml': failing,
  'scenarios/c.yaml': greeting('Differs'),
  'scenarios/d.yaml': greeting('Unknown').replace('connect: client', 'connect: cliend'),
  'scenarios/e.yaml': greeting('Skipped', 'only: { command: no-such-command-anywhere }'),
  'scenarios/f.yaml': greeting('Broken').replace('echo-server', '{ program: no-such-command-anywhere }'),
  'scenarios/g.yaml': failing.replace('Good evening', '"\\u202e evening"').replace('Another', 'Strange'),
  'scenarios/chance.yaml': `scenario: Chance
actors:
  counter: { program: [node, -e, "const fs = require('fs'), f = process.env.STATE; console.log(fs.existsSync(f)); fs.writeFileSync(f, '')"] }
steps:
  - start: counter
  - expect: { counter: 'true' }
  - expect: { counter: { exit: 0 } }
`,
  'scenarios/h.yaml': failing.replace(
    'steps:',
    'fails: { code: expectation-not-met, known-bug: "https://example.com/7" }\nsteps:',
  ),
}

/** What two runs of the same scenarios may have in different ways: how long it took, and the ports that the system gave. */
const timeless = (text: string): string =>
  text
    .replaceAll(/; \d+ runs, together [\d.]+ s/g, '')
    .replaceAll(/\s*"merged": \{[^}]*\},/g, '')
    .replaceAll(/"(duration|at)": [\d.]+/g, '"$1": 0')
    .replaceAll(/time="[\d.]+"/g, 'time="0"')
    .replaceAll(/duration_ms: [\d.]+/g, 'duration_ms: 0')
    .replaceAll(/\d+(?:\.\d+)? (?:s|ms)\b/g, '0 s')
    // Times of events beside each other, where a failed run parts from one that passed.
    .replaceAll(/ +\d+\.\d(?= [ ▸][a-z]+ [|*<>~!] )/g, ' 0')
    .replaceAll(/(?<=port |:)\d{5}\b/g, '0')
    .replaceAll(/\bpid \d+/g, 'pid 0')
    // On a busy machine a deadline is later, and it is said how long an actor was silent.
    .replaceAll(/, silent for 0 s/g, '')
    .replaceAll(/ \(waited [^)]*\)/g, '')

/** What a report says; its conversations are where their recordings are, and so are none of a merge. */
const saidIn = (text: string): string =>
  text.startsWith('<!') ? JSON.stringify(readReport(text).index, null, 1).replace(/"begun": ".*?"/, '') : text

const asCi = (folder: string) => ['--ci', '--fail-on-skip', '--retries', '1', '--env', `STATE=${folder}/state`]

/** A run of all, and three shards of it elsewhere, which are merged in a third folder without any scenario. */
async function bothWays() {
  const folder = folderWith(suite)
  for (const _ of [1, 2]) await scenario(folder, ['--reporter', 'minimal', '--env', `STATE=${folder}/state`])
  fs.rmSync(path.join(folder, 'state'))
  const transcript = path.join(folder, 'transcripts/c.txt')
  fs.writeFileSync(transcript, fs.readFileSync(transcript, 'utf8').replace('Hello client!', 'Hello clown!'))
  const other = folderWith({})
  fs.cpSync(folder, other, { recursive: true })
  for (const shard of ['3/3', '1/3', '2/3'])
    await scenario(other, [...asCi(other), '--shard', shard, '--reporter', 'blob'])
  const desk = folderWith({})
  for (const name of fs.readdirSync(path.join(other, '.scenario')))
    if (name.endsWith('.jsonl')) fs.copyFileSync(path.join(other, '.scenario', name), path.join(desk, name))
  fs.rmSync(other, { recursive: true })
  return { folder, desk }
}

test('after a merge every reporter writes what it writes after one run', async () => {
  const { folder, desk } = await bothWays()
  const names = Object.keys(reporters.reporters ?? {}).filter((name) => name !== 'blob')
  expect(names.length).toBeGreaterThan(7)
  const asked = names.flatMap((name) => ['--reporter', `${name}=out/${name}.txt`])
  const whole = await scenario(folder, [...asCi(folder), '-j', '1', ...asked])
  const parts = await scenario(desk, ['merge', '.', ...asked])
  expect(parts).toEqual({ ...whole, code: 1 })
  for (const name of names) {
    const [one, other] = [folder, desk]
      .map((place) => fs.readFileSync(path.join(place, `out/${name}.txt`), 'utf8'))
      .map(saidIn)
    expect(timeless(other as string), name).toBe(timeless(one as string))
    expect(one, name).not.toBe('')
    if (name !== 'github') expect(one, name).toMatch(/flaky|≈/)
  }
})

describe('a merge', () => {
  const blobOf = async (folder: string, ...argv: string[]): Promise<Blob> => {
    await scenario(folder, ['--reporter', 'blob=blob.jsonl', ...argv])
    return readBlob(fs.readFileSync(path.join(folder, 'blob.jsonl'), 'utf8')) as Blob
  }

  test('counts, adds up and has the most urgent exit code', async () => {
    const folder = folderWith({ 'scenarios/a.yaml': greeting('One'), 'scenarios/b.yaml': failing })
    const [one, other] = [await blobOf(folder, 'b'), await blobOf(folder, 'a')]
    const { progress, summary } = merged([one, other])
    expect(summary).toMatchObject({ passed: 1, failed: 1, exitCode: 1, interrupted: false, problems: [] })
    expect(summary.duration).toBe(Math.max(one.summary.duration, other.summary.duration))
    expect(summary.merged).toEqual({ runs: 2, duration: one.summary.duration + other.summary.duration })
    expect(progress.map(({ type }) => type)).toEqual([
      'suite-begun',
      'scenario-begun',
      'scenario-ended',
      'scenario-begun',
      'scenario-ended',
      'suite-ended',
    ])
    expect(progress[0]).toMatchObject({ files: 2 })
    for (const [code, expected] of [
      [130, 130],
      [3, 1],
      [70, 70],
    ] as const)
      expect(merged([one, { ...other, summary: { ...other.summary, exitCode: code } }]).summary.exitCode).toBe(expected)
  })

  test('keeps the rows that were watched with their scenario', async () => {
    const folder = folderWith({ 'scenarios/a.yaml': greeting('One'), 'scenarios/b.yaml': greeting('Two') })
    const { progress } = merged([await blobOf(folder, '--verbose')])
    const files = progress.flatMap((update) => (update.type === 'row' ? update.file : []))
    expect(files.length).toBeGreaterThan(4)
    expect(files).toEqual(files.toSorted())
  })

  test('of parts of a suite reports the part that is missing, and fails', async () => {
    const folder = folderWith({ 'scenarios/a.yaml': greeting('One'), 'scenarios/b.yaml': greeting('Two') })
    for (const shard of ['1/3', '3/3']) await scenario(folder, ['--shard', shard, '--reporter', 'blob'])
    const { code, out } = await scenario(folder, ['merge', '--reporter', 'minimal'])
    expect(code).toBe(1)
    expect(out).toContain('error shard-missing: shard 2 of 3 is missing\n')
    await scenario(folder, ['--shard', '2/3', '--reporter', 'blob'])
    const all = await scenario(folder, ['merge', '--reporter', 'dot'])
    expect(all).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^\.\.\n\n2 passed \(\d\.\d\d s; 3 runs, together \d\.\d\d s\)\n$/),
    })
  })

  test('may be merged again', async () => {
    const folder = folderWith({ 'scenarios/a.yaml': greeting('One'), 'scenarios/b.yaml': greeting('Two') })
    for (const shard of ['1/2', '2/2']) await scenario(folder, ['--shard', shard, '--reporter', 'blob'])
    await scenario(folder, ['merge', '--reporter', 'blob=all.jsonl'])
    const [one, again] = [
      await scenario(folder, ['merge', '--reporter', 'json']),
      await scenario(folder, ['merge', 'all.jsonl', '--reporter', 'json']),
    ]
    expect(again).toEqual(one)
    expect(JSON.parse(one.out)).toMatchObject({ merged: { runs: 2 }, counts: { passed: 2 } })
  })
})
