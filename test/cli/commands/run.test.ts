import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { folderWith } from '../../suite/temporary.ts'
import { greeting, scenario } from '../fake-shell.ts'

const read = (...parts: string[]): string => fs.readFileSync(path.join(...parts), 'utf8')
const one = () => folderWith({ 'scenarios/echo.yaml': greeting('Echo', 'tags: [tcp]') })
const spoil = (folder: string): void => {
  const file = path.join(folder, 'transcripts/echo.txt')
  fs.writeFileSync(file, read(file).replace('Hello client!', 'Hello clown!'))
}

describe('a transcript in a local run', () => {
  test('is recorded when missing, compared ever after, and untouched when only times differ', async () => {
    const folder = one()
    const first = await scenario(folder, ['run', 'echo'])
    expect(first).toMatchObject({ code: 0, err: '' })
    expect(first.out).toContain('recorded transcripts/echo.txt for the first time')
    const file = path.join(folder, 'transcripts/echo.txt')
    const before = fs.statSync(file, { bigint: true })
    const text = read(file)
    for (const argv of [
      ['run', 'echo'],
      ['run', 'echo', '-u'],
    ]) {
      expect(await scenario(folder, argv)).toMatchObject({ code: 0 })
      expect([fs.statSync(file, { bigint: true }).ino, read(file)]).toEqual([before.ino, text])
    }
    expect(fs.existsSync(path.join(folder, '.scenario/scenarios/echo.jsonl'))).toBe(true)
  })

  test('that differs fails, keeps the new one beside it, and accept takes it', async () => {
    const folder = one()
    await scenario(folder, [])
    const good = read(folder, 'transcripts/echo.txt')
    spoil(folder)
    const differs = await scenario(folder, ['echo'])
    expect(differs.code).toBe(1)
    expect(differs.out).toContain('- | Hello clown!')
    expect(differs.out).toContain('+ | Hello client!')
    expect(differs.out).toContain('“scenario accept scenarios/echo.yaml” takes the new one')
    expect(read(folder, 'transcripts/echo.txt')).toContain('clown')
    expect(await scenario(folder, ['diff', 'echo', 'transcripts/echo.new.txt'])).toMatchObject({ code: 1 })
    expect(await scenario(folder, ['accept', 'echo.yaml'])).toEqual({
      code: 0,
      out: 'accepted transcripts/echo.txt\n',
      err: '',
    })
    expect(fs.readdirSync(path.join(folder, 'transcripts'))).toEqual(['echo.txt'])
    expect(read(folder, 'transcripts/echo.txt').split('\n').slice(4)).toEqual(good.split('\n').slice(4))
    expect(await scenario(folder, ['echo'])).toMatchObject({ code: 0 })
  })

  test('that agrees again takes the stale new one away', async () => {
    const folder = one()
    await scenario(folder, [])
    const good = read(folder, 'transcripts/echo.txt')
    spoil(folder)
    await scenario(folder, [])
    fs.writeFileSync(path.join(folder, 'transcripts/echo.txt'), good)
    expect(await scenario(folder, [])).toMatchObject({ code: 0 })
    expect(fs.readdirSync(path.join(folder, 'transcripts'))).toEqual(['echo.txt'])
  })

  test('with conflict markers is an error with its place, and -u writes it anew', async () => {
    const folder = one()
    await scenario(folder, [])
    fs.appendFileSync(path.join(folder, 'transcripts/echo.txt'), '<<<<<<< ours\n')
    const conflict = await scenario(folder, [])
    expect(conflict.code).toBe(1)
    expect(conflict.out).toMatch(/transcripts\/echo\.txt:\d+:1 .*transcript-unreadable/)
    expect(await scenario(folder, ['-u'])).toMatchObject({ code: 0 })
    expect(read(folder, 'transcripts/echo.txt')).not.toContain('<<<<<<<')
  })

  test('without a scenario is said, and removed only by a whole update that passes', async () => {
    const folder = one()
    await scenario(folder, [])
    const orphan = path.join(folder, 'transcripts/gone.txt')
    fs.copyFileSync(path.join(folder, 'transcripts/echo.txt'), orphan)
    const notes = path.join(folder, 'transcripts/notes.txt')
    fs.writeFileSync(notes, 'mine')
    const printed = await scenario(folder, [])
    expect(printed.code).toBe(0)
    expect(printed.out).toContain('transcripts/gone.txt is the transcript of no scenario')
    expect(printed.out).not.toContain('notes.txt')
    expect((await scenario(folder, ['echo', '-u'])).out).not.toContain('gone')
    await scenario(folder, ['-u', '-t', 'Echo'])
    expect(fs.existsSync(orphan)).toBe(true)
    fs.writeFileSync(path.join(folder, 'scenarios/bad.yaml'), 'scenario: bad\n')
    expect(await scenario(folder, ['-u'])).toMatchObject({ code: 2 })
    expect(fs.existsSync(orphan)).toBe(true)
    fs.rmSync(path.join(folder, 'scenarios/bad.yaml'))
    expect(await scenario(folder, ['-u'])).toMatchObject({ code: 0 })
    expect([fs.existsSync(orphan), fs.existsSync(notes)]).toEqual([false, true])
  })
})

