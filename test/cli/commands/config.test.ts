import fs from 'node:fs'
import path from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { configFlags } from '../../../src/cli/options.ts'
import type { Flag } from '../../../src/cli/flag.ts'
import { keyShapes } from '../../../src/config/keys.ts'
import { folderWith } from '../../suite/temporary.ts'
import { greeting, scenario } from '../fake-shell.ts'

const plugin = `export default { api: 1, name: 'mine', about: 'x',
  reporters: { mine: { about: 'x', report: async function* (events) { for await (const { type } of events) yield type + ' ' } } } }`
const configuration = `
scenarios: specs
out: build/out
jobs: 2
plugins: ./mine.mjs
reporters: [dot, { mine: { file: build/mine.txt } }]
vars: { who: anna, token: "\${env.TOKEN}" }
secrets: [token, ABSENT]
env: { A: b }
limits: { step: 9s, line: 1MiB }
mask: [uuid, { match: '/build \\d+/', as: <build> }]
ci: { jobs: 1, bail: true }
matrix: { impl: [a, b] }
transcripts: shared
`
const world = { env: { TOKEN: 'hidden-value' } }
const project = (more: Readonly<Record<string, string>> = {}): string =>
  fs.realpathSync(
    folderWith({
      'scenario.config.yaml': configuration,
      'mine.mjs': plugin,
      'specs/echo.yaml': greeting('Echo'),
      'specs/low/other.yaml': greeting('Other', 'tags: [low]'),
      'sub/x': '',
      '.git': '',
      ...more,
    }),
  )

describe('what is in force', () => {
  test('names the reporters of a run that names none, and those of its environment', async () => {
    const folder = folderWith({ '.git': '', 'own/scenario.config.yaml': 'reporters: dot\n' })
    const reportersIn = async (at: string, env: Readonly<Record<string, string>> = {}): Promise<readonly unknown[]> => {
      const { out } = await scenario(at, ['config', '--json'], { env })
      const { settings } = JSON.parse(out) as { settings: { key: string; value: unknown; from: string }[] }
      return settings.flatMap(({ key, value, from }) => (key === 'reporters' ? [[value, from]] : []))
    }
    const onGithub = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: '/summary' }
    const summary = [[expect.stringMatching(/^github-summary=.*\/summary$/)], 'default']
    expect(await reportersIn(folder)).toEqual([[['default'], 'default']])
    expect(await reportersIn(folder, onGithub)).toEqual([[['default', 'github'], 'default'], summary])
    expect(await reportersIn(path.join(folder, 'own'), onGithub)).toEqual([
      [['dot'], 'scenario.config.yaml:1:1'],
      summary,
    ])
  })

  test('is shown with where it comes from', async () => {
    const { out, code } = await scenario(project(), ['config', '-j', '3', '--var', 'more=1'], world)
    expect(code).toBe(0)
    expect(out.split('\n').map((line) => line.trim().split(/ {2,}/))).toEqual([
      ['scenario.config.yaml'],
      [''],
      ['scenarios', 'specs', 'scenario.config.yaml:2:1'],
      ['out', 'build/out', 'scenario.config.yaml:3:1'],
      ['jobs', '3', '--jobs'],
      ['isolate', 'false', 'default'],
      ['bail', 'false', 'default'],
      ['retries', '0', 'default'],
      ['allowFlaky', 'false', 'default'],
      ['shuffle', 'false', 'default'],
      ['timeoutScale', '1', 'default'],
      ['reporters', 'dot, mine=build/mine.txt', 'scenario.config.yaml:6:1'],
      ['plugins', './mine.mjs', 'scenario.config.yaml:5:10'],
      ['limits.step', '9s', 'scenario.config.yaml:10:1'],
      ['limits.line', '1048576', 'scenario.config.yaml:10:1'],
      ['mask', 'uuid', 'scenario.config.yaml:11:8'],
      ['mask', '<build>', 'scenario.config.yaml:11:14'],
      ['matrix.impl', 'a, b', 'scenario.config.yaml:13:11'],
      ['transcripts', 'shared', 'scenario.config.yaml:14:1'],
      ['vars.who', 'anna', 'scenario.config.yaml:7:9'],
      ['vars.token', '<secret.token>', 'scenario.config.yaml:7:20'],
      ['vars.more', '1', '--var'],
      ['env.A', 'b', 'scenario.config.yaml:9:8'],
      ['secrets', 'token', 'scenario.config.yaml:8:11'],
      ['secrets', 'ABSENT (not set)', 'scenario.config.yaml:8:18'],
      ['tags', '–', 'default'],
      ['failOnSkip', 'false', 'default'],
      ['passWithNone', 'false', 'default'],
      ['ci', 'false', 'default'],
      [''],
    ])
  })

  test('is data with --json, in CI with the part for CI', async () => {
    const { out } = await scenario(project(), ['config', '--json'], { env: { ...world.env, CI: '1' } })
    const { version, file, settings } = JSON.parse(out)
    expect([version, file]).toEqual([1, 'scenario.config.yaml'])
    expect(settings).toContainEqual({ key: 'jobs', value: 1, from: 'scenario.config.yaml:12:7' })
    expect(settings).toContainEqual({ key: 'bail', value: true, from: 'scenario.config.yaml:12:16' })
    expect(settings).toContainEqual({ key: 'ci', value: true, from: 'CI' })
  })

  test('is the defaults without a configuration', async () => {
    const { out } = await scenario(folderWith({ '.git': '' }), ['config', '--json'])
    const { file, settings } = JSON.parse(out)
    expect(file).toBe(null)
    expect(settings).toContainEqual({ key: 'jobs', value: 8, from: 'default' })
  })

  test('names every key, and each flag that a configuration sets has a key', async () => {
    const { out } = await scenario(project(), ['config', '--json', '--title', 'x'], world)
    const named = new Set(JSON.parse(out).settings.map(({ key }: { key: string }) => key.replace(/\..*/, '')))
    expect(Object.keys(keyShapes).filter((key) => !named.has(key))).toEqual([])
    const keys = Object.values<Flag>(configFlags).flatMap(({ key }) => (key === undefined ? [] : [key]))
    expect(keys.filter((key) => !Object.hasOwn(keyShapes, key))).toEqual([])
  })
})

