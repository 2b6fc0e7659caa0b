import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Services } from '../src/pipeline.ts'
import { check, outline, registryOf, run } from '../src/pipeline.ts'
import { plugins } from '../plugins/index.ts'
import { greeting } from './cli/fake-shell.ts'

const host = {
  now: () => performance.now(),
  wall: () => new Date(),
  env: {},
  tmpRoot: '/tmp',
  vars: new Map<string, string>(),
  secrets: [],
  signal: new AbortController().signal,
}
const builtIn = registryOf(plugins)

/** Services over files in memory; what was written is among them. */
function servicesWith(files: Record<string, string>): Services & { readonly all: Record<string, string> } {
  const all = { ...files }
  return {
    all,
    builtIn,
    shown: (file) => path.basename(file),
    vars: new Map(),
    files: {
      read: (file) =>
        all[file] === undefined
          ? { problem: { code: 'file-not-found', message: file } }
          : { bytes: Buffer.from(all[file]) },
      exists: (file) => all[file] !== undefined,
      write: (file, text) => {
        all[file] = String(text)
        return undefined
      },
      remove: (file) => {
        delete all[file]
        return undefined
      },
    },
  }
}

const file = '/p/echo.yaml'
const baseline = { file: '/p/echo.txt', newFile: '/p/echo.new.txt', mode: 'local' as const }

describe('the stages in order', () => {
  test('limits for all scenarios hold where a scenario has none of its own', async () => {
    const usual = { limits: { step: 1000, scenario: 7000 }, mask: [], sources: new Map() }
    const [own, none] = [greeting('t', 'limits: { step: 2s, idle: 50ms }'), greeting('t')]
    const limitsOf = async (text: string, more: object = { usual }) =>
      (await check(file, { ...servicesWith({ [file]: text }), ...more })).scenario?.limits
    expect(await limitsOf(own)).toMatchObject({ step: 2000, scenario: 7000, idle: 50 })
    expect(await limitsOf(none)).toMatchObject({ step: 1000, scenario: 7000, idle: 100 })
    expect(await limitsOf(none, {})).toMatchObject({ step: 5000, scenario: 60_000, idle: 100 })
  })

  test('names that a missing plugin may bring are reported by its own problem, typing errors all the same', async () => {
    const text = `scenario: t
plugins: [./nowhere.mjs]
actors: { a: memcached, b: telnett }
steps:
  - start: a
  - frobnicate: a
  - expect: { a: { value-of: x } }
  - note: \${nobody}
`
    const { problems } = await check(file, servicesWith({ [file]: text }))
    expect(problems.map(({ code }) => code)).toEqual(['unknown-plugin', 'unknown-kind', 'unknown-variable'])
    expect(problems[1]?.message).toContain('telnett')
  })

  test('a file is read, checked, run, transcribed, recorded and then compared', async () => {
    const services = servicesWith({ [file]: greeting('Echo', 'tags: [a, b]') })
    const checked = await check(file, services)
    expect(checked).toMatchObject({ title: 'Echo', tags: ['a', 'b'], problems: [], warnings: [] })
    const rows: string[] = []
    const first = await run(checked, { ...host, onRow: (row) => rows.push(row.lane) }, services, baseline)
    expect(first).toMatchObject({
      file: 'echo.yaml',
      status: 'passed',
      comparison: { outcome: 'recorded', file: 'echo.txt' },
    })
    expect(rows).toHaveLength(first.transcript?.rows.length ?? 0)
    expect(services.all['/p/echo.txt']).toContain('client | Hello client!')
    expect(await run(checked, host, services, baseline)).toMatchObject({
      status: 'passed',
      comparison: { outcome: 'same' },
    })
  })

  test('a file that was refused does not run, and everything wrong with it is known', async () => {
    const services = servicesWith({ [file]: greeting('Echo').replace('telnet', 'telnit') })
    const checked = await check(file, services)
    expect(checked.scenario).toBeUndefined()
    expect(checked.problems).toMatchObject([{ code: 'unknown-kind' }])
    expect(checked.sources.get(file)?.text).toContain('telnit')
    expect(await run(checked, host, services, baseline)).toMatchObject({
      status: 'broken',
      problems: [{ code: 'unknown-kind' }],
    })
    expect(services.all['/p/echo.txt']).toBeUndefined()
  })

  test('a missing file and an unknown plugin are problems', async () => {
    expect((await check('/p/none.yaml', servicesWith({}))).problems).toMatchObject([{ code: 'file-not-found' }])
    const { problems } = await check(file, servicesWith({ [file]: greeting('Echo', 'plugins: [./nowhere.mjs]') }))
    expect(problems).toMatchObject([{ code: 'unknown-plugin', span: { file } }])
  })

  test('a failed run is compared with no transcript and writes none', async () => {
    const services = servicesWith({
      [file]: greeting('Echo')
        .replace('client: Hello client!, server: client connected', 'client: nonsense')
        .replace('- expect', '- within: 30ms\n    expect'),
    })
    const result = await run(await check(file, services), host, services, baseline)
    expect(result).toMatchObject({ status: 'failed', failure: { verb: 'expect', lane: 'client' } })
    expect(result.comparison).toBeUndefined()
    expect(Object.keys(services.all)).toEqual([file])
  })

  test('a transcript that cannot be written breaks the scenario, and does not fail it', async () => {
    const services = servicesWith({ [file]: greeting('Echo') })
    const full = {
      ...services,
      files: { ...services.files, write: () => ({ code: 'cannot-write' as const, message: 'the disk is full' }) },
    }
    expect(await run(await check(file, services), host, full, baseline)).toMatchObject({
      status: 'broken',
      failure: { code: 'cannot-write' },
    })
  })

  test('an outline needs no valid scenario', () => {
    const services = servicesWith({
      '/p/a.yaml': 'scenario: A\ntags: x\nactors: 5\n',
      '/p/b.yaml': '{',
      '/p/c.yaml': 'steps: []\n',
    })
    expect(outline('/p/a.yaml', services)).toEqual({ title: 'A', tags: ['x'] })
    expect(outline('/p/b.yaml', services)).toEqual({ title: 'b.yaml', tags: [] })
    expect(outline('/p/c.yaml', services)).toEqual({ title: 'c.yaml', tags: [] })
  })
})
