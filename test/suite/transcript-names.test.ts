import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { pendingBeside, readNamed, sharedBy, valuesWithTranscript } from '../../src/suite/transcript-names.ts'
import { scenario } from '../cli/fake-shell.ts'
import { conformance } from './conformance.ts'
import { folderWith } from './temporary.ts'

test.each([
  ['echo', 'echo', undefined],
  ['echo[impl=redis]', 'echo', '.impl=redis'],
  ['scenarios/echo.yaml [impl=redis, tls=on]', 'scenarios/echo.yaml', '.impl=redis.tls=on'],
  ['echo[url=a/b]', 'echo', '.url=a_b'],
  ['echo[impl=a,b]', 'echo', '.impl=a_b'],
  ['echo[impl=a,b, tls=c]d]', 'echo', '.impl=a_b.tls=c_d'],
  ['echo.yaml [impl=a [b]]', 'echo.yaml', '.impl=a__b_'],
  ['x [impl=a].yaml [impl=b]', 'x [impl=a].yaml', '.impl=b'],
  ['tcp/[ab].yaml', 'tcp/[ab].yaml', undefined],
  ['[impl=redis]', '[impl=redis]', undefined],
])('%s is the scenario %s', (written, name, values) => {
  expect(readNamed(written)).toEqual({ path: name, ...(values === undefined ? {} : { values }) })
})

test('what stands behind the values is the project', () => {
  expect(readNamed('x [y=z].yaml [one]')).toEqual({ path: 'x [y=z].yaml', project: 'one' })
  expect(readNamed('echo [impl=a]b] [one]')).toEqual({ path: 'echo', values: '.impl=a_b', project: 'one' })
})

const header = (source: string): string => `# T\n# ${source} · recorded 2026-11-22 23:36:49 UTC\n# server  tcp-server\n`

test('a new transcript belongs to the scenario that its header names', () => {
  const folder = folderWith({
    'echo.impl=6.0.new.txt': header('scenarios/echo.yaml'),
    'echo.a=b.new.txt': header('scenarios/echo.a=b.yaml'),
    'echo.new.txt': header('scenarios/echo.yaml'),
    'echo.impl=x.new.txt': 'notes',
    'echoes.new.txt': header('scenarios/echoes.yaml'),
    'echo.impl=6.0.tls=on.txt': header('scenarios/echo.yaml'),
  })
  const at = (name: string): string => path.join(folder, name)
  expect(sharedBy(at('echo.impl=6.0.new.txt'))).toEqual({ shared: at('echo.txt'), values: '.impl=6.0' })
  expect(sharedBy(at('echo.a=b.new.txt'))).toBeUndefined()
  expect(sharedBy(at('echo.impl=x.new.txt'))).toBeUndefined()
  expect(pendingBeside(at('echo.txt'))).toEqual([
    { file: at('echo.impl=6.0.new.txt'), values: '.impl=6.0' },
    { file: at('echo.new.txt'), values: '' },
  ])
  expect(valuesWithTranscript(at('echo.txt'))).toEqual(['impl=6.0, tls=on'])
})

