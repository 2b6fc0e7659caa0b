import { execa } from 'execa'
import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, expectTypeOf, onTestFinished, test } from 'vitest'
import { build } from 'esbuild'
import * as z from 'zod'
import {
  check,
  explain,
  run,
  type CheckOptions,
  type CheckResult,
  type Failure,
  type Input,
  type Problem,
  type RunOptions,
  type ScenarioResult,
  type Transcript,
} from '../src/index.ts'
import { definePlugin } from '../src/plugin.ts'
import type { scenarios, ScenariosOptions } from '../src/vitest.ts'
import { greeting } from './cli/fake-shell.ts'
import { home } from './scenarios/house.ts'
import { folderWith } from './suite/temporary.ts'

/** Passes with WORD=yours and OTHER=too. */
const environmentScenario = `scenario: Environment
tags: [fast]
env: { WORD: mine }
actors: { p: { program: { run: "echo $WORD $OTHER", shell: true } } }
steps:
  - start: p
  - expect: { p: [yours too, { exit: 0 }] }
`

test('Node does not warn of many runs that share a signal', async () => {
  const warnings: string[] = []
  const listen = ({ message }: Error) => void warnings.push(message)
  process.on('warning', listen)
  onTestFinished(() => void process.off('warning', listen))
  const { signal } = new AbortController()
  const input = { text: 'scenario: Many\nactors: { server: tcp-server }\nsteps: [start: server]\n' }
  const results = await Promise.all(Array.from({ length: 12 }, () => run(input, { signal })))
  expect(new Set(results.map(({ status }) => status))).toEqual(new Set(['passed']))
  expect(warnings).toEqual([])
})

describe('types', () => {
  test('of what goes in', () => {
    expectTypeOf<Input>().toEqualTypeOf<string | URL | { readonly text: string; readonly dir?: string }>()
    expectTypeOf(run).parameters.toEqualTypeOf<[Input, RunOptions?]>()
    expectTypeOf(check).parameters.toEqualTypeOf<[Input, CheckOptions?]>()
    expectTypeOf<RunOptions>().toExtend<CheckOptions>()
    expectTypeOf<RunOptions['transcript']>().toEqualTypeOf<'ignore' | 'local' | 'ci' | 'update' | undefined>()
    expectTypeOf<RunOptions['vars']>().toEqualTypeOf<Readonly<Record<string, string>> | undefined>()
    expectTypeOf<typeof scenarios>().parameters.toEqualTypeOf<[string | URL, ScenariosOptions?]>()
    // @ts-expect-error -- a text needs its key
    void (() => run({ yaml: 'scenario: x' }))
  })

  test('of what comes out', () => {
    expectTypeOf(run).returns.resolves.toEqualTypeOf<ScenarioResult>()
    expectTypeOf(check).returns.resolves.toEqualTypeOf<CheckResult>()
    expectTypeOf(explain).returns.resolves.toBeString()
    expectTypeOf<ScenarioResult['status']>().toEqualTypeOf<'passed' | 'failed' | 'broken' | 'skipped'>()
    expectTypeOf<ScenarioResult['failure']>().toEqualTypeOf<Failure | undefined>()
    expectTypeOf<ScenarioResult['transcript']>().toEqualTypeOf<Transcript | undefined>()
    expectTypeOf<CheckResult['problems']>().toEqualTypeOf<readonly Problem[]>()
    expectTypeOf<Problem['code']>().not.toEqualTypeOf<string>()
  })
})

