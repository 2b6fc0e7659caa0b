import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { greeting, scenario } from '../cli/fake-shell.ts'
import { folderWith } from './temporary.ts'

const git = (cwd: string, ...words: readonly string[]): void => {
  const who = ['-c', 'user.name=A', '-c', 'user.email=a@example.org', '-c', 'init.defaultBranch=main']
  execFileSync('git', [...who, ...words], { cwd, stdio: ['ignore', 'ignore', 'pipe'] })
}

const program = (title: string, run: string, more: readonly string[] = []): string =>
  [`scenario: ${title}`, ...more, 'actors:', `  program: ${run}`, 'steps:', '  - start: program', ''].join('\n')

const files = {
  'scenarios/plain.yaml': greeting('Plain'),
  'scenarios/includes.yaml': greeting('Includes').replace('steps:\n', 'steps:\n  - include: parts/part.inc\n'),
  'scenarios/parts/part.inc': '- note: nothing yet\n',
  'scenarios/program.yaml': program('Program', '{ program: { run: [node, ../app/server.mjs] } }'),
  'scenarios/within.yaml': program('Within', '{ program: { run: node ./other.mjs --x, cwd: ../app } }'),
  'scenarios/plugged.yaml': greeting('Plugged', 'plugins: [../plugins/mine.mjs]'),
  'app/server.mjs': "import './lib/deep.js'\n",
  'app/lib/deep.js': "const x = require('./deeper')\n",
  'app/lib/deeper.ts': '',
  'app/other.mjs': '',
  'plugins/mine.mjs': "import './helper.mjs'\nexport default { api: 1, name: 'mine', about: 'mine' }\n",
  'plugins/helper.mjs': '',
  'transcripts/plain.txt': '',
  'notes.md': '',
}

function repository(more: Readonly<Record<string, string>> = {}): string {
  const folder = folderWith({ ...files, ...more })
  git(folder, 'init', '-q')
  git(folder, 'add', '.')
  git(folder, 'commit', '-q', '-m', 'all')
  return folder
}

const append = (folder: string, name: string): void => fs.appendFileSync(path.join(folder, name), '\n')
const all = ['includes', 'plain', 'plugged', 'program', 'within']

async function listed(folder: string, ...words: readonly string[]): Promise<string[]> {
  const { out, err } = await scenario(folder, ['run', '--list', ...words])
  expect(err).not.toContain('error')
  return [...out.matchAll(/scenarios\/(\S+)\.yaml/g)].map(([, name = '']) => name)
}

