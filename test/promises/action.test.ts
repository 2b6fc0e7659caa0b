import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { builtProgram } from '../cli/built.ts'
import { greeting, scenario } from '../cli/fake-shell.ts'
import { newStore, runSteps, type Step } from '../cli/setup/github-runner.ts'
import { newFolder } from '../cli/setup/ci-shell.ts'
import { folderWith } from '../suite/temporary.ts'

const main = builtProgram()
const home = path.resolve(import.meta.dirname, '../..')
const action = parse(fs.readFileSync(path.join(home, 'action.yml'), 'utf8')) as {
  readonly inputs: Readonly<Record<string, { readonly default: string; readonly description: string }>>
  readonly runs: { readonly using: string; readonly steps: readonly Step[] }
}

/** Calls the action in a project, with what a workflow gives behind `with:`. */
async function call(project: string, given: Readonly<Record<string, string>> = {}, actionPath = home) {
  const inputs = {
    ...Object.fromEntries(Object.entries(action.inputs).map(([name, { default: usual }]) => [name, usual])),
    ...given,
  }
  const contexts = Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`inputs.${name}`, value]))
  const store = newStore()
  const env = { GITHUB_ACTION_PATH: actionPath }
  const ran = await runSteps(action.runs.steps, {
    folder: project,
    project,
    main,
    store,
    contexts: { ...contexts, 'steps.run.outputs.suffix': '' },
    env,
  })
  return { ...ran, store }
}

async function project(): Promise<string> {
  const folder = folderWith({
    'scenarios/one.yaml': greeting('Number one'),
    'scenarios/two.yaml': greeting('Number two'),
  })
  expect(await scenario(folder, ['run', '-u'])).toMatchObject({ code: 0 })
  fs.rmSync(path.join(folder, '.scenario'), { recursive: true })
  return folder
}

test('is a composite action whose steps name a shell, and uses no input that it does not describe', () => {
  expect(action.runs.using).toBe('composite')
  const text = JSON.stringify(action.runs)
  const used = [...text.matchAll(/inputs\.([\w-]+)/g)].map(([, name]) => name)
  expect([...new Set(used)].sort()).toEqual(Object.keys(action.inputs).sort())
  for (const step of action.runs.steps) if (step.run !== undefined) expect(step).toMatchObject({ shell: 'bash' })
  // An input inside of a script would be run as code.
  for (const step of action.runs.steps) expect(step.run ?? '').not.toContain('${{')
})

test('runs all scenarios of a project, with a summary, a blob, and the output folder', async () => {
  const { code, out, store } = await call(await project())
  expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining('2 passed') })
  expect(store.summaries).toHaveLength(1)
  expect([...store.artifacts.keys()]).toEqual(['scenario-merge', 'scenario-output'])
  expect(fs.readdirSync(store.artifacts.get('scenario-merge') as string)).toEqual(['blob.jsonl'])
})

test('runs a shard of named scenarios in a folder, without a summary, and fails as the run does', async () => {
  const outer = newFolder()
  fs.cpSync(await project(), path.join(outer, 'inner'), { recursive: true })
  fs.rmSync(path.join(outer, 'inner/transcripts/one.txt'))
  const { code, out, store } = await call(outer, {
    'working-directory': 'inner',
    files: 'one two',
    shard: '1/1',
    summary: 'false',
    artifact: 'wire',
  })
  expect(code).toBe(1)
  expect(out).toMatch(/^::error file=scenarios\/one\.yaml/m)
  expect(store.summaries).toEqual([])
  expect([...store.artifacts.keys()]).toEqual(['wire-merge-1', 'wire-output-1'])
})

test('takes quoted words as one, and runs nothing of its inputs as code', async () => {
  const folder = await project()
  const { code, out } = await call(folder, {
    files: 'o*',
    args: '--title "Number one" --var "a=$(touch evil) `touch evil`"',
  })
  expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining('1 passed') })
  expect(fs.existsSync(path.join(folder, 'evil'))).toBe(false)
})

test('can run its own version, and refuses another word', async () => {
  const own = newFolder()
  fs.mkdirSync(path.join(own, 'dist/cli'), { recursive: true })
  fs.writeFileSync(path.join(own, 'dist/cli/main.js'), 'console.log("its own", process.argv.slice(2, 3).join())')
  expect(await call(await project(), { version: 'action' }, own).catch(String)).toMatchObject({
    out: expect.stringContaining('its own run'),
  })
  expect(await call(await project(), { version: '1.2.3' })).toMatchObject({
    code: 2,
    out: expect.stringContaining('::error::version is “project” or “action”'),
  })
})