describe('a transcript in CI', () => {
  const ci = { env: { CI: 'true' } }

  test('that is missing fails, and none is written', async () => {
    const folder = one()
    const missing = await scenario(folder, [], ci)
    expect(missing.code).toBe(1)
    expect(missing.out).toContain('transcript-missing')
    expect(fs.existsSync(path.join(folder, 'transcripts'))).toBe(false)
    expect(await scenario(folder, ['--no-ci'], ci)).toMatchObject({ code: 0 })
  })

  test('that differs fails, and only the output folder is written to', async () => {
    const folder = one()
    await scenario(folder, [])
    spoil(folder)
    expect(await scenario(folder, ['--ci'])).toMatchObject({ code: 1 })
    expect(fs.readdirSync(path.join(folder, 'transcripts'))).toEqual(['echo.txt'])
    expect(read(folder, '.scenario/scenarios/echo.new.txt')).toContain('Hello client!')
  })

  test('without a scenario fails', async () => {
    const folder = one()
    await scenario(folder, [])
    fs.copyFileSync(path.join(folder, 'transcripts/echo.txt'), path.join(folder, 'transcripts/gone.txt'))
    expect(await scenario(folder, [], ci)).toMatchObject({ code: 1 })
  })

  test('is never updated', async () => {
    expect(await scenario(one(), ['-u'], ci)).toMatchObject({ code: 2, out: '' })
    expect(await scenario(one(), ['-u'], { env: { CI: 'false' } })).toMatchObject({ code: 0 })
  })
})

