import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { folderWith } from '../../suite/temporary.ts'
import { validatorOf } from '../../schema/validate.ts'
import { greeting, scenario } from '../fake-shell.ts'

const read = (folder: string, name: string): string => fs.readFileSync(path.join(folder, name), 'utf8')
const all = [
  '.github/workflows/scenario.yml',
  '.gitignore',
  '.vscode/settings.json',
  'scenarios/echo.yaml',
  'scenarios/schema.json',
]

describe('scenario init', () => {
  test('sets an empty folder up, whose first scenario passes', async () => {
    const folder = folderWith({})
    const printed = await scenario(folder, ['init'])
    expect(printed).toMatchObject({ code: 0, err: '' })
    expect(filesIn(folder)).toEqual(all)
    for (const name of all) expect(printed.out).toContain(name)
    expect(await scenario(folder, ['run', 'echo.yaml'])).toMatchObject({ code: 0 })
    expect(read(folder, '.gitignore')).toBe('.scenario/\n*.new.txt\n')
    expect(parse(read(folder, '.github/workflows/scenario.yml'))).toMatchObject({ jobs: { scenarios: {} } })
  })

  test('where a configuration names the folder, there', async () => {
    const plugin = "export default { api: 1, name: 'mine', about: 'x', formats: {} }"
    const configuration = 'scenarios: tests/specs\nplugins: ./mine.mjs\n'
    const folder = folderWith({ 'scenario.config.yaml': configuration, 'mine.mjs': plugin })
    const { code, out } = await scenario(folder, ['init', '--ci', 'github'])
    expect(code).toBe(0)
    expect(out).toContain('commit what stands under tests/specs/ and tests/transcripts/')
    expect(fs.existsSync(path.join(folder, 'scenarios'))).toBe(false)
    const settings = JSON.parse(read(folder, '.vscode/settings.json'))
    expect(settings['yaml.schemas']['./tests/specs/schema.json']).toContain('tests/specs/**/*.yaml')
    expect(await scenario(folder, ['run', 'echo.yaml'])).toMatchObject({ code: 0 })
  })

  test('what it writes leads an editor to the schema, and fits it', async () => {
    const folder = folderWith({})
    await scenario(folder, ['init'])
    const first = read(folder, 'scenarios/echo.yaml')
    const [, way] = /^# yaml-language-server: \$schema=(.+)\n/.exec(first) ?? []
    const schema = path.resolve(folder, 'scenarios', way ?? '')
    expect(validatorOf(JSON.parse(fs.readFileSync(schema, 'utf8')))(parse(first))).toEqual([])
    const settings = JSON.parse(read(folder, '.vscode/settings.json')) as { 'yaml.schemas': object }
    expect(path.resolve(folder, Object.keys(settings['yaml.schemas'])[0] ?? '')).toBe(schema)
  })

  test('a second time changes nothing and says so', async () => {
    const folder = folderWith({})
    await scenario(folder, ['init'])
    const before = all.map((name) => read(folder, name))
    const printed = await scenario(folder, ['init'])
    expect(printed.code).toBe(0)
    expect(printed.out.match(/^left alone /gm)).toHaveLength(all.length)
    expect(all.map((name) => read(folder, name))).toEqual(before)
  })

  test('--dry-run writes nothing', async () => {
    const folder = folderWith({ '.gitignore': 'x' })
    const printed = await scenario(folder, ['init', '--dry-run'])
    expect(printed.code).toBe(0)
    expect(printed.out).toContain('would write  scenarios/echo.yaml')
    expect(printed.out).toContain('would change .gitignore')
    expect(filesIn(folder)).toEqual(['.gitignore'])
    expect(read(folder, '.gitignore')).toBe('x')
  })

  test('files of the project stay as they are but for what is added', async () => {
    const settings = '{\n    // mine\n    "editor.tabSize": 4,\n}\n'
    const folder = folderWith({
      '.gitignore': 'node_modules\r\n*.new.txt\r\ndist',
      '.vscode/settings.json': settings,
      'scenarios/mine.yaml': greeting('Mine'),
      '.github/workflows/scenario.yml': 'name: mine\n',
    })
    const printed = await scenario(folder, ['init'])
    expect(printed.code).toBe(0)
    expect(read(folder, '.gitignore')).toBe('node_modules\r\n*.new.txt\r\ndist\r\n.scenario/\r\n')
    const merged = read(folder, '.vscode/settings.json')
    expect(merged).toContain('    // mine\n    "editor.tabSize": 4,\n')
    expect(merged).toContain('./scenarios/schema.json')
    expect(read(folder, '.github/workflows/scenario.yml')).toBe('name: mine\n')
    expect(fs.existsSync(path.join(folder, 'scenarios/echo.yaml'))).toBe(false)
    expect(printed.out).toContain('there are scenarios already')
  })

  test.each(['{ "a": ', '[]', '{ "yaml.schemas": 5 }', 'nonsense'])(
    'settings such as %s are left alone',
    async (text) => {
      const folder = folderWith({ '.vscode/settings.json': text })
      const printed = await scenario(folder, ['init'])
      expect(printed.code).toBe(0)
      expect(printed.out).toContain('left alone   .vscode/settings.json: it cannot be understood; add "yaml.schemas"')
      expect(read(folder, '.vscode/settings.json')).toBe(text)
    },
  )

  test('what cannot be written is said, and the rest is done', async () => {
    const folder = folderWith({ '.vscode': 'a file' })
    const printed = await scenario(folder, ['init'])
    expect(printed.code).toBe(3)
    expect(printed.err).toContain('cannot-write')
    expect(fs.existsSync(path.join(folder, 'scenarios/schema.json'))).toBe(true)
  })

  test('advises to install this very package, and never one of the same name from the registry', async () => {
    const home = path.resolve(import.meta.dirname, '../../..')
    const bare = folderWith({})
    expect((await scenario(bare, ['init'])).out).toContain(`npm init -y, then npm install --save-dev ${home}\n`)
    expect(read(bare, '.github/workflows/scenario.yml')).toContain('- run: npx --no -- scenario run\n')
    const packaged = folderWith({ 'package.json': '{}' })
    expect((await scenario(packaged, ['init'])).out).toContain(`folder: npm install --save-dev ${home}\n`)
  })

  test('advises nothing where it is installed, and is not taken in by a namesake', async () => {
    const installed = folderWith({ 'package.json': '{}', 'node_modules/other/index.js': '' })
    fs.symlinkSync(path.resolve(import.meta.dirname, '../../..'), path.join(installed, 'node_modules/scenario'))
    expect((await scenario(installed, ['init'])).out).not.toContain('npm install')
    const namesake = folderWith({ 'package.json': '{}', 'node_modules/scenario/package.json': '{"name":"scenario"}' })
    expect((await scenario(namesake, ['init'])).out).toContain('npm install --save-dev')
  })

  test('leaves no temporary file', async () => {
    const folder = folderWith({})
    await scenario(folder, ['init'])
    expect(filesIn(folder).filter((name) => name.endsWith('.tmp'))).toEqual([])
  })
})

const filesIn = (folder: string): string[] =>
  fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort()