describe('check and run', () => {
  test('a text, with rows as they come', async () => {
    const rows: string[] = []
    const result = await run({ text: greeting('Hello') }, { onRow: ({ lane }) => rows.push(lane) })
    expect(result).toMatchObject({ status: 'passed', title: 'Hello', problems: [] })
    expect(result.transcript?.rows.map(({ text }) => text)).toContain('Hello client!')
    expect(rows).toContain('client')
    expect(await explain(result)).toBe('')
  })

  test('a text finds what stands beside it', async () => {
    const dir = folderWith({ 'more.yaml': '- note: included\n' })
    const text = `${greeting('Hello')}  - include: more.yaml\n`
    expect(await run({ text, dir })).toMatchObject({ status: 'passed' })
  })

  test('a file, by path and by URL, with its transcript', async () => {
    const cwd = folderWith({ 'scenarios/hello.yaml': greeting('Hello') })
    const file = path.join(cwd, 'scenarios/hello.yaml')
    expect(await run('scenarios/hello.yaml', { cwd })).toMatchObject({ status: 'passed', file: 'scenarios/hello.yaml' })
    expect(fs.existsSync(path.join(cwd, 'transcripts'))).toBe(false)
    const url = new URL(`file://${file}`)
    expect((await run(url, { cwd, transcript: 'ci' })).failure?.code).toBe('transcript-missing')
    expect((await run(url, { cwd, transcript: 'local' })).comparison?.outcome).toBe('recorded')
    expect((await run(url, { cwd, transcript: 'ci', recordTo: 'run.jsonl' })).comparison?.outcome).toBe('same')
    expect(fs.readFileSync(path.join(cwd, 'run.jsonl'), 'utf8')).toContain('Hello client!')
  })

  test('what is wrong comes back as data, and can be printed', async () => {
    const wrong = { text: greeting('Hello').replace('telnet', 'telnit') }
    const checked = await check(wrong)
    expect(checked).toMatchObject({
      valid: false,
      problems: [{ code: 'unknown-kind', hint: 'did you mean “telnet”?' }],
    })
    const result = await run(wrong)
    expect(result.status).toBe('broken')
    expect(await explain(result)).toContain('there is no kind of actor called “telnit”')
    expect((await check('nowhere.yaml')).problems).toMatchObject([{ code: 'file-not-found' }])
    const failed = await run({
      text: `limits: { step: 30ms }\n${greeting('Hello').replace('Hello client!', 'Good bye')}`,
    })
    expect(failed).toMatchObject({ status: 'failed', failure: { code: 'expectation-not-met' } })
    expect(await explain(failed)).toContain('“client” did not say “Good bye”')
  })

  test('variables of programs are handed in, and win over those of the scenario', async () => {
    const programEnv = { WORD: 'yours', OTHER: 'too' }
    expect(await run({ text: environmentScenario }, { programEnv })).toMatchObject({ status: 'passed' })
  })

  test('variables, an interruption and plugins are handed in', async () => {
    const text = greeting('Hello')
      .replace('Hello client!', '"${word}"')
      .replace('actors:', 'vars: { word: x }\nactors:')
    expect(await run({ text }, { vars: { word: 'Hello' } })).toMatchObject({ status: 'passed' })
    const signal = AbortSignal.abort()
    expect((await run({ text: greeting('Hello') }, { signal })).failure?.code).toBe('interrupted')
    const mine = definePlugin({
      api: 1,
      name: 'mine',
      about: 'a fake',
      framings: {
        lines: {
          about: 'x',
          wanted: {
            _zod: { output: undefined, def: { type: 'unknown' } },
            safeParse: () => ({ success: true, data: 1 }),
          },
          compile: () => ({ shows: 'text', find: () => undefined, encode: (line) => line }),
        },
      },
    })
    expect((await check({ text: greeting('Hello') }, { plugins: [mine] })).valid).toBe(true)
  })

  test.each(['facts', 'state', 'busy', 'send'])(
    'a plugin that is handed in and throws in %s is named',
    async (where) => {
      const boom = () => {
        throw new Error('boom')
      }
      const actor = {
        facts: () => ({ size: 1 }),
        state: () => 'here',
        stop: async () => {},
        send: () => {},
        [where]: boom,
      }
      const mine = definePlugin({
        api: 1,
        name: 'mine',
        about: 'a fake',
        actors: {
          odd: {
            about: 'a fake',
            role: 'client',
            options: z.unknown(),
            ownOutput: false,
            facts: ['size'],
            can: ['send'],
            start: async () => actor,
          },
        },
      })
      const steps = ['connect: it', 'send: { it: hello }', 'check: { it: { size: 1 } }'].map((step) => `  - ${step}\n`)
      const text = `scenario: it throws\nactors: { it: odd }\nsteps:\n${steps.join('')}`
      const { failure } = await run({ text }, { plugins: [mine] })
      expect(failure?.message).toContain('the kind “odd” of the plugin “mine” threw in')
      expect(failure).toMatchObject({ code: 'plugin-error' })
    },
  )
})

const testFile = `
import { scenarios } from './vitest.mjs'
scenarios(new URL('./scenarios', import.meta.url), OPTIONS)
`

