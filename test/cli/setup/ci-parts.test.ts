import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { folderWith } from '../../suite/temporary.ts'
import { builtProgram } from '../built.ts'
import { greeting, scenario } from '../fake-shell.ts'
import { readReport } from '../../page-file/reading.ts'
import { newFolder } from './ci-shell.ts'
import { newStore, runWorkflow } from './github-runner.ts'
import { runPipeline } from './gitlab-runner.ts'

const main = builtProgram()
const read = (folder: string, name: string): string => fs.readFileSync(path.join(folder, name), 'utf8')

const names = ['one', 'two', 'three', 'four', 'five', 'six']

/** A repository with six scenarios and their transcripts, and the jobs of this CI. */
async function repository(ci: string): Promise<string> {
  const project = folderWith(
    Object.fromEntries(names.map((name) => [`scenarios/${name}.yaml`, greeting(`Number ${name}`)])),
  )
  expect(await scenario(project, ['run', '-u'])).toMatchObject({ code: 0 })
  fs.rmSync(path.join(project, '.scenario'), { recursive: true })
  expect(await scenario(project, ['init', '--ci', ci])).toMatchObject({ code: 0 })
  return project
}

/** The same, of which the transcript of `three` is of another conversation. */
async function changedRepository(ci: string): Promise<string> {
  const project = await repository(ci)
  const transcript = path.join(project, 'transcripts/three.txt')
  fs.writeFileSync(transcript, fs.readFileSync(transcript, 'utf8').replace('| Hello client!', '| Good day!'))
  return project
}

/** How many conversations a report has with their exact times. */
function replayedIn(file: string): number {
  const { index, scenario: opened } = readReport(file)
  return index.scenarios.filter((_, at) => opened(at).runs.at(-1)?.replay?.exact === true).length
}

const codesOf = (jobs: ReadonlyMap<string, { code: number }>) =>
  Object.fromEntries([...jobs].map(([name, { code }]) => [name, code]))

// How many a shard has depends on how long each took.
const byTimings = (shard: number): RegExp =>
  new RegExp(`^shard ${shard}/3: [1-4] of 6 scenarios, by their timings$`, 'm')

describe('the workflow for GitHub', () => {
  const workflow = (project: string) => read(project, '.github/workflows/scenario.yml')

  test('runs shards, merges them into one summary and one JUnit report, and cuts the next run by their timings', async () => {
    const project = await repository('github')
    const store = newStore()
    const first = await runWorkflow(workflow(project), { project, main, store, run: '1' })
    expect(codesOf(first)).toEqual({ timings: 0, 'shard 1': 0, 'shard 2': 0, 'shard 3': 0, report: 0 })
    const report = first.get('report')!
    expect(report.out).toContain('6 passed')
    expect(read(report.folder, 'junit.xml').match(/<testcase /g)).toHaveLength(6)
    expect(replayedIn(read(report.folder, 'report.html'))).toBe(6)
    expect(store.artifacts.has('scenario-report')).toBe(true)
    expect(store.summaries).toHaveLength(1)
    expect(store.summaries[0]).toContain('6 passed')
    expect([...store.cache.keys()]).toEqual(['scenario-timings-1-1'])

    const second = await runWorkflow(workflow(project), {
      project,
      main,
      store: { ...store, artifacts: new Map() },
      run: '2',
    })
    for (const shard of [1, 2, 3]) expect(second.get(`shard ${shard}`)!.out).toMatch(byTimings(shard))
    expect(second.get('report')!.code).toBe(0)
  })

  test('keeps blobs, recordings and new transcripts of a shard that fails, and the new transcript can be accepted', async () => {
    const project = await changedRepository('github')
    const store = newStore()
    const jobs = await runWorkflow(workflow(project), { project, main, store, run: '1' })
    const failed = [1, 2, 3].filter((shard) => jobs.get(`shard ${shard}`)!.code !== 0)
    expect(failed).toHaveLength(1)
    expect(jobs.get(`shard ${failed[0]}`)).toMatchObject({ code: 1 })
    expect(jobs.get(`shard ${failed[0]}`)!.out).toMatch(/^::error file=scenarios\/three\.yaml/m)
    expect(jobs.get('report')).toMatchObject({ code: 1 })
    expect(jobs.get('report')!.out).toContain('5 passed, 1 failed')
    expect(read(jobs.get('report')!.folder, 'junit.xml')).toContain('<failure ')
    expect(store.summaries).toHaveLength(1)
    const output = store.artifacts.get(`scenario-output-${failed[0]}`) as string
    expect(await scenario(project, ['accept', '--from', output])).toMatchObject({ code: 0 })
    expect(await scenario(project, ['run', '--ci'])).toMatchObject({ code: 0 })
  })
})