describe('a configuration', () => {
  test('is used by all commands, from any folder', async () => {
    const folder = project()
    const sub = path.join(folder, 'sub')
    const ran = await scenario(sub, ['run'], world)
    expect(ran).toMatchObject({ code: 0, err: '' })
    expect(fs.readFileSync(path.join(folder, 'build/mine.txt'), 'utf8')).toMatch(/^suite-begun .*suite-ended/)
    expect(fs.existsSync(path.join(folder, 'build/out/specs/low/other.jsonl'))).toBe(true)
    expect(fs.existsSync(path.join(folder, 'transcripts/low/other.txt'))).toBe(true)
    expect((await scenario(sub, ['list'], world)).out).toContain('../specs/low/other.yaml')
    expect((await scenario(folder, ['show', 'low/other'], world)).out).toContain('Hello client!')
    expect((await scenario(folder, ['check', 'echo'], world)).out).toContain('1 scenario checked, no problems')
    expect((await scenario(folder, ['plugins', 'mine'], world)).out).toContain(
      'one of the reporters of the plugin “mine”',
    )
    expect((await scenario(sub, ['merge', '--reporter', 'mine'], world)).err).toContain('../build/out')
    expect((await scenario(folder, ['new', 'third'], world)).out).toContain('wrote specs/third.yaml')
    const transcript = path.join(folder, 'transcripts/echo.txt')
    fs.writeFileSync(transcript, fs.readFileSync(transcript, 'utf8').replace('Hello client!', 'Hello clown!'))
    expect((await scenario(sub, ['run', 'echo'], world)).code).toBe(1)
    expect((await scenario(sub, ['accept'], world)).out).toBe('accepted ../transcripts/echo.txt\n')
  })

  test('has the reporters of a merge, too, but for a blob', async () => {
    const reporters = 'reporters: [minimal, { blob: { file: build/x.jsonl } }, { junit: { file: build/all.xml } }]'
    const folder = project({ 'scenario.config.yaml': `scenarios: specs\nout: build\n${reporters}\n` })
    await scenario(folder, ['run', '--no-ci'])
    const blob = fs.readFileSync(path.join(folder, 'build/x.jsonl'), 'utf8')
    fs.rmSync(path.join(folder, 'build/all.xml'))
    expect(await scenario(folder, ['merge'])).toMatchObject({
      code: 0,
      out: expect.stringContaining('2 passed'),
      err: '',
    })
    expect(fs.existsSync(path.join(folder, 'build/all.xml'))).toBe(true)
    expect(fs.readFileSync(path.join(folder, 'build/x.jsonl'), 'utf8')).toBe(blob)
    await scenario(folder, ['merge', '--reporter', 'blob=build/x.jsonl'])
    expect(fs.readFileSync(path.join(folder, 'build/x.jsonl'), 'utf8')).not.toBe(blob)
  })

  test('says which transcripts have no scenario', async () => {
    const folder = project()
    await scenario(folder, ['run'], world)
    fs.rmSync(path.join(folder, 'specs/echo.yaml'))
    const { out } = await scenario(folder, ['run', '--reporter', 'minimal'], world)
    expect(out).toContain('transcripts/echo.txt is the transcript of no scenario')
    expect(out).not.toContain('other.txt is')
  })

  test('that names no folder is shown as the reason', async () => {
    const { code, err } = await scenario(project({ 'scenario.config.yaml': 'scenarios: absent' }), ['list'])
    expect(code).toBe(2)
    expect(err).toContain('no scenario was found in “absent”')
    expect(err).toContain('there is no such folder')
  })

  test('gives way to flags', async () => {
    const folder = project()
    const { out } = await scenario(folder, ['run', '--reporter', 'json', '--out', 'elsewhere', '--tag', 'low'], world)
    expect(JSON.parse(out).scenarios).toHaveLength(1)
    expect(fs.existsSync(path.join(folder, 'elsewhere/specs/low/other.jsonl'))).toBe(true)
    expect(fs.existsSync(path.join(folder, 'build/mine.txt'))).toBe(false)
  })

  test('has masks for all scenarios, behind their own', async () => {
    const say = (title: string, more: string): string => `scenario: ${title}
${more}
actors: { program: { program: [sh, -c, 'echo build 1; echo build 22 of 7'] } }
steps:
  - start: program
  - expect: { program: build 1 }
  - expect: { program: /build .*/ }
  - exit: program
`
    const folder = project({
      'scenario.config.yaml': "mask: [uuid, { match: '/build \\d+/', as: <build> }]",
      'scenarios/one.yaml': say('One', ''),
      'scenarios/two.yaml': say('Two', 'mask: { match: /of 7/, as: <own> }'),
    })
    const { out, code } = await scenario(folder, ['run', '--verbose'])
    expect([code, out]).toEqual([0, expect.not.stringContaining('mask-unused')])
    const rows = (name: string): string => fs.readFileSync(path.join(folder, `transcripts/${name}.txt`), 'utf8')
    expect(rows('one')).toContain('<build> of 7')
    expect(rows('two')).toContain('<build> <own>')
  })

  test('with a mask that takes too long shows its place', async () => {
    const folder = project({
      'scenario.config.yaml': "mask: { match: '/^(?:a|a)*$/', as: <a> }",
      'scenarios/one.yaml': greeting('One').replace(
        '  - exit: client',
        `  - send: { client: ${'a'.repeat(40)}b }\n  - expect: { server: aaa }\n  - exit: client`,
      ),
    })
    const { out } = await scenario(folder, ['run'])
    expect(out).toContain('scenario.config.yaml:1:')
  })

  test('with retries does not forbid --repeat', async () => {
    const folder = project({ 'scenario.config.yaml': 'scenarios: specs\nretries: 1' })
    expect(await scenario(folder, ['run', 'echo', '--repeat', '2'])).toMatchObject({ code: 0, err: '' })
    const both = await scenario(folder, ['run', 'echo', '--repeat', '2', '--retries', '1'])
    expect(both.err).toContain('--retries and --repeat cannot be used together')
  })

  test('with isolate does not forbid --queue', async () => {
    const folder = project({ 'scenario.config.yaml': 'scenarios: specs\nisolate: true' })
    // Nothing listens on port 1.
    const queued = ['run', 'echo', '--queue', 'redis://127.0.0.1:1']
    expect((await scenario(folder, queued)).err).toContain('queue-unreachable')
    const both = await scenario(folder, [...queued, '--isolate'])
    expect(both.err).toContain('--queue and --isolate cannot be used together')
  })

  test.each([
    ['plugins: ./absent.mjs', 'scenario.config.yaml:1:10  error unknown-plugin'],
    ['plugins: [./mine.mjs, ./broken.mjs]', 'scenario.config.yaml:1:23  error broken-plugin'],
    ['reporters: [dot, junitt]', 'scenario.config.yaml:1:18  error invalid-value'],
    ['vars: { a: "${env.NOPE}" }', 'scenario.config.yaml:1:13  error unknown-variable'],
    ['jobs: many', 'scenario.config.yaml:1:7  error wrong-type'],
  ])('with a mistake ends the run: %s', async (text, says) => {
    const folder = project({ 'scenario.config.yaml': text, 'broken.mjs': 'export default 7' })
    const { code, err } = await scenario(folder, ['run'])
    expect([code, err.split('\n')[0]]).toEqual([2, says])
  })

  test('has a JSON Schema, which agrees with the reader', async () => {
    const { out } = await scenario(folderWith({ '.git': '' }), ['schema', '--config'])
    const validate = new Ajv2020({ strict: false }).compile(JSON.parse(out))
    const right = {
      $schema: 'x',
      scenarios: 'a',
      jobs: 2,
      reporters: ['dot', { junit: { file: 'x' } }],
      vars: { port: 9000 },
      secrets: ['a', 'npm_config_//host/:_token', 'A.B'],
      ci: { bail: true },
    }
    expect([validate(right), validate.errors]).toEqual([true, null])
    for (const wrong of [
      { job: 1 },
      { jobs: 0 },
      { ci: { ci: {} } },
      { reporters: [{ a: {}, b: {} }] },
      { bail: 'x' },
      { secrets: ['a b'] },
    ])
      expect([validate(wrong), wrong]).toEqual([false, wrong])
  })
})
