import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Problem } from '../../src/model/problem.ts'
import { folderWith } from '../suite/temporary.ts'
import { checkPrinted, home, scenariosIn } from './house.ts'

describe('every file under scenarios/invalid', () => {
  test.each(scenariosIn('scenarios/invalid'))('$name is refused with its message', async ({ name, file }) => {
    const { checked, printed } = await checkPrinted(file)
    expect(checked.scenario).toBeUndefined()
    expect(placesOf(checked.problems)).toEqual([...new Set(placesOf(checked.problems))])
    expect(checked.problems.every(({ span }) => span !== undefined)).toBe(true)
    await expect(printed).toMatchFileSnapshot(path.join(home, 'scenarios/invalid', `${name}.txt`))
  })

  test('and every golden message has its file', () => {
    const names = fs.readdirSync(path.join(home, 'scenarios/invalid'))
    const lonely = names.filter((name) => name.endsWith('.txt') && !names.includes(name.replace(/txt$/, 'yaml')))
    expect(lonely).toEqual([])
  })
})

/** Where something is wrong, and what: the same twice would be one mistake reported twice. */
const placesOf = (problems: readonly Problem[]): string[] => problems.map(({ code, span }) => `${code} at ${span?.start}`)

const small = ['actors:', '  server: tcp-server', 'steps:', '  - start: server', ''].join('\n')

/** A scenario that is well but for its plugin. */
const plugged = (plugin: string): Record<string, string> => ({
  'it.yaml': `scenario: a plugin\nplugins: [./plugin.mjs]\n${small}`,
  'plugin.mjs': plugin,
})

/** Checks the file `it.yaml` of a folder with these files; `spoil` makes it what no text can say. */
async function hostile(files: Record<string, string>, spoil?: (file: string) => void): Promise<readonly Problem[]> {
  const folder = folderWith(files)
  const file = path.join(folder, 'it.yaml')
  spoil?.(file)
  const { checked, printed } = await checkPrinted(file, folder)
  expect(checked.scenario).toBeUndefined()
  expect(printed).not.toMatch(/\n\s+at .*:\d+:\d+/)
  expect(printed.split('\n').length).toBeLessThan(40)
  return checked.problems
}

describe('hostile input is met with a located problem, never an exception', () => {
  test('a missing file', async () => {
    expect(await hostile({})).toMatchObject([{ code: 'file-not-found', message: 'there is no file it.yaml' }])
  })

  test('a folder', async () => {
    const problems = await hostile({}, (file) => fs.mkdirSync(file))
    expect(problems).toMatchObject([{ code: 'not-a-file', message: 'it.yaml is a folder, not a file' }])
  })

  test('an empty file, and one of blanks and comments', async () => {
    expect(await hostile({ 'it.yaml': '' })).toMatchObject([{ code: 'empty-file', span: { start: 0 } }])
    expect(await hostile({ 'it.yaml': '\n  \n# nothing\n' })).toMatchObject([{ code: 'empty-file', span: { start: 0 } }])
  })

  test('bytes that are not UTF-8, with the place of the first of them', async () => {
    const problems = await hostile({}, (file) => fs.writeFileSync(file, Buffer.from('scenario: caf\xe9\n', 'latin1')))
    expect(problems).toMatchObject([{ code: 'not-utf8', span: { start: 13 } }])
  })

  test('UTF-16, as some editors write it', async () => {
    const problems = await hostile({}, (file) => fs.writeFileSync(file, `\uFEFFscenario: x\n${small}`, 'utf16le'))
    expect(problems).toMatchObject([{ code: 'not-utf8' }])
  })

  test('NUL bytes, in the text and as a whole file', async () => {
    for (const text of [`scenario: a\0b\n${small}`, '\0'.repeat(4096)]) {
      const problems = await hostile({ 'it.yaml': text })
      expect(problems[0]).toMatchObject({ span: { start: expect.any(Number) } })
    }
  })

  test('a bomb of aliases', async () => {
    const levels = Array.from({ length: 12 }, (_, level) =>
      level === 0 ? 'a0: &a0 [x, x]' : `a${level}: &a${level} [${Array(10).fill(`*a${level - 1}`).join(', ')}]`,
    )
    const problems = await hostile({ 'it.yaml': `scenario: bomb\n${levels.join('\n')}\nactors: *a11\nsteps: *a11\n` })
    expect(problems).toMatchObject([{ code: 'too-many-aliases', span: { start: expect.any(Number) } }])
  })

  test('50 MB of YAML', async () => {
    const problems = await hostile({}, (file) => {
      fs.writeFileSync(file, `scenario: much\n${small}`)
      const megabyte = '  - note: again and again and again\n'.repeat(29_128)
      for (let i = 0; i < 50; i++) fs.appendFileSync(file, megabyte)
    })
    expect(problems).toMatchObject([{ code: 'file-too-large' }])
  })

  test('thousands of nested brackets, closed or not', async () => {
    const [open, closed] = ['['.repeat(5000), ']'.repeat(5000)]
    for (const text of [open, open + closed, '{a: '.repeat(5000), `- `.repeat(5000)]) {
      const problems = await hostile({ 'it.yaml': `scenario: deep\nsteps: ${text}\n` })
      expect(problems[0]).toMatchObject({ span: { start: expect.any(Number) } })
      expect(problems.length).toBeLessThan(4)
    }
  })

  test('one line of a megabyte', async () => {
    const problems = await hostile({ 'it.yaml': `scenario: long\nkey: ${'x'.repeat(1_000_000)}\n${small}` })
    expect(problems).toMatchObject([{ code: 'unknown-key' }])
  })

  test('a cycle of included files', async () => {
    const step = (file: string): string => `- include: ${file}\n`
    const problems = await hostile({
      'it.yaml': `scenario: round\n${small}  ${step('a.yaml')}`,
      'a.yaml': step('b.yaml'),
      'b.yaml': step('a.yaml'),
    })
    expect(problems).toMatchObject([{ code: 'cyclic-include', span: { start: expect.any(Number) } }])
  })

  test.each([
    ['throws', 'throw new Error("out of paper")', 'it threw while loading: out of paper'],
    ['throws nothing in particular', 'throw undefined', 'it threw while loading'],
    ['rejects', 'await Promise.reject(new Error("later"))', 'it threw while loading: later'],
    ['is no JavaScript', 'this is no program', 'it threw while loading'],
    ['has no default export', 'export const plugin = 1', 'default'],
    ['exports null', 'export default null', ''],
    ['has a wrong api', 'export default { api: 99, name: "later", about: "x" }', 'door 99'],
    ['has tables that are none', 'export default { api: 1, name: "odd", about: "x", actors: 5 }', 'actors'],
    ['has a kind without a schema', 'export default { api: 1, name: "odd", about: "x", actors: { odd: {} } }', 'odd'],
    ['throws when it is looked at', 'export default { api: 1, get name() { throw new Error("boo") } }', 'boo'],
  ])('a plugin that %s', async (_, source, printed) => {
    const problems = await hostile(plugged(source))
    expect(problems).toMatchObject([{ code: 'broken-plugin', span: { start: 29 } }])
    expect(problems[0]?.message).toContain(printed)
  })

  test('a plugin that takes a name of ours', async () => {
    const source = `export default { api: 1, name: 'mine', about: 'x', framings: { line: { about: 'x', wanted: undefined } } }`
    expect((await hostile(plugged(source)))[0]).toMatchObject({ code: expect.stringMatching(/broken-plugin|plugin-clash/) })
  })
})
