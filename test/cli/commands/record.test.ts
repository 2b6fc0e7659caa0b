import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { encodeSession } from '../../../src/record/session-file.ts'
import type { Session } from '../../../src/record/session.ts'
import { folderWith } from '../../suite/temporary.ts'
import { scenario } from '../fake-shell.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const code =
  "console.log('ready'); process.stdin.on('data', (line) => console.log('you said ' + line)).on('end', () => console.log('bye'))"
const session = encodeSession({
  source: 'programs',
  actors: [{ type: 'program', name: 'echo', command: ['node', '-e', code] }],
  events: [
    { at: 0, type: 'started', actor: 'echo' },
    { at: 1, type: 'output', actor: 'echo', bytes: bytes('ready\n') },
    { at: 2, type: 'input', actor: 'echo', bytes: bytes('one: two\n') },
    { at: 3, type: 'output', actor: 'echo', bytes: bytes('you said one: two\n\n') },
    { at: 4, type: 'input-ended', actor: 'echo' },
    { at: 5, type: 'output', actor: 'echo', bytes: bytes('bye\n') },
    { at: 6, type: 'exit', actor: 'echo', code: 0 },
  ],
} satisfies Session)

const read = (folder: string, file: string): string => fs.readFileSync(path.join(folder, file), 'utf8')

describe('scenario record', () => {
  test('makes a scenario of a session, and its transcript, and proves them', async () => {
    const folder = folderWith({ 'a.session.jsonl': session })
    const printed = await scenario(folder, ['record', 'talks/first', '--from', 'a.session.jsonl'])
    expect(printed).toEqual({
      code: 0,
      err: '',
      out: 'recorded scenarios/talks/first.yaml: 1 actor, 6 steps\npassed 4 runs, one with its bytes cut at random\nrecorded transcripts/talks/first.txt\n',
    })
    expect(read(folder, 'scenarios/talks/first.yaml')).toContain(`steps:
  - start: echo
  - expect: { echo: ready }
  - send: { echo: "one: two" }
  - expect: { echo: "you said one: two" }
  - end: echo
  - expect: { echo: [bye, { exit: 0 }] }
`)
    expect(await scenario(folder, ['run', 'talks/first', '--ci'])).toMatchObject({ code: 0 })
  })

  test('makes one of what other tools have written', async () => {
    const made = (name: string) => fs.readFileSync(path.join(import.meta.dirname, '../../record/readers/made', name))
    const cast = '{"version": 3, "command": "node -e 1"}\n[0, "x", "0"]\n'
    const script = 'spawn node -e "console.log(\'one\')"\nexpect one\ninteract\n'
    const folder = folderWith({ 'a.cast': cast, 'a.exp': script, 'b.cast': `${cast}nonsense\n` })
    fs.writeFileSync(path.join(folder, 'a.pcap'), made('lo.pcap'))
    const from = (file: string, ...more: string[]) =>
      scenario(folder, ['record', 'from', '--force', '--no-prove', '--from', file, ...more])
    expect(await from('a.cast', '--', 'node', '-e', '2')).toMatchObject({ code: 0 })
    expect(read(folder, 'scenarios/from.yaml')).toContain('run: node -e 2')
    expect(await from('a.exp')).toMatchObject({ code: 0 })
    expect(read(folder, 'scenarios/from.yaml')).toMatch(/^# Line 3 of the expect script is left out/)
    expect(await from('a.pcap')).toMatchObject({ out: expect.stringContaining('4 actors, 14 steps') as string })
    expect(await from('b.cast')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^b\.cast:3:1 .*[^]*nonsense/) as string,
    })
  })

  test('writes only with --no-prove, and replaces only with --force', async () => {
    const folder = folderWith({ 'a.session.jsonl': session })
    const call = ['record', 'first', '--from', 'a.session.jsonl', '--no-prove', '--title', 'A talk: one']
    expect(await scenario(folder, call)).toMatchObject({ code: 0, err: '' })
    expect(read(folder, 'scenarios/first.yaml')).toContain('scenario: "A talk: one"\n')
    expect(fs.existsSync(path.join(folder, 'transcripts'))).toBe(false)
    const again = await scenario(folder, call)
    expect(again).toMatchObject({ code: 2, out: '' })
    expect(again.err).toContain('replace it with --force')
    expect(await scenario(folder, [...call, '--force'])).toMatchObject({ code: 0, err: '' })
  })

  test('a switch key that cannot be one is a mistake, before anything is started', async () => {
    const printed = await scenario(folderWith({}), ['record', 'first', '--switch-key', 'ctrl-m', '--', 'cat'])
    expect(printed).toMatchObject({ code: 2, out: '' })
    expect(printed.err).toContain('“ctrl-m” cannot be the switch key')
  })

  test('records a program, with words of its own behind --', async () => {
    const folder = folderWith({ 'words.mjs': "console.log(process.argv.slice(2).join(' '))" })
    const printed = await scenario(folder, ['record', 'now', '--no-prove', '--', 'node', 'words.mjs', '--force', '-x'])
    expect(printed).toMatchObject({ code: 0, err: '' })
    expect(read(folder, 'scenarios/now.yaml')).toContain('  - expect: { words: [--force -x, { exit: 0 }] }')
    expect(read(folder, '.scenario/scenarios/now.session.jsonl')).toContain('"type":"exit"')
  })

  test('a program that was told the name of a file runs in the folder that has it', async () => {
    const told = (line: string): string =>
      encodeSession({
        source: 'programs',
        actors: [{ type: 'program', name: 'reader', command: ['cat', '-'] }],
        events: [
          { at: 0, type: 'started', actor: 'reader' },
          { at: 1, type: 'input', actor: 'reader', bytes: bytes(line) },
          { at: 2, type: 'output', actor: 'reader', bytes: bytes(line) },
        ],
      })
    const folder = folderWith({
      'notes.txt': 'one',
      'a.jsonl': told('get notes.txt\n'),
      'b.jsonl': told('get other.txt\n.\n'),
    })
    for (const name of ['a', 'b']) await scenario(folder, ['record', name, '--no-prove', '--from', `${name}.jsonl`])
    expect(read(folder, 'scenarios/a.yaml')).toContain('cwd: ..')
    expect(read(folder, 'scenarios/b.yaml')).not.toContain('cwd')
  })

  test.each([
    [[], 'there is nothing to record'],
    [['--from', 'none.jsonl'], 'there is no file none.jsonl'],
    [['--from', 'a.txt'], 'this is not a file that a scenario can be made of'],
    [['--'], 'there is no command to record'],
    [['--runs', '0', '--', 'node'], 'takes a number from 1 on'],
  ])('%o is refused', async (flags, message) => {
    const folder = folderWith({ 'a.txt': 'a text' })
    const printed = await scenario(folder, ['record', 'a', ...flags])
    expect(printed).toMatchObject({ code: 2, out: '' })
    expect(printed.err).toContain(message)
    expect(fs.existsSync(path.join(folder, 'scenarios'))).toBe(false)
  })
})