describe('scenario accept', () => {
  const answer = "(line === 'bye' ? 'bye ' + (impl === 'keydb' ? impl : 'all') : line)"
  const differing = async (): Promise<string> => {
    const folder = conformance()
    await scenario(folder, ['chat', '--no-ci', '--matrix', 'impl=redis'])
    const server = path.join(folder, 'server.mjs')
    fs.writeFileSync(server, fs.readFileSync(server, 'utf8').replace('write(line', `write(${answer}`))
    return folder
  }
  const waiting = (folder: string): string[] =>
    fs.readdirSync(path.join(folder, 'transcripts')).filter((name) => name.endsWith('.new.txt'))

  test('takes what several values have in common', async () => {
    const folder = await differing()
    await scenario(folder, ['chat', '--no-ci', '--matrix', 'impl=redis,valkey'])
    expect(waiting(folder)).toEqual(['chat.impl=redis.new.txt', 'chat.impl=valkey.new.txt'])
    expect(await scenario(folder, ['accept', 'chat'])).toEqual({
      code: 0,
      err: '',
      out: 'accepted transcripts/chat.txt\n',
    })
    expect(waiting(folder)).toEqual([])
    expect(await scenario(folder, ['chat', '--ci', '--matrix', 'impl=redis,valkey'])).toMatchObject({ code: 0 })
  })

  test('takes none of several that differ, until one is named', async () => {
    const folder = await differing()
    await scenario(folder, ['chat', '--no-ci', '--matrix', 'impl=redis,keydb'])
    const { code, err } = await scenario(folder, ['accept'])
    expect(code).toBe(2)
    expect(err.replace(/\s+/g, ' ')).toContain(
      'transcripts/chat.impl=keydb.new.txt and transcripts/chat.impl=redis.new.txt differ, and both replace transcripts/chat.txt',
    )
    for (const named of ['chat[impl=redis]', 'scenarios/chat.yaml [impl=keydb]'])
      expect((await scenario(folder, ['accept', named])).out).toBe('accepted transcripts/chat.txt\n')
    expect(fs.readFileSync(path.join(folder, 'transcripts/chat.txt'), 'utf8')).toContain('bye keydb')
  })

  test('takes those of a run in CI, too', async () => {
    const folder = await differing()
    await scenario(folder, ['chat', '--ci', '--out', 'ci', '--matrix', 'impl=redis,valkey,keydb'])
    expect((await scenario(folder, ['accept', '--from', 'ci'])).err).toContain('same-transcript')
    expect((await scenario(folder, ['accept', '--from', 'ci', 'chat[impl=redis]'])).out).toBe(
      'accepted transcripts/chat.txt\n',
    )
    expect(await scenario(folder, ['chat', '--ci', '--matrix', 'impl=redis,valkey'])).toMatchObject({ code: 0 })
  })

  test('of a transcript for each value replaces that of the value', async () => {
    const folder = await differing()
    fs.writeFileSync(
      path.join(folder, 'scenario.config.yaml'),
      'matrix: { impl: [redis, keydb] }\ntranscripts: per-value\n',
    )
    await scenario(folder, ['chat', '--no-ci'])
    for (const name of ['redis', 'keydb']) {
      const file = path.join(folder, `transcripts/chat.impl=${name}.txt`)
      fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace('bye', 'BYE'))
    }
    await scenario(folder, ['chat', '--no-ci'])
    await scenario(folder, ['chat', '--ci', '--out', 'ci'])
    expect((await scenario(folder, ['accept', '--from', 'ci', 'chat[impl=redis]'])).out).toBe(
      'accepted transcripts/chat.impl=redis.txt\n',
    )
    expect((await scenario(folder, ['accept', 'chat[impl=keydb]'])).out).toBe(
      'accepted transcripts/chat.impl=keydb.txt\n',
    )
    expect(await scenario(folder, ['chat', '--ci'])).toMatchObject({ code: 0 })
  })
})

describe('projects that run one scenario', () => {
  const configured = (more = ''): string =>
    conformance({
      answer: "(line === 'bye' ? 'bye ' + impl : line)",
      more: {
        'scenario.config.yaml': `projects:\n  one: { matrix: { impl: a } }\n  two: { matrix: { impl: b }${more} }\n`,
      },
    })
  const names = (folder: string): string[] =>
    fs.readdirSync(path.join(folder, 'transcripts')).filter((name) => name.startsWith('chat'))

  test('share its transcript, which one of them records, and keep new ones of their own', async () => {
    const folder = configured()
    const { code, out } = await scenario(folder, ['chat', '--no-ci'])
    expect(code).toBe(1)
    expect(out.match(/recorded/g)).toHaveLength(1)
    expect(out).toContain("“scenario accept 'scenarios/chat.yaml [impl=b] [two]'” takes the new one, for all that")
    expect(out).toContain('run just these again: scenario run scenarios/chat.yaml --matrix impl=b --project two\n')
    expect(names(folder)).toEqual(['chat.impl=b.project=two.new.txt', 'chat.txt'])
    expect((await scenario(folder, ['accept', 'scenarios/chat.yaml [impl=b] [two]'])).out).toBe(
      'accepted transcripts/chat.txt\n',
    )
    await scenario(folder, ['chat', '--ci', '--out', 'ci'])
    expect((await scenario(folder, ['accept', '--from', 'ci', 'chat [one]'])).out).toBe(
      'accepted transcripts/chat.txt\n',
    )
    expect((await scenario(folder, ['run', 'chat', '--project', 'one', '--ci'])).code).toBe(0)
  })

  test('may have transcripts of their own', async () => {
    const folder = configured(', transcripts: per-project')
    expect(await scenario(folder, ['--no-ci'])).toMatchObject({ code: 0 })
    expect(names(folder)).toEqual(['chat.project=two.txt', 'chat.txt'])
    expect((await scenario(folder, ['show', 'chat [two]'])).out).toContain('bye b')
    expect((await scenario(folder, ['--ci'])).out).not.toContain('transcript-orphan')
    const own = path.join(folder, 'transcripts/chat.project=two.txt')
    fs.writeFileSync(own, fs.readFileSync(own, 'utf8').replace('bye', 'BYE'))
    await scenario(folder, ['chat', '--no-ci'])
    expect((await scenario(folder, ['accept', 'chat'])).out).toBe('accepted transcripts/chat.project=two.txt\n')
    expect((await scenario(folder, ['--ci'])).code).toBe(0)
  })
})
