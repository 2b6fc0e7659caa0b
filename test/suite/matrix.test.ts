import fs from 'node:fs'
import path from 'node:path'
import { execa } from 'execa'
import { describe, expect, test } from 'vitest'
import { scenario } from '../cli/fake-shell.ts'
import { conformance, plain } from './conformance.ts'

const both = ['--matrix', 'impl=redis,valkey']
const transcript = (folder: string, name = 'chat'): string =>
  fs.readFileSync(path.join(folder, `transcripts/${name}.txt`), 'utf8')
const namesIn = (folder: string, below: string): string[] => fs.readdirSync(path.join(folder, below)).sort()
const config = { 'scenario.config.yaml': 'matrix: { impl: [redis, valkey] }\n' }

describe('a matrix', () => {
  test('runs a scenario once for each value that it uses, and any other once', async () => {
    const folder = conformance()
    const { out } = await scenario(folder, ['--list', ...both, '--matrix', 'tls=on,off'])
    expect(out.split('\n').map((line) => line.trimEnd())).toEqual([
      'scenarios/chat.yaml [impl=redis]   Chat',
      'scenarios/chat.yaml [impl=valkey]  Chat',
      'scenarios/plain.yaml               Plain',
      '',
    ])
  })

  test('of several names is the product of those that a scenario uses', async () => {
    const uses = (text: string): string => plain.replace('{ client: hi }', `{ client: "${text}" }`)
    const folder = conformance({
      more: {
        'scenarios/both.yaml': uses('${matrix.impl} ${matrix.tls}'),
        'scenarios/include.yaml': `${plain}  - include: more.yaml\n`,
        'scenarios/more.yaml': '- note: "over ${matrix.tls}"\n',
      },
    })
    const { out } = await scenario(folder, ['--list', ...both, '--matrix', 'tls=on,off'])
    expect([...out.matchAll(/^scenarios\/(\w+\.yaml(?: \[.*\])?)/gm)].map(([, name]) => name)).toEqual([
      'both.yaml [impl=redis, tls=on]',
      'both.yaml [impl=redis, tls=off]',
      'both.yaml [impl=valkey, tls=on]',
      'both.yaml [impl=valkey, tls=off]',
      'chat.yaml [impl=redis]',
      'chat.yaml [impl=valkey]',
      'include.yaml [tls=on]',
      'include.yaml [tls=off]',
      'plain.yaml',
    ])
  })

  test('of a configuration is checked and run without a flag, which takes the place of a name', async () => {
    const folder = conformance({ more: config })
    expect(await scenario(folder, ['check'])).toMatchObject({ code: 0 })
    expect((await scenario(folder, ['--list'])).out).toContain('[impl=valkey]')
    const { out } = await scenario(folder, ['--list', '--matrix', 'impl=keydb'])
    expect(out).toContain('[impl=keydb]')
    expect(out).not.toContain('redis')
  })

  test('without values is a mistake that says how to give them', async () => {
    const { code, out } = await scenario(conformance(), ['check'])
    expect(code).toBe(2)
    expect(out).toContain('scenarios/chat.yaml:3:61  error unknown-variable\n  the matrix has no “impl”')
    expect(out).toContain('help: give its values: --matrix impl=one,two, or “matrix: { impl: [one, two] }” in the')
    const near = await scenario(conformance(), ['check', '--matrix', 'imp=redis'])
    expect(near.out).toContain('did you mean “matrix.imp”?')
    expect(await scenario(conformance(), ['run', 'chat'])).toMatchObject({ code: 2 })
  })
})

test('a name that no scenario uses is a warning', async () => {
  const folder = conformance()
  await scenario(folder, ['--no-ci', ...both])
  const { code, out } = await scenario(folder, ['--ci', ...both, '--matrix', 'tls=on'])
  expect(code).toBe(0)
  expect(out).toContain('warning usage\n  no scenario of this run uses ${matrix.tls}')
})

test('a name in an invalid scenario may be used', async () => {
  const text = plain.replace('steps:', 'stepz:').replace('hi', '"${matrix.tls}"')
  const { code, out } = await scenario(conformance({ more: { 'scenarios/invalid.yaml': text } }), [
    'invalid.yaml',
    '--matrix',
    'tls=on',
  ])
  expect(code).toBe(2)
  expect(out).not.toContain('no scenario of this run uses')
})