describe('what is run', () => {
  test('tags, titles, and nothing left', async () => {
    const folder = folderWith({
      'scenarios/a.yaml': greeting('Apple', 'tags: [fruit]'),
      'scenarios/b.yaml': greeting('Beet'),
    })
    expect((await scenario(folder, ['--tag', 'fruit'])).out).toContain('1 passed')
    expect((await scenario(folder, ['-t', 'beet'])).out).toContain('scenarios/b.yaml')
    const none = await scenario(folder, ['--tag', 'meat'])
    expect(none).toMatchObject({ code: 2 })
    expect(none.out).toContain('none of 2 scenarios has the tag “meat”')
    expect(await scenario(folder, ['--tag', 'meat', '--pass-with-none'])).toMatchObject({ code: 0 })
  })

  test('a skip is no failure unless none is allowed', async () => {
    const folder = folderWith({
      'scenarios/a.yaml': greeting('Apple'),
      'scenarios/b.yaml': greeting('Beet', 'only: { command: ./no-such-program }'),
    })
    const allowed = await scenario(folder, [])
    expect(allowed).toMatchObject({ code: 0 })
    expect(allowed.out).toContain('skipped: there is no program “./no-such-program”')
    const forbidden = await scenario(folder, ['--fail-on-skip'])
    expect(forbidden).toMatchObject({ code: 1 })
    // A long message is folded.
    expect(forbidden.out.replaceAll(/\s+/g, ' ')).toContain('scenarios/b.yaml: there is no program “./no-such-program”')
    expect(await scenario(folder, ['--fail-on-skip', '-t', 'apple'])).toMatchObject({ code: 0 })
  })

  test('a flag that takes one word leaves the files behind it alone', async () => {
    const folder = folderWith({
      'scenarios/a.yaml': greeting('Apple', 'tags: [fruit]'),
      'scenarios/b.yaml': greeting('Beet', 'tags: [fruit]'),
    })
    const { out } = await scenario(folder, ['run', '--tag', 'fruit', 'a.yaml'])
    expect(out).toContain('\n1 passed')
    expect(out).not.toContain('b.yaml')
  })

  test('an invalid file is refused, others run', async () => {
    const folder = folderWith({
      'scenarios/a.yaml': greeting('Apple'),
      'scenarios/b.yaml': greeting('Beet').replace('telnet', 'telnit'),
    })
    const printed = await scenario(folder, [])
    expect(printed.code).toBe(2)
    expect(printed.out).toContain('1 passed, 1 invalid')
    expect(printed.out).toContain('did you mean “telnet”?')
  })

  test('two that would write one transcript are refused by run and check', async () => {
    const folder = folderWith({ 'scenarios/a.yaml': greeting('Apple'), 'scenarios/a.yml': greeting('Apple') })
    expect(await scenario(folder, [])).toMatchObject({ code: 2 })
    const checked = await scenario(folder, ['check'])
    expect(checked.code).toBe(2)
    expect(checked.out).toContain('would both write transcripts/a.txt')
    expect(fs.existsSync(path.join(folder, 'transcripts'))).toBe(false)
  })

  test('--bail begins nothing more', async () => {
    const bad = greeting('Bad').replace('Hello client!', 'nonsense').replace('- expect:', '- within: 50ms\n    expect:')
    const folder = folderWith({
      'scenarios/a.yaml': bad,
      'scenarios/b.yaml': greeting('Beet'),
      'scenarios/c.yaml': greeting('Corn'),
    })
    const printed = await scenario(folder, ['--bail', '-j', '1'])
    expect(printed.code).toBe(1)
    expect(printed.out).toContain('1 failed, 2 not run')
  })

  test('an interruption settles, reports and begins nothing more', async () => {
    const interruption = new AbortController()
    interruption.abort()
    const printed = await scenario(one(), [], { signal: interruption.signal })
    expect(printed.code).toBe(130)
    expect(printed.out).toContain('interrupted')
  })

  test('one that is running ends when it is interrupted', async () => {
    const folder = folderWith({
      'scenarios/slow.yaml': greeting('Slow').replace('  - exit', '  - wait: 50s\n  - exit'),
    })
    const interruption = new AbortController()
    const printed = scenario(folder, ['slow', '--reporter', 'minimal'], { signal: interruption.signal })
    const recording = path.join(folder, '.scenario/scenarios/slow.jsonl')
    while (!fs.existsSync(recording) || !read(recording).includes('"wait"'))
      await new Promise((resolve) => setImmediate(resolve))
    interruption.abort()
    expect(await printed).toMatchObject({ code: 130 })
    expect(fs.existsSync(path.join(folder, 'transcripts'))).toBe(false)
  })
})

