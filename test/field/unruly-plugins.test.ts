import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { builtProgram, programIn } from '../cli/built.ts'
import { folderWith } from '../suite/temporary.ts'

const main = builtProgram()

const prelude = `
const anything = { _zod: { def: { type: 'unknown' }, constr: class {}, output: undefined }, safeParse: (data) => ({ success: true, data }) }
const actor = (more = {}) => ({ facts: () => ({}), state: () => 'idle', stop: async () => {}, ...more })
const kind = (start, role = 'proxy') => ({ about: 'a fake', role, options: anything, ownOutput: true, facts: [], can: ['send'], start })
const plugin = (start, role) => ({ api: 1, name: 'unruly', about: 'a fake', actors: { odd: kind(start, role) } })
const quiet = plugin(async () => actor())
`

const scenario = `scenario: Unruly
plugins: [../unruly.mjs]
limits: { step: 2s }
actors: { it: odd }
steps: [{ start: it }, { wait: 100ms }]
`
const good = `scenario: Good
actors: { server: tcp-server }
steps: [{ start: server }]
`

/** Runs it beside a scenario that has nothing to do with the plugin, whose result must stand whatever happens. */
async function unruly(plugin: string, text = scenario) {
  const folder = folderWith({
    'unruly.mjs': `${prelude}\n${plugin}\n`,
    'scenarios/a-unruly.yaml': text,
    'scenarios/good.yaml': good,
  })
  const { code, out, err } = await programIn(main, folder, ['run', '--reporter', 'minimal'])
  expect(err).toBe('')
  expect(fs.existsSync(path.join(folder, 'transcripts/good.txt'))).toBe(true)
  return { code, out }
}

describe('while it is loaded', () => {
  test.each([
    ['a rejection', 'Promise.reject(new Error("boom"))', 'it threw an error that was not caught: boom'],
    ['an exit', 'process.exit(0)', 'it called process.exit(0)'],
    ['a harder exit', 'process.reallyExit(0)', 'it called process.reallyExit(0)'],
    ['an abort', 'process.abort()', 'it called process.abort()'],
    ['a method', 'Array.prototype.map = () => []', 'it has changed Array.prototype.map'],
    ['a key that every loop meets', 'Object.prototype.extra = 1', 'it has changed Object.prototype.extra'],
    [
      'an iterator',
      'Array.prototype[Symbol.iterator] = function* () {}',
      'it has changed Array.prototype[Symbol.iterator]',
    ],
    ['a global', 'globalThis.setTimeout = () => {}', 'it has changed globalThis.setTimeout'],
    ['the output', 'process.stdout.write = () => true', 'it has changed process.stdout.write'],
    [
      'a method, before it throws',
      'String.prototype.split = () => []; throw new Error("boom")',
      'it threw while loading: boom',
    ],
  ])('%s', async (_, code, expected) => {
    const printed = await unruly(`${code}\nexport default quiet`)
    expect(printed.out).toContain('broken-plugin')
    expect(printed.out).toContain(expected)
    expect(printed.code).toBe(2)
  })

  test('a polyfill changes nothing for anybody', async () => {
    const printed = await unruly(
      `Object.defineProperty(Array.prototype, 'mine', { value: () => 1, configurable: true })\nexport default quiet`,
    )
    expect(printed.code).toBe(0)
  })
})

describe('later', () => {
  test.each([
    [
      'a timer of the module that throws',
      'setTimeout(() => { throw new Error("boom") }, 20)',
      'the plugin “unruly” threw an error that was not caught: boom',
    ],
    ['a timer of the module that exits', 'setTimeout(() => process.exit(0), 20)', 'it called process.exit(0)'],
  ])('%s', async (_, code, expected) => {
    const printed = await unruly(`${code}\nexport default quiet`)
    expect(printed.out).toContain('plugin-error')
    expect(printed.out).toContain(expected)
    expect(printed.code).toBe(3)
  })

  test.each([
    ['exits in start()', 'async () => { process.exit(0) }', 'it called process.exit(0)'],
    ['exits in stop()', 'async () => actor({ stop: async () => process.exit(0) })', 'it called process.exit(0)'],
    [
      'exits in a timer',
      'async () => { setTimeout(() => process.exit(0)); return actor() }',
      'it called process.exit(0)',
    ],
    [
      'changes a method',
      'async () => { Array.prototype.map = () => { throw new Error("mine") }; return actor() }',
      'has changed Array.prototype.map',
    ],
  ])('a kind that %s', async (_, start, expected) => {
    const printed = await unruly(`export default plugin(${start})`)
    expect(printed.out).toContain('plugin-error')
    expect(printed.out).toContain(expected)
    expect([1, 3]).toContain(printed.code)
  })

  test('listeners of the exit do not change its code', async () => {
    const failing = scenario.replace('{ wait: 100ms }', '{ expect: { it: hello }, within: 100ms }')
    for (const listener of [
      '() => { process.exitCode = 0 }',
      '() => { throw new Error("boom") }',
      '() => process.exit(0)',
    ]) {
      const printed = await unruly(`process.on('exit', ${listener})\nexport default quiet`, failing)
      expect(printed).toMatchObject({ code: 1 })
    }
  })

  test.each([
    ['proxy', '', 1250],
    ['program', 'grace: 1e9,', 11_000],
  ])('a %s whose stop() never ends is left, and named', async (role, more, limit) => {
    const printed = await unruly(
      `export default plugin(async () => actor({ ${more} stop: () => new Promise(() => {}) }), '${role}')`,
    )
    expect(printed.out).toContain(`could not be taken down within ${limit} ms`)
    expect(printed.out).toContain('stop() of the kind “odd” of the plugin “unruly” does not end')
    expect(printed.code).toBe(1)
  })
})
