import { execaSync } from 'execa'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { builtProgram, programIn } from '../cli/built.ts'

const main = builtProgram()
let folder: string

const good = `scenario: Good
actors: { server: tcp-server, client: { tcp-client: server } }
steps: [{ start: server }, { connect: client }]
`

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'strange-'))
  mkdirSync(path.join(folder, 'scenarios'))
  mkdirSync(path.join(folder, 'other'))
  writeFileSync(path.join(folder, 'scenarios/good.yaml'), good)
  execaSync('mkfifo', [path.join(folder, 'scenarios/pipe.yaml'), path.join(folder, 'other/pipe')])
  symlinkSync('/dev/zero', path.join(folder, 'scenarios/zero.yaml'))
  for (const name of ['zero', 'zero.txt', 'zero.jsonl', 'zero.mjs'])
    symlinkSync('/dev/zero', path.join(folder, 'other', name))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const scenario = (...argv: string[]) => programIn(main, folder, argv)

describe('pipes and devices are named, and never waited for', () => {
  test('among scenarios, beside those that run', async () => {
    const { code, out } = await scenario('run')
    expect(out).toContain('scenarios/pipe.yaml is not a regular file')
    expect(out).toContain('scenarios/zero.yaml is not a regular file')
    expect(out).toContain('1 passed')
    expect(code).toBe(2)
    expect((await scenario('list')).code).toBe(0)
    expect((await scenario('check')).code).toBe(2)
  })

  test.each([
    ['show', 'other/zero.txt'],
    ['show', 'other/zero.jsonl'],
    ['render', 'other/zero.txt'],
    ['diff', 'other/zero.txt', 'other/zero.jsonl'],
    ['accept', 'other/pipe'],
    ['plugins', './other/zero.mjs'],
    ['plugins', '--test', './other/zero.mjs'],
    ['check', 'other/pipe'],
  ])('%s %s', async (...argv) => {
    const { code, err } = await scenario(...argv)
    expect(err).not.toContain('internal error')
    expect(code).toBe(2)
  })

  const actors = '{ server: tcp-server, client: { tcp-client: server } }'
  const begin = '{ start: server }, { connect: client }'
  test.each<[string, string, number]>([
    ['an included file', `actors: ${actors}\nsteps: [${begin}, { include: zero }]`, 2],
    ['a file that is sent', `actors: ${actors}\nsteps: [${begin}, { send: { client: { file: pipe } } }]`, 3],
    ['a plugin', `plugins: [./zero.mjs]\nactors: ${actors}\nsteps: [${begin}]`, 2],
    ['a certificate', 'actors: { server: { tls-server: { cert: pipe, key: pipe } } }\nsteps: [{ start: server }]', 3],
  ])('%s', async (_, text, expected) => {
    writeFileSync(path.join(folder, 'other/it.yaml'), `scenario: Strange\n${text}\n`)
    const { code, out } = await scenario('run', 'other/it.yaml')
    expect(out).toMatch(/regular file/)
    expect(code).toBe(expected)
  })

  test('a transcript, which is neither read nor replaced', async () => {
    writeFileSync(path.join(folder, 'other/linked.yaml'), good)
    mkdirSync(path.join(folder, 'other/transcripts'))
    symlinkSync('/dev/zero', path.join(folder, 'other/transcripts/linked.txt'))
    for (const flags of [[], ['-u'], ['--ci']]) {
      const { code, out } = await scenario('run', 'other/linked.yaml', ...flags)
      expect(out).toContain('other/transcripts/linked.txt is not a regular file')
      expect(code).toBe(3)
    }
  })
})

test('a regex of --title that would try for years is stopped', async () => {
  writeFileSync(path.join(folder, 'other/long.yaml'), good.replace('Good', `${'a'.repeat(60)}b`))
  for (const command of ['run', 'list']) {
    const { code, out, err } = await scenario(command, 'other/long.yaml', '--title', '/^(a+)+$/')
    expect(out + err).toContain('was still trying')
    expect(code).toBe(2)
  }
})

test('a transcript that was never ours is left alone by --update', async () => {
  writeFileSync(path.join(folder, 'other/notes.yaml'), good)
  const file = path.join(folder, 'other/transcripts/notes.txt')
  writeFileSync(file, 'bread\nmilk\n')
  const { code, out } = await scenario('run', 'other/notes.yaml', '-u')
  expect(out).toContain('a file without this header is never replaced')
  expect(code).toBe(1)
  expect(readFileSync(file, 'utf8')).toBe('bread\nmilk\n')
})