describe('variables, secrets, reporters', () => {
  test('a variable from outside wins', async () => {
    const folder = folderWith({
      'scenarios/a.yaml': greeting('Apple', 'vars: { who: nobody }').replace('Hello client!', '"Hello ${who}!"'),
    })
    expect(await scenario(folder, ['--var', 'who=client'])).toMatchObject({ code: 0 })
  })

  test.each([
    [['--var', 'nothing'], '--var “nothing” is not of the form name=value'],
    [['--secret', 'NOWHERE'], '--secret “NOWHERE” is neither a --var nor set in the environment'],
    [['-j', '0'], '--jobs takes a whole number from 1'],
    [['-j', 'many'], '--jobs takes a whole number from 1'],
    [['-t', '/(/'], '--title: '],
    [['--reporter', 'jsan'], 'there is no reporter “jsan”'],
    [['--reporter', 'json='], 'has no file after'],
    [['--reporter', 'json=a', '--reporter', 'junit=./a'], 'the reporters “json” and “junit” write one file, ./a'],
  ])('%o is refused', async (argv, message) => {
    const printed = await scenario(one(), argv)
    expect(printed.code).toBe(2)
    expect(printed.out + printed.err).toContain(message)
  })

  test.each([
    ['junit=scenarios/a.yaml', 'which is a scenario'],
    ['junit=tests/b.yaml', 'which is a scenario'],
    ['junit=link.xml', 'which is a scenario'],
    ['junit=transcripts/a.txt', 'which is a transcript'],
    ['junit=scenario.config.yaml', 'which is the configuration'],
    ['junit=.scenario/scenarios/a.jsonl', 'which is a recording'],
    ['junit=scenarios', 'which is a folder'],
  ])('a report %s replaces nothing of the suite', async (written, says) => {
    const files = {
      'scenarios/a.yaml': greeting('Apple'),
      'tests/b.yaml': greeting('Pear'),
      'scenario.config.yaml': 'bail: true\n',
    }
    const folder = folderWith(files)
    await scenario(folder, ['-u'])
    fs.symlinkSync('scenarios/a.yaml', path.join(folder, 'link.xml'))
    const transcript = read(folder, 'transcripts/a.txt')
    const refused = await scenario(folder, ['--reporter', written])
    expect(refused.code).toBe(2)
    expect(refused.out + refused.err).toContain(says)
    for (const [name, text] of Object.entries({ ...files, 'transcripts/a.txt': transcript }))
      expect(read(folder, name)).toBe(text)
  })

  test('a report replaces the one before it, and devices take several', async () => {
    const folder = one()
    const flags = ['json=report.yaml', 'json=/dev/null', 'junit=/dev/null'].flatMap((each) => ['--reporter', each])
    expect(await scenario(folder, flags)).toMatchObject({ code: 0 })
    expect(await scenario(folder, flags)).toMatchObject({ code: 0 })
  })

  test.each([
    ['named on the command line', 'vars: { TOKEN: none }', ['--var', 'TOKEN=tops3cret', '--secret', 'TOKEN'], {}],
    ['of the environment', 'vars: { TOKEN: "${env.MINE}" }', ['--secret', 'MINE'], { MINE: 'tops3cret' }],
    [
      'marked in the scenario',
      'vars: { part: tops, TOKEN: { value: "${part}${env.MINE}", secret: true } }',
      [],
      { MINE: '3cret' },
    ],
  ] as [string, string, string[], Record<string, string>][])(
    'a secret %s stands nowhere, passed or failed',
    async (_, vars, flags, env) => {
      const asking = (wanted: string) =>
        greeting('Apple', vars).replace(
          '  - exit',
          `  - send: { client: "token \${TOKEN}" }\n  - expect: { client: token, server: "${wanted}" }\n    within: 100ms\n  - exit`,
        )
      const folder = folderWith({
        'scenarios/a.yaml': asking('token'),
        'scenarios/b.yaml': asking('${TOKEN} and more'),
      })
      const printed = await scenario(folder, ['--reporter', 'default', '--reporter', 'json=all.json', ...flags], {
        env,
      })
      expect(printed.code).toBe(1)
      expect(printed.out).toContain('1 passed, 1 failed')
      const files = ['transcripts/a.txt', '.scenario/scenarios/a.jsonl', '.scenario/scenarios/b.jsonl', 'all.json']
      for (const text of [printed.out, ...files.map((file) => read(folder, file))])
        expect(text).not.toContain('tops3cret')
      expect(read(folder, 'transcripts/a.txt')).toMatch(/client > token <secret[.](?:TOKEN|MINE)>/)
    },
  )

  test('several reporters, to files and to standard output', async () => {
    const folder = one()
    const printed = await scenario(folder, ['--reporter', 'minimal', '--reporter', 'json=out/results.json'])
    expect(printed).toEqual({ code: 0, err: '', out: 'recorded transcripts/echo.txt\n1 passed\n' })
    expect(JSON.parse(read(folder, 'out/results.json'))).toMatchObject({
      status: 'passed',
      scenarios: [{ file: 'scenarios/echo.yaml', comparison: 'recorded' }],
    })
  })

  test('on GitHub annotations and a summary come by themselves', async () => {
    const folder = folderWith({ 'scenarios/b.yaml': 'scenario: B\n', summary: 'before\n' })
    const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: path.join(folder, 'summary') }
    const printed = await scenario(folder, [], { env })
    expect(printed.out).toMatch(/^::error file=scenarios\/b\.yaml,line=1/m)
    expect(read(folder, 'summary')).toMatch(/^before\n## Scenarios: 1 invalid/)
  })

  test.each(['scenarios', '/dev/full', 'no/where'])(
    'a summary that cannot be written (%s) is said',
    async (summary) => {
      const folder = folderWith({ 'scenarios/b.yaml': 'scenario: B\n' })
      const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: path.resolve(folder, summary) }
      const { code, err } = await scenario(folder, [], { env })
      expect(err).toContain('cannot-write')
      expect(err).not.toContain('misbehaved')
      expect(code).toBe(2)
    },
  )
})