test('--changed selects a scenario with all of its values', async () => {
  const folder = conformance({ more: config })
  const git = async (...args: string[]) =>
    execa('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { cwd: folder })
  await git('init', '-q')
  await git('add', '.')
  await git('commit', '-qm', 'first')
  fs.appendFileSync(path.join(folder, 'scenarios/chat.yaml'), '# changed\n')
  const { out } = await scenario(folder, ['--list', '--changed'])
  expect(out.match(/^\S+ \S+/gm)).toEqual(['scenarios/chat.yaml [impl=redis]', 'scenarios/chat.yaml [impl=valkey]'])
})

describe('a transcript that values share', () => {
  test('is recorded by one, and says where the value stands', async () => {
    const folder = conformance()
    const first = await scenario(folder, ['--no-ci', ...both])
    expect(first).toMatchObject({ code: 0 })
    expect(first.out.match(/recorded transcripts\/chat/g)).toHaveLength(1)
    expect(transcript(folder)).toContain('# server  program: node <dir>/../server.mjs <matrix.impl>\n')
    expect(transcript(folder)).toContain('client > hello <matrix.impl>\n')
    expect(transcript(folder)).toContain('client | hello <matrix.impl>\n')
    expect(namesIn(folder, '.scenario/scenarios')).toEqual([
      'chat.impl=redis.jsonl',
      'chat.impl=valkey.jsonl',
      'plain.jsonl',
    ])
    expect(await scenario(folder, ['--ci', '--matrix', 'impl=third'])).toMatchObject({ code: 0 })
  })

  test('shows what a variable is made of, and leaves alone what only happens to be the same', async () => {
    const text = plain
      .replace('actors:', 'vars: { who: "user-${matrix.n}" }\nactors:')
      .replace('{ client: hi }', '{ client: ["${who}", "1 2 3"] }')
      .replace('{ server: hi }', '{ server: ["${who}", 1 2 3] }')
      .replace('  - exit', '  - send: { server: "1 2" }\n  - expect: { client: 1 2 }\n  - exit')
    const folder = conformance({ more: { 'scenarios/plain.yaml': text } })
    expect(await scenario(folder, ['plain', '--no-ci', '--matrix', 'n=7,8'])).toMatchObject({ code: 0 })
    expect(transcript(folder, 'plain')).toContain('client   > <who>\n')
    expect(transcript(folder, 'plain')).toContain('server#1 | <who>\n')
    expect(transcript(folder, 'plain')).toContain('client   | 1 2\n')
  })

  test('is written by the first that passes, also with --update, and the others are compared', async () => {
    const folder = conformance({ answer: "(line === 'bye' ? 'bye ' + impl : line)" })
    const { code, out } = await scenario(folder, ['chat', '--no-ci', '--matrix', 'impl=none,redis,valkey'])
    expect(code).toBe(1)
    expect(out).toContain('✓ scenarios/chat.yaml [impl=redis]')
    expect(transcript(folder)).toContain('client | bye redis\n')
    expect(namesIn(folder, 'transcripts')).toEqual(['chat.impl=valkey.new.txt', 'chat.txt'])
    const again = await scenario(folder, ['chat', '--update', '--no-ci', '--matrix', 'impl=valkey,redis'])
    expect(again.code).toBe(1)
    expect(again.out).toContain('updated transcripts/chat.txt')
    expect(transcript(folder)).toContain('client | bye valkey\n')
    expect(namesIn(folder, 'transcripts')).toEqual(['chat.impl=redis.new.txt', 'chat.txt'])
  })

  test('is never written twice at once', async () => {
    const folder = conformance()
    const many = Array.from({ length: 12 }, (_, at) => `v${at}`)
    const { code, out } = await scenario(folder, ['--no-ci', '--update', '--matrix', `impl=${many.join(',')}`])
    expect(code).toBe(0)
    expect(out.match(/recorded transcripts\/chat/g)).toHaveLength(1)
    expect(out).not.toContain('updated')
  })
})

describe('a transcript for each value', () => {
  const perValue = { 'scenario.config.yaml': 'matrix: { impl: [redis, valkey] }\ntranscripts: per-value\n' }

  test('has the value in its name, and shows it', async () => {
    const folder = conformance({ more: perValue })
    expect(await scenario(folder, ['--no-ci'])).toMatchObject({ code: 0 })
    expect(namesIn(folder, 'transcripts')).toEqual(['chat.impl=redis.txt', 'chat.impl=valkey.txt', 'plain.txt'])
    expect(transcript(folder, 'chat.impl=redis')).toContain('client > hello redis\n')
    expect((await scenario(folder, ['show', 'chat[impl=valkey]'])).out).toContain('hello valkey')
    expect((await scenario(folder, ['show', 'scenarios/chat.yaml [impl=redis]'])).out).toContain('hello redis')
    const missing = await scenario(folder, ['show', 'chat'])
    expect(missing.err).toContain('there is no transcript transcripts/chat.txt yet')
    expect(missing.err).toContain('name a value: “chat[impl=redis]”')
    const misspelt = await scenario(folder, ['show', 'chat[impl=valky]'])
    expect(misspelt.err).toContain('name a value: “chat[impl=valkey]”')
  })

  test('is an orphan when its value is gone, but not when a flag leaves the value out', async () => {
    const folder = conformance({ more: perValue })
    await scenario(folder, ['--no-ci'])
    expect(await scenario(folder, ['--ci', '--matrix', 'impl=redis'])).toMatchObject({ code: 0 })
    fs.writeFileSync(path.join(folder, 'scenario.config.yaml'), 'matrix: { impl: redis }\ntranscripts: per-value\n')
    expect((await scenario(folder, ['--ci'])).out).toContain('chat.impl=valkey.txt is the transcript of no scenario')
    await scenario(folder, ['--no-ci', '--update'])
    expect(namesIn(folder, 'transcripts')).toEqual(['chat.impl=redis.txt', 'plain.txt'])
  })
})

describe('entries of one scenario', () => {
  test('--last-failed runs those that did not pass', async () => {
    const folder = conformance()
    await scenario(folder, ['--no-ci', '--matrix', 'impl=redis,none'])
    const listed = await scenario(folder, ['--list', '--last-failed', '--matrix', 'impl=redis,none'])
    expect(listed.out.trim()).toMatch(/^scenarios\/chat\.yaml \[impl=none\] +Chat$/)
    const again = await scenario(folder, ['--no-ci', '--matrix', 'impl=redis,none'])
    expect(again.out).toContain('run just these again: scenario run scenarios/chat.yaml --matrix impl=none\n')
  })

  test('have files of their own with --retries and --repeat', async () => {
    const folder = conformance()
    await scenario(folder, ['chat', '--no-ci', '--retries', '1', '--matrix', 'impl=none,redis'])
    expect(namesIn(folder, '.scenario/scenarios')).toContain('chat.impl=none.attempt-1.jsonl')
    await scenario(folder, ['chat', '--no-ci', '--repeat', '2', ...both])
    expect(namesIn(folder, '.scenario/scenarios').filter((name) => name.includes('run-'))).toEqual([
      'chat.impl=redis.run-001.jsonl',
      'chat.impl=redis.run-002.jsonl',
      'chat.impl=valkey.run-001.jsonl',
      'chat.impl=valkey.run-002.jsonl',
    ])
  })

  test('are in different shards, and one report has them all', async () => {
    const folder = conformance()
    await scenario(folder, ['--no-ci', ...both])
    const shards = ['1/3', '2/3', '3/3']
    for (const shard of shards)
      await scenario(folder, ['--ci', ...both, '--shard', shard, '--reporter', 'blob', '--pass-with-none'])
    const merged = await scenario(folder, ['merge', '.scenario'])
    expect(merged.code).toBe(0)
    expect(merged.out).toContain('impl                 redis  valkey\nscenarios/chat.yaml  ✓      ✓\n')
    expect(merged.out).toContain('3 passed')
  })
})

test.each([
  [['impl'], '--matrix “impl” does not begin with a name and “=”', 'such as --matrix impl=redis,valkey'],
  [['=a'], 'does not begin with a name', ''],
  [[`impl=${'a'.repeat(96)}`], 'is too long for names of files', 'give it at most 100 bytes'],
  [['constructor=a,b'], '“constructor” cannot name values of a matrix', 'take letters'],
  [['__proto__=a'], '“__proto__” cannot name values of a matrix', ''],
  [['impl=a,,b'], 'has an empty value', ''],
  [['impl=a,a'], 'has the value “a” twice', 'leave one of them out'],
  [['impl=a:b,a/b'], '“a:b” and “a/b” are the same in names of files', 'give each another name'],
  [['impl=a', 'impl=b'], '--matrix gives values to “impl” twice', '--matrix impl=a,b'],
])('--matrix %j is a wrong call', async (flags, message, hint) => {
  const argv = flags.flatMap((flag) => ['--matrix', flag])
  for (const command of ['run', 'check']) {
    const { code, err } = await scenario(conformance(), [command, ...argv])
    expect(code).toBe(2)
    expect(err.replace(/\s+/g, ' ')).toContain(message)
    expect(err.replace(/\s+/g, ' ')).toContain(hint)
  }
})
