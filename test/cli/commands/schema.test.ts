import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { folderWith } from '../../suite/temporary.ts'
import { scenario } from '../fake-shell.ts'

const odd = path.resolve(import.meta.dirname, '../../peers/odd-plugin.mjs')
const kindsIn = (text: string): string[] =>
  Object.keys((JSON.parse(text) as { $defs: object }).$defs).filter((name) => name.startsWith('kind '))

describe('scenario schema', () => {
  test('prints JSON Schema of draft 2020-12 and nothing else', async () => {
    const printed = await scenario('/', ['schema'])
    expect(printed).toMatchObject({ code: 0, err: '' })
    expect(JSON.parse(printed.out)).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema' })
    expect(kindsIn(printed.out)).toContain('kind telnet')
  })

  test('is the same each time', async () => {
    expect((await scenario('/', ['schema'])).out).toBe((await scenario('/', ['schema'])).out)
  })

  test('--plugin brings its kinds in', async () => {
    const printed = await scenario(path.dirname(odd), ['schema', '--plugin', './odd-plugin.mjs'])
    expect(printed).toMatchObject({ code: 0, err: '' })
    expect(kindsIn(printed.out)).toContain('kind odd')
  })

  test('--out writes it whole instead', async () => {
    const folder = folderWith({})
    const printed = await scenario(folder, ['schema', '--out', 'deep/schema.json'])
    expect(printed).toEqual({ code: 0, err: '', out: 'wrote deep/schema.json\n' })
    expect(fs.readdirSync(path.join(folder, 'deep'))).toEqual(['schema.json'])
    expect(kindsIn(fs.readFileSync(path.join(folder, 'deep/schema.json'), 'utf8'))).toContain('kind udp')
  })

  test.each([
    [['--plugin', './nowhere.mjs'], 'unknown-plugin'],
    [['--plugin', './throws.mjs'], 'broken-plugin'],
    [['--plugin', './clash.mjs'], 'plugin-clash'],
    [['--plugin'], '“--plugin” needs a value'],
    [['--plugins', 'x'], 'did you mean “--plugin”?'],
    [['something'], 'one word too many'],
  ])('%o is refused', async (argv, message) => {
    const line = 'framings: { line: { about: "x", wanted: { _zod: {}, safeParse() {} }, compile() {} } }'
    const folder = folderWith({
      'throws.mjs': 'throw new Error("no")',
      'clash.mjs': `export default { api: 1, name: 'mine', about: 'x', ${line} }`,
    })
    const printed = await scenario(folder, ['schema', ...argv])
    expect(printed).toMatchObject({ code: 2, out: '' })
    expect(printed.err).toContain(message)
  })

  test('a file that cannot be written is no fault of the call', async () => {
    const folder = folderWith({ file: 'x' })
    const printed = await scenario(folder, ['schema', '--out', 'file/schema.json'])
    expect(printed).toMatchObject({ code: 3, out: '' })
    expect(printed.err).toContain('cannot-write')
  })

  test('to standard output, as others write it', async () => {
    const folder = folderWith({ file: 'x' })
    const printed = await scenario(folder, ['schema', '--out', '-'])
    expect(printed).toMatchObject({ code: 0, err: '', out: expect.stringContaining('"$schema"') })
  })
})
