import { execaSync } from 'execa'
import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { keepFolder, removeFolder } from '../../../src/disk/keep-folder.ts'
import { scenario } from '../../cli/fake-shell.ts'
import { folderWith } from '../../suite/temporary.ts'

const text = (last: string): string => `scenario: Files
vars: { token: { value: hunter2-hunter2, secret: true } }
files: { config: "level: 3", secret.txt: "\${token}", "deep/er.txt": deep }
actors: { server: { tcp-server: { path: "\${tmp}/s" } }, client: { tcp-client: server } }
steps: [{ start: server }, { connect: client }, { send: { server: hello } }, { expect: { client: ${last} } }]
limits: { step: 200ms }
`

test('the files of a failed run are kept in the output folder, until it passes', async () => {
  const folder = folderWith({ 'scenarios/it.yaml': text('bye') })
  const kept = path.join(folder, '.scenario/scenarios/it.files')
  for (const round of [1, 2]) {
    const { code, out } = await scenario(folder, ['run'])
    expect([round, code]).toEqual([round, 1])
    expect(out).toMatch(/files: +\.scenario\/scenarios\/it\.files/)
    expect(fs.readdirSync(kept).sort()).toEqual(['.kept-by-scenario', 'config', 'deep'])
    expect(fs.readFileSync(path.join(kept, 'config'), 'utf8')).toBe('level: 3')
    expect(fs.readFileSync(path.join(kept, '.kept-by-scenario'), 'utf8')).toContain('Left out: "secret.txt"')
  }
  fs.writeFileSync(path.join(folder, 'scenarios/it.yaml'), text('hello'))
  expect((await scenario(folder, ['run'])).code).toBe(0)
  expect(fs.existsSync(kept)).toBe(false)
})

test('what else has that name is left alone, and said', async () => {
  const folder = folderWith({ 'scenarios/it.yaml': text('bye'), '.scenario/scenarios/it.files/mine': 'mine' })
  const { code, out } = await scenario(folder, ['run'])
  expect(code).toBe(1)
  expect(out).toContain('could not be kept')
  expect(fs.readdirSync(path.join(folder, '.scenario/scenarios/it.files'))).toEqual(['mine'])
})

test('a secret is no name of what is kept or left out', () => {
  const folder = folderWith({ 'live/hunter2.txt': 'a', 'live/b': 'it is hunter2', 'live/d/of-hunter2': 'c' })
  fs.symlinkSync('/nowhere/hunter2', path.join(folder, 'live/link'))
  const kept = path.join(folder, 'kept')
  keepFolder(path.join(folder, 'live'), kept, ['hunter2'])
  expect(fs.readdirSync(kept, { recursive: true }).sort()).toEqual(['.kept-by-scenario', 'd'])
  const marker = fs.readFileSync(path.join(kept, '.kept-by-scenario'), 'utf8')
  expect(marker).toContain('Left out: a file with a secret in its name\n')
  expect(marker).toContain('Left out: "b"\n')
  expect(marker).not.toContain('hunter2')
})

test('pipes, and what is too much, are left out; links stay', () => {
  const folder = folderWith({ 'live/a': 'a', 'live/big': '' })
  const live = path.join(folder, 'live')
  fs.truncateSync(path.join(live, 'big'), 65 * 1024 * 1024)
  fs.symlinkSync('/nowhere', path.join(live, 'link'))
  execaSync('mkfifo', [path.join(live, 'pipe')])
  keepFolder(live, path.join(folder, 'kept'), ['nothing'])
  expect(fs.readdirSync(folder)).toEqual(['kept'])
  expect(fs.readdirSync(path.join(folder, 'kept')).sort()).toEqual(['.kept-by-scenario', 'a', 'link'])
})

test('a folder that its program has closed is kept, and removed', () => {
  const kept = folderWith({ 'live/closed/a': 'a' })
  for (const name of ['live/closed/a', 'live/closed', 'live']) fs.chmodSync(path.join(kept, name), 0o000)
  keepFolder(path.join(kept, 'live'), path.join(kept, 'kept'), [])
  expect(fs.readFileSync(path.join(kept, 'kept/closed/a'), 'utf8')).toBe('a')

  const folder = folderWith({ 'live/closed/a': 'a' })
  fs.chmodSync(path.join(folder, 'live/closed'), 0o000)
  removeFolder(path.join(folder, 'live'))
  expect(fs.readdirSync(folder)).toEqual([])
})
