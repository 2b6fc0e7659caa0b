import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { greeting, scenario } from '../cli/fake-shell.ts'
import { folderWith } from './temporary.ts'

const transcript = (title: string, source = 'scenarios/chat.yaml'): string =>
  `# ${title}\n# ${source} · recorded 2026-11-22 23:36:49 UTC\n# server  tcp-server:\n`

const files = {
  'scenarios/chat.yaml': 'scenario: Chat\n',
  'scenarios/mail/other.yaml': 'scenario: Other\n',
  'transcripts/chat.txt': transcript('old'),
  'transcripts/mail/other.txt': transcript('old', 'scenarios/mail/other.yaml'),
  'ci/scenarios/chat.new.txt': transcript('new'),
  'ci/scenarios/mail/other.new.txt': transcript('new', 'scenarios/mail/other.yaml'),
  'ci/scenarios/chat.jsonl': '',
  'ci/scenarios/chat.files/left.new.txt': 'of a program',
}
const chat = (folder: string): string => fs.readFileSync(path.join(folder, 'transcripts/chat.txt'), 'utf8')

describe('scenario accept --from', () => {
  test('what a run in CI has kept takes the place of the transcript', async () => {
    const folder = folderWith({
      'scenarios/echo.yaml': greeting('Echo'),
      'scenarios/same.yaml': greeting('Same'),
    })
    await scenario(folder, ['run', '--no-ci'])
    const committed = path.join(folder, 'transcripts/echo.txt')
    const right = fs.readFileSync(committed, 'utf8')
    fs.writeFileSync(committed, right.replace('Hello client!', 'Good day!'))
    expect((await scenario(folder, ['run', '--ci', '--out', 'ci'])).code).toBe(1)
    expect(await scenario(folder, ['accept', '--from', 'ci'])).toEqual({
      code: 0,
      err: '',
      out: 'accepted transcripts/echo.txt\n',
    })
    expect((await scenario(folder, ['run', '--ci'])).code).toBe(0)
    expect(fs.readdirSync(path.join(folder, 'ci/scenarios'))).toContain('echo.new.txt')
    await scenario(folder, ['run', '--ci', '--out', 'ci'])
    expect((await scenario(folder, ['accept', '--from', 'ci'])).out).toBe('there is nothing new to accept\n')
  })

  test('what waits beside the transcript is removed: it was kept by an earlier run', async () => {
    const waiting = ['transcripts/chat.new.txt', 'transcripts/chat.impl=redis.new.txt']
    const others = { 'transcripts/mail/other.new.txt': 'notes\n', 'transcripts/chatter.new.txt': transcript('other') }
    const stale = Object.fromEntries(waiting.map((name) => [name, transcript('stale')]))
    const folder = folderWith({ ...files, ...stale, ...others })
    expect((await scenario(folder, ['accept', '--from', 'ci'])).code).toBe(0)
    expect(chat(folder)).toBe(transcript('new'))
    for (const name of waiting) expect(fs.existsSync(path.join(folder, name))).toBe(false)
    for (const name of Object.keys(others)) expect(fs.existsSync(path.join(folder, name))).toBe(true)
  })

  test.each([
    [[], 'accepted transcripts/chat.txt\naccepted transcripts/mail/other.txt\n'],
    [['chat'], 'accepted transcripts/chat.txt\n'],
    [['mail'], 'accepted transcripts/mail/other.txt\n'],
    [['transcripts/mail/other.txt', 'ci/scenarios/chat.new.txt'], expect.stringContaining('chat')],
  ])('named %j', async (named, out) => {
    expect(await scenario(folderWith(files), ['accept', '--from', 'ci', ...named])).toEqual({ code: 0, err: '', out })
  })

  test.each<[string, Record<string, string>, readonly string[], string]>([
    ['no scenario', { 'ci/scenarios/gone.new.txt': transcript('g') }, [], 'transcript-orphan'],
    ['another scenario', { 'ci/scenarios/chat.new.txt': transcript('n', 'scenarios/mail/other.yaml') }, [], 'not of'],
    ['not a transcript', { 'ci/scenarios/chat.new.txt': 'notes\n' }, [], 'transcript-unreadable'],
    ['an empty file', { 'ci/scenarios/chat.new.txt': '' }, [], 'transcript-unreadable'],
    ['two scenarios', { 'scenarios/chat.yml': 'scenario: Chat\n' }, [], 'same-transcript'],
    [
      'no transcript',
      { 'scenarios/a.yaml': 'scenario: A\n', 'ci/scenarios/a.new.txt': transcript('a', 'scenarios/a.yaml') },
      [],
      'transcript-missing',
    ],
    ['notes in its place', { 'transcripts/chat.txt': 'my notes\n' }, [], 'never replaced'],
    ['nothing new for it', { 'scenarios/b.yaml': 'scenario: B\n' }, ['b'], 'no new transcript for “b” in ci'],
    ['no such scenario', {}, ['chet'], 'file-not-found'],
  ])('%s: nothing is taken', async (_, more, named, said) => {
    const folder = folderWith({ ...files, ...more })
    const before = chat(folder)
    const { code, out, err } = await scenario(folder, ['accept', '--from', 'ci', ...named])
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain(said)
    expect(chat(folder)).toBe(before)
  })

  test('a link is not followed', async () => {
    const folder = folderWith({ ...files, 'elsewhere.txt': transcript('secret') })
    fs.rmSync(path.join(folder, 'ci/scenarios/chat.new.txt'))
    fs.symlinkSync('../../elsewhere.txt', path.join(folder, 'ci/scenarios/chat.new.txt'))
    const { code, err } = await scenario(folder, ['accept', '--from', 'ci'])
    expect(code).toBe(2)
    expect(err).toContain('ci/scenarios/chat.new.txt is a link')
    expect(chat(folder)).toBe(transcript('old'))
  })

  test('a folder that is missing, and one with nothing new', async () => {
    const folder = folderWith({ ...files, 'empty/a.txt': '' })
    expect(await scenario(folder, ['accept', '--from', 'cx'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('there is no folder cx'),
    })
    expect((await scenario(folder, ['accept', '--from', 'empty'])).out).toBe('there is nothing new to accept\n')
  })

  test('where a configuration stands above, paths start there', async () => {
    const folder = folderWith({ ...files, 'scenario.config.yaml': 'jobs: 1\n', 'sub/a.txt': '' })
    const found = await scenario(path.join(folder, 'sub'), ['accept', '--from', '../ci', 'chat'])
    expect(found).toEqual({ code: 0, err: '', out: 'accepted ../transcripts/chat.txt\n' })
  })

  test('of several folders, of which two may have the same conversation', async () => {
    const { 'ci/scenarios/mail/other.new.txt': other, ...rest } = files
    const later = transcript('new').replace('23:36:49', '23:59:59')
    const both = { ...rest, 'ci2/scenarios/mail/other.new.txt': other, 'ci2/scenarios/chat.new.txt': later }
    const folder = folderWith(both)
    expect(await scenario(folder, ['accept', '--from', 'ci', '--from', 'ci2'])).toEqual({
      code: 0,
      err: '',
      out: 'accepted transcripts/chat.txt\naccepted transcripts/mail/other.txt\n',
    })
    expect(chat(folder)).toBe(transcript('new'))
    const missing = await scenario(folder, ['accept', '--from', 'ci', '--from', 'ci3'])
    expect(missing.err).toContain('there is no folder ci3')
  })

  test('of two that differ none is taken, unless one is named', async () => {
    const row = '00:00  server   * listening on localhost:<server.port>\n'
    const folder = folderWith({ ...files, 'ci2/scenarios/chat.new.txt': `${transcript('new')}\n${row}` })
    const from = ['accept', '--from', 'ci', '--from', 'ci2']
    const { code, out, err } = await scenario(folder, from)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain('ci/scenarios/chat.new.txt and ci2/scenarios/chat.new.txt differ')
    expect((await scenario(folder, [...from, 'ci2/scenarios/chat.new.txt'])).out).toBe(
      'accepted transcripts/chat.txt\n',
    )
    expect(chat(folder)).toContain('listening')
  })

  test('of projects', async () => {
    const configuration = 'vars: { who: client }\nprojects:\n  a: {}\n  b: {}\n'
    const folder = folderWith({ 'scenario.config.yaml': configuration, 'scenarios/chat.yaml': greeting('Chat') })
    await scenario(folder, ['run', '--no-ci', '--project', 'a'])
    const right = chat(folder)
    fs.writeFileSync(path.join(folder, 'transcripts/chat.txt'), right.replace('Hello client!', 'Good day!'))
    expect((await scenario(folder, ['run', '--ci', '--out', 'ci'])).code).toBe(1)
    expect(fs.existsSync(path.join(folder, 'ci/b/scenarios/chat.new.txt'))).toBe(true)
    expect((await scenario(folder, ['accept', '--from', 'ci', 'chat'])).out).toBe('accepted transcripts/chat.txt\n')
    expect(chat(folder)).toContain('Hello client!')
    expect((await scenario(folder, ['show', 'chat'])).out).toContain('Hello client!')
    fs.rmSync(path.join(folder, 'transcripts/chat.txt'))
    expect((await scenario(folder, ['show', 'chat'])).out).toContain('Hello client!')
  })
})