describe('scenario/vitest', () => {
  test('a folder of scenarios is a folder of tests', { timeout: 60_000 }, async () => {
    const folder = folderWith({
      'scenarios/good.yaml': greeting('A good one', 'tags: [fast]'),
      'scenarios/bad.yaml': `limits: { step: 50ms }\n${greeting('A bad one', 'tags: [fast]').replace('Hello client!', 'Good bye')}`,
      'scenarios/wrong.yaml': greeting('A wrong one', 'tags: [fast]').replace('telnet', 'telnit'),
      'scenarios/agreed.yaml': greeting('An agreed one', 'tags: [fast]'),
      'scenarios/stale.yaml': greeting('A stale one', 'tags: [fast]'),
      'scenarios/other.yaml': greeting('Another', 'tags: [fast]').replace(
        'scenario:',
        'skip: { env: HOME }\nscenario:',
      ),
      'scenarios/environment.yaml': environmentScenario,
      'scenarios/slow.yaml': greeting('A slow one', 'tags: [slow]'),
      'fast.test.mjs': testFile.replace('OPTIONS', `{ tag: 'fast', programEnv: { WORD: 'yours', OTHER: 'too' } }`),
      'none.test.mjs': testFile.replace('OPTIONS', `{ title: 'nowhere' }`),
      'vitest.config.mjs': `export default { test: { include: ['*.test.mjs'], pool: 'threads' } }`,
    })
    await furnish(folder)
    await run('scenarios/agreed.yaml', { cwd: folder, transcript: 'local' })
    const { stale } = await staleTranscript(folder, 'stale')
    const rows = await vitest(folder)
    const outcomes = Object.fromEntries(
      rows.flatMap(({ assertionResults }) => assertionResults.map(({ title, status }) => [title, status])),
    )
    expect(outcomes).toEqual({
      'A good one': 'passed',
      'A bad one': 'failed',
      'A wrong one': 'failed',
      'An agreed one': 'passed',
      'A stale one': 'failed',
      Environment: 'passed',
      Another: 'skipped',
      'there are scenarios': 'failed',
    })
    const printed = rows
      .flatMap(({ assertionResults }) => assertionResults.flatMap(({ failureMessages }) => failureMessages))
      .join('\n')
    expect(printed).toContain('“client” did not say “Good bye”')
    expect(printed).toContain('scenarios/bad.yaml:')
    expect(printed).toContain('there is no kind of actor called “telnit”')
    expect(printed).toContain('none of 8 scenarios is wanted')
    expect(fs.readFileSync(path.join(folder, 'transcripts/good.txt'), 'utf8')).toContain('client | Hello client!')
    expect(fs.readFileSync(path.join(folder, 'transcripts/stale.txt'), 'utf8')).toBe(stale)
    expect(fs.readdirSync(path.join(folder, 'transcripts'))).toEqual([
      'agreed.txt',
      'environment.txt',
      'good.txt',
      'stale.new.txt',
      'stale.txt',
    ])
  })

  test('vitest -u makes transcripts agree, but not in CI', { timeout: 180_000 }, async () => {
    const folder = folderWith({
      'scenarios/good.yaml': greeting('A good one'),
      'it.test.mjs': testFile.replace('OPTIONS', '{}'),
      'vitest.config.mjs': `export default { test: { include: ['*.test.mjs'], pool: 'threads' } }`,
    })
    await furnish(folder)
    const { transcript, good, stale } = await staleTranscript(folder, 'good')
    const statusOf = async (...how: Parameters<typeof vitest> extends [string, ...infer Rest] ? Rest : never) =>
      (await vitest(folder, ...how)).flatMap(({ assertionResults }) => assertionResults.map(({ status }) => status))
    expect(await statusOf(['-u'], { CI: 'true' })).toEqual(['failed', 'passed'])
    expect(fs.readFileSync(transcript, 'utf8')).toBe(stale)
    expect(await statusOf(['-u'])).toEqual(['passed', 'passed'])
    expect(rowsIn(fs.readFileSync(transcript, 'utf8'))).toEqual(rowsIn(good))
    const again = await run('scenarios/good.yaml', { cwd: folder, transcript: 'ci' })
    expect(again.comparison?.outcome).toBe('same')
  })
})

/** Records a scenario’s transcript, and changes a line of it. */
async function staleTranscript(folder: string, name: string) {
  const recorded = await run(`scenarios/${name}.yaml`, { cwd: folder, transcript: 'local' })
  expect(recorded.comparison?.outcome).toBe('recorded')
  const transcript = path.join(folder, `transcripts/${name}.txt`)
  const good = fs.readFileSync(transcript, 'utf8')
  const stale = good.replace('| Hello client!', '| Hello world!')
  expect(stale).not.toBe(good)
  fs.writeFileSync(transcript, stale)
  return { transcript, good, stale }
}

/** A transcript without the line of its source and time. */
const rowsIn = (transcript: string): string[] => transcript.split('\n').slice(2)

/** Puts `scenario/vitest` into a folder as the package has it, but for its own dependencies. */
async function furnish(folder: string): Promise<void> {
  await build({
    entryPoints: [path.join(home, 'src/vitest.ts')],
    outfile: path.join(folder, 'vitest.mjs'),
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    logLevel: 'error',
  })
  fs.symlinkSync(path.join(home, 'node_modules'), path.join(folder, 'node_modules'))
}

interface RawRow {
  readonly assertionResults: readonly {
    readonly title: string
    readonly status: string
    readonly failureMessages: readonly string[]
  }[]
}

/** Runs vitest in that folder, locally; answers with its report. */
async function vitest(
  folder: string,
  args: readonly string[] = [],
  more: Readonly<Record<string, string>> = {},
): Promise<readonly RawRow[]> {
  const { CI: _, VITEST: __, ...env } = process.env
  const report = path.join(folder, 'report.json')
  fs.rmSync(report, { force: true })
  const bin = path.join(home, 'node_modules/vitest/vitest.mjs')
  const done = await execa(process.execPath, [bin, 'run', '--reporter=json', '--outputFile=report.json', ...args], {
    cwd: folder,
    env: { ...env, CI: '', ...more },
    extendEnv: false,
    reject: false,
    all: true,
  })
  if (!fs.existsSync(report)) throw new Error(done.all)
  return (JSON.parse(fs.readFileSync(report, 'utf8')) as { testResults: RawRow[] }).testResults
}
