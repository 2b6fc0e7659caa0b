import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { plugins } from '../../../plugins/index.ts'
import { templateNames as names } from '../../../src/cli/templates.ts'
import { newFlags } from '../../../src/cli/options.ts'
import { check } from '../../../src/pipeline.ts'
import { runFile, servicesAt } from '../../scenarios/house.ts'
import { languageValidator } from '../../schema/validate.ts'
import { folderWith } from '../../suite/temporary.ts'
import { scenario } from '../fake-shell.ts'

const validate = languageValidator(plugins)

describe('scenario new', () => {
  test('has the templates that its help names', () => {
    for (const name of names) expect(newFlags.from.describe).toContain(name)
    const files = fs.readdirSync('templates').filter((file) => file.endsWith('.yaml'))
    expect(files.map((file) => path.parse(file).name)).toEqual([...names].sort())
  })

  test.each(names)('--from %s writes a scenario that is well and passes', async (from) => {
    const folder = folderWith({})
    const printed = await scenario(folder, ['new', 'my-first', '--from', from])
    expect(printed).toEqual({ code: 0, err: '', out: 'wrote scenarios/my-first.yaml\nrun it: scenario run my-first\n' })
    const file = path.join(folder, 'scenarios/my-first.yaml')
    const { problems, warnings, title } = await check(file, servicesAt(folder))
    expect({ problems, warnings, title }).toEqual({ problems: [], warnings: [], title: 'my first' })
    expect(validate(parse(fs.readFileSync(file, 'utf8')))).toEqual([])
    expect(await runFile(file, {}, folder)).toMatchObject({ status: 'passed', warnings: [] })
  })

  test('echo is the template when none is named', async () => {
    const folder = folderWith({})
    expect(await scenario(folder, ['new', 'a'])).toMatchObject({ code: 0 })
    expect(fs.readFileSync(path.join(folder, 'scenarios/a.yaml'), 'utf8')).toContain('echo-server')
  })

  test.each([
    ['mail/wrong-password', 'mail/wrong-password', '../schema.json'],
    ['scenarios/plain.yaml', 'plain', 'schema.json'],
    ['./deep/er/it.yml', 'deep/er/it', '../../schema.json'],
  ])('%s stands under scenarios/ and leads to the schema', async (name, stands, way) => {
    const folder = folderWith({ 'scenarios/schema.json': '{}' })
    expect(await scenario(folder, ['new', name])).toMatchObject({ code: 0, err: '' })
    const text = fs.readFileSync(path.join(folder, `scenarios/${stands}.yaml`), 'utf8')
    expect(text.split('\n')[0]).toBe(`# yaml-language-server: $schema=${way}`)
  })

  test.each(['yaml', 'yml'])('nothing is overwritten (.%s)', async (extension) => {
    const folder = folderWith({ [`scenarios/a.${extension}`]: 'mine' })
    const printed = await scenario(folder, ['new', 'a'])
    expect(printed).toMatchObject({ code: 2, out: '' })
    expect(printed.err).toContain(`scenarios/a.${extension} is there already`)
    expect(fs.readdirSync(path.join(folder, 'scenarios'))).toEqual([`a.${extension}`])
    expect(fs.readFileSync(path.join(folder, `scenarios/a.${extension}`), 'utf8')).toBe('mine')
  })

  test.each([
    [['a', '--from', 'tpc'], 'did you mean “tcp”?'],
    [['a', '--from', 'constructor'], 'there is no template “constructor”'],
    [['../a'], 'cannot name a scenario'],
    [['/etc/a'], 'cannot name a scenario'],
    [['a/../../b'], 'cannot name a scenario'],
    [['a: b'], 'cannot name a scenario'],
    [['.yaml'], 'cannot name a scenario'],
    [[], '“new” needs 1 word behind it, and has 0'],
    [['a', 'b'], 'one word too many'],
  ])('%o is refused', async (argv, message) => {
    const folder = folderWith({})
    const printed = await scenario(folder, ['new', ...argv])
    expect(printed).toMatchObject({ code: 2, out: '' })
    expect(printed.err).toContain(message)
    expect(fs.readdirSync(folder)).toEqual([])
  })

  test('a folder that cannot be made is no fault of the call', async () => {
    const printed = await scenario(folderWith({ scenarios: 'a file' }), ['new', 'a'])
    expect(printed).toMatchObject({ code: 3, out: '' })
    expect(printed.err).toContain('cannot-write')
  })
})