describe('scenario run --changed', () => {
  test.each<[keyof typeof files, readonly string[]]>([
    ['scenarios/plain.yaml', ['plain']],
    ['scenarios/parts/part.inc', ['includes']],
    ['app/server.mjs', ['program', 'within']],
    ['app/lib/deeper.ts', ['program', 'within']],
    ['plugins/mine.mjs', ['plugged']],
    ['plugins/helper.mjs', ['plugged']],
    ['transcripts/plain.txt', ['plain']],
    ['notes.md', []],
  ])('%s, in the working tree, staged, committed, removed', async (name, expected) => {
    const folder = repository()
    append(folder, name)
    expect(await listed(folder, '--changed')).toEqual(expected)
    git(folder, 'add', '.')
    expect(await listed(folder, '--changed')).toEqual(expected)
    git(folder, 'commit', '-q', '-m', 'one')
    expect(await listed(folder, '--changed')).toEqual([])
    expect(await listed(folder, '--changed', 'HEAD~1')).toEqual(expected)
    expect(await listed(folder, 'plain', '--changed=HEAD~1')).toEqual(expected.filter((each) => each === 'plain'))
    fs.rmSync(path.join(folder, name))
    const gone = expected.filter((each) => name !== `scenarios/${each}.yaml`)
    expect(await listed(folder, '--changed')).toEqual(gone)
  })

  test('a program alone, and an untracked file that is not ignored', async () => {
    const folder = repository({ 'scenarios/within.yaml': greeting('W'), '.gitignore': '*.log\n' })
    append(folder, 'app/lib/deeper.ts')
    fs.writeFileSync(path.join(folder, 'scenarios/new.yaml'), greeting('New'))
    fs.writeFileSync(path.join(folder, 'app/a.log'), '')
    expect(await listed(folder, '--changed')).toEqual(['new', 'program'])
  })

  test('the configuration and its plugins are part of all', async () => {
    const folder = repository({ 'scenario.config.yaml': 'plugins: [./plugins/mine.mjs]\n' })
    fs.writeFileSync(path.join(folder, 'scenarios/plugged.yaml'), greeting('Plugged'))
    expect(await listed(folder, '--changed')).toEqual(['plugged'])
    append(folder, 'plugins/helper.mjs')
    expect(await listed(folder, '--changed')).toEqual(all)
    git(folder, 'commit', '-q', '-a', '-m', 'one')
    append(folder, 'scenario.config.yaml')
    expect(await listed(folder, '--changed')).toEqual(all)
  })

  test('what cannot be checked runs', async () => {
    const folder = repository({ 'scenarios/plain.yaml': 'scenario: Plain\n' })
    expect(await listed(folder, '--changed')).toEqual(['plain'])
  })

  test('from where the branch left its upstream or the ref; below the repository, too', async () => {
    const sub = { 'sub/scenarios/deep.yaml': greeting('Deep') }
    const folder = repository(sub)
    git(folder, 'checkout', '-q', '-b', 'work', '--track', 'main')
    append(folder, 'scenarios/plain.yaml')
    git(folder, 'commit', '-q', '-a', '-m', 'mine')
    git(folder, 'checkout', '-q', 'main')
    append(folder, 'scenarios/includes.yaml')
    git(folder, 'commit', '-q', '-a', '-m', 'theirs')
    git(folder, 'checkout', '-q', 'work')
    expect(await listed(folder, '--changed')).toEqual(['plain'])
    expect(await listed(folder, '--changed', 'main')).toEqual(['plain'])
    append(folder, 'sub/scenarios/deep.yaml')
    expect(await listed(path.join(folder, 'sub'), '--changed')).toEqual(['deep'])
  })

  test('the transcript that one project has of its own is part of this one alone', async () => {
    const own = 'transcripts/plain.project=b.txt'
    const projects = 'projects:\n  a: {}\n  b: { transcripts: per-project }\n'
    const folder = repository({ 'scenario.config.yaml': projects, [own]: 'old\n' })
    append(folder, own)
    const { out } = await scenario(folder, ['--list', '--changed'])
    expect(out).toMatch(/^scenarios\/plain\.yaml \[b\] .*\n$/)
  })

  test('without a change the run passes and says so', async () => {
    const folder = repository()
    const { code, out } = await scenario(folder, ['run', '--changed'])
    expect(code).toBe(0)
    expect(out).toContain('nothing that these 5 scenarios use has changed since')
    expect((await scenario(folder, ['run', '--changed', 'HEAD', 'plain'])).out).toContain('this scenario uses')
    append(folder, 'scenarios/plain.yaml')
    const ran = await scenario(folder, ['run', '--changed', '--no-ci', '-u'])
    expect(ran).toMatchObject({ code: 0, out: expect.stringContaining('1 passed') })
  })

  test('a repository without a commit has only new files', async () => {
    const folder = folderWith(files)
    git(folder, 'init', '-q')
    git(folder, 'add', 'scenarios/plain.yaml')
    expect(await listed(folder, '--changed')).toEqual(all)
  })

  test.each<[string, readonly string[], string]>([
    ['a file in the place of the ref that is not there', ['--changed', 'plan.yaml'], 'git knows no commit “plan.yaml”'],
    ['an option in its place', ['--changed=--all'], 'git knows no commit “--all”'],
  ])('%s', async (_, words, said) => {
    const { code, out } = await scenario(repository(), ['run', ...words])
    expect(code).toBe(2)
    expect(out).toContain(`changes-unknown`)
    expect(out).toContain(said)
  })

  test('a scenario behind the flag is a file, unless git knows a ref of this name', async () => {
    const folder = repository()
    append(folder, 'scenarios/plain.yaml')
    append(folder, 'notes.md')
    expect(await listed(folder, '--changed', 'plain.yaml')).toEqual(await listed(folder, 'plain.yaml', '--changed'))
    git(folder, 'branch', 'plain')
    expect(await listed(folder, '--changed', 'plain')).toEqual(await listed(folder, '--changed=plain'))
  })

  test('no repository, no git, a shallow clone', async () => {
    const bare = folderWith(files)
    const env = { GIT_CEILING_DIRECTORIES: path.dirname(bare) }
    const outside = await scenario(bare, ['run', '--changed'], { env })
    expect(outside).toMatchObject({ code: 2, out: expect.stringContaining('git has no working tree here') })
    const none = await scenario(bare, ['run', '--changed'], { env: { PATH: bare } })
    expect(none).toMatchObject({ code: 2, out: expect.stringContaining('--changed needs git, which is not there') })
    const folder = repository()
    append(folder, 'notes.md')
    git(folder, 'commit', '-q', '-a', '-m', 'second')
    git(bare, 'clone', '-q', '--depth', '1', `file://${folder}`, 'clone')
    const shallow = await scenario(path.join(bare, 'clone'), ['run', '--changed', 'HEAD~1'])
    expect(shallow).toMatchObject({ code: 2, out: expect.stringContaining('this clone is shallow') })
  })
})