describe('the jobs for GitLab', () => {
  test('run shards, merge them into one JUnit report, and cut the next run by their timings', async () => {
    const project = await changedRepository('gitlab')
    expect(parse(read(project, '.gitlab-ci.yml'))).toEqual({ include: [{ local: '.gitlab/scenario.yml' }] })
    const text = read(project, '.gitlab/scenario.yml')
    const cache = newFolder()
    const first = await runPipeline(text, { project, main, cache })
    expect(first.get('scenarios-report')).toMatchObject({ code: 1 })
    expect(first.get('scenarios-report')!.out).toContain('5 passed, 1 failed')
    expect(read(first.get('scenarios-report')!.folder, 'junit.xml').match(/<testcase /g)).toHaveLength(6)
    expect(replayedIn(read(first.get('scenarios-report')!.folder, 'report.html'))).toBe(6)
    expect(
      await scenario(project, ['accept', '--from', path.join(first.get('scenarios-report')!.folder, '.scenario')]),
    ).toMatchObject({ code: 0 })

    const second = await runPipeline(text, { project, main, cache })
    expect(codesOf(second)).toEqual({
      'scenario-timings': 0,
      'scenarios 1': 0,
      'scenarios 2': 0,
      'scenarios 3': 0,
      'scenarios-report': 0,
    })
    expect(second.get('scenarios 1')!.out).toMatch(byTimings(1))
  })

  test('are included by a .gitlab-ci.yml that is there already only by its owner', async () => {
    const own = 'build:\n  script: [make]\n'
    const folder = folderWith({ '.gitlab-ci.yml': own })
    const printed = await scenario(folder, ['init', '--ci', 'gitlab'])
    expect(printed.out).toContain(
      'left alone   .gitlab-ci.yml: it is there already; add “include: [{ local: .gitlab/scenario.yml }]” to it',
    )
    expect(read(folder, '.gitlab-ci.yml')).toBe(own)
    fs.writeFileSync(path.join(folder, '.gitlab-ci.yml'), `include: [{ local: .gitlab/scenario.yml }]\n${own}`)
    expect((await scenario(folder, ['init', '--ci', 'gitlab'])).out).toContain(
      'left alone   .gitlab-ci.yml: it includes .gitlab/scenario.yml already',
    )
  })
})

test('a workflow that is there already stays, and what to do is said', async () => {
  const folder = folderWith({})
  await scenario(folder, ['init'])
  const before = read(folder, '.github/workflows/scenario.yml')
  const printed = await scenario(folder, ['init', '--ci', 'github'])
  expect(printed).toMatchObject({ code: 0 })
  expect(printed.out).toContain('scenario.yml: it is there already; remove it first to get')
  expect(read(folder, '.github/workflows/scenario.yml')).toBe(before)
})

test('an unknown CI is refused before anything is written', async () => {
  const folder = folderWith({})
  expect(await scenario(folder, ['init', '--ci', 'jenkins'])).toMatchObject({ code: 2 })
  expect(fs.readdirSync(folder)).toEqual([])
})
