import { describe, expect, test } from 'vitest'
import { plugins } from '../../../plugins/index.ts'
import type { ActorKind } from '../../../src/plugin.ts'
import { verbs } from '../../../src/language/verbs/index.ts'
import { folderWith } from '../../suite/temporary.ts'
import { greeting, scenario } from '../fake-shell.ts'

const one = () =>
  folderWith({
    'scenarios/echo.yaml': greeting('Echo', 'tags: [tcp, echo]'),
    'scenarios/tcp/other.yaml': greeting('Other'),
  })

describe('the command line', () => {
  test.each(['run', 'check', 'show', 'diff', 'accept', 'list', 'plugins', 'explain', 'schema', 'init', 'new'])(
    '%s --help has examples',
    async (command) => {
      const printed = await scenario('/', [command, '--help'])
      expect(printed).toMatchObject({ code: 0, err: '' })
      expect(printed.out).toContain('Examples:')
      expect(printed.out).toMatch(new RegExp(`scenario( ${command})?`))
    },
  )

  test('--version is the package’s', async () => {
    expect((await scenario('/', ['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/)
  })

  test.each([
    [['--bial'], 'unknown option “--bial”; did you mean “--bail”?'],
    [['check', '--jobs', '3'], 'unknown option “--jobs”'],
    [['run', '-x'], 'unknown option “-x”'],
    [['--retry', '2'], 'unknown option “--retry”; did you mean “--retries”?'],
    [['--testNamePattern', 'x'], 'unknown option “--testNamePattern”; did you mean “--title”?'],
    [['--filter', 'x'], 'unknown option “--filter”; did you mean “--title” or “--tag”?'],
    [['check', '--workers', '3'], 'unknown option “--workers”'],
    [['chekc'], 'did you mean “scenario check”?'],
    [['diff', 'a.txt'], '“diff” needs 2 words behind it, and has 1'],
    [['show', 'echo', '--layout', 'circle'], '“--layout” has no value “circle”; there are: columns, rows'],
    [['render', 'echo', '--theme', 'ligth'], '“--theme” has no value “ligth”; did you mean “light”?'],
    [['render', 'echo', '--theme'], '“--theme” needs a value'],
    [['run', '--tag'], '“--tag” needs a value'],
  ])('%o is refused with what was meant', async (argv, message) => {
    const printed = await scenario(one(), argv)
    expect(printed).toMatchObject({ code: 2, out: '' })
    expect(printed.err).toContain(message)
  })

  test('completion is yargs’', async () => {
    expect((await scenario('/', ['completion'])).out).toContain('###-begin-scenario-completions-###')
    expect((await scenario('/', ['--get-yargs-completions', 'scenario', 'ch'])).out).toContain('check')
  })
})

describe('check', () => {
  test('says so when all is well', async () => {
    expect(await scenario(one(), ['check'])).toEqual({ code: 0, err: '', out: '2 scenarios checked, no problems\n' })
  })

  test('prints every problem of every file', async () => {
    const folder = folderWith({
      'scenarios/a.yaml': greeting('A').replaceAll('telnet', 'telnit'),
      'scenarios/b.yaml': 'scenario: B\n',
    })
    const printed = await scenario(folder, ['check'])
    expect(printed.code).toBe(2)
    expect(printed.out).toContain('scenarios/a.yaml:4:13  error unknown-kind')
    expect(printed.out).toContain('“actors” is missing')
    expect(printed.out).toMatch(/2 of 2 scenarios invalid: \d+ errors\n$/)
  })

  test('a file that is not there, a folder without scenarios', async () => {
    expect(await scenario(one(), ['check', 'ehco'])).toMatchObject({ code: 2, out: '' })
    expect(await scenario(folderWith({}), ['check'])).toMatchObject({ code: 2 })
  })
})

test('list has file, title and tags', async () => {
  const folder = one()
  expect((await scenario(folder, ['list'])).out).toBe(
    'scenarios/echo.yaml       Echo   #tcp #echo\nscenarios/tcp/other.yaml  Other\n',
  )
  expect((await scenario(folder, ['list', '--tag', 'echo'])).out).toBe('scenarios/echo.yaml  Echo  #tcp #echo\n')
})

describe('show and diff', () => {
  test('a scenario’s transcript, the transcript itself and the recording', async () => {
    const folder = one()
    const before = await scenario(folder, ['show', 'echo'])
    expect(before).toMatchObject({ code: 2, out: '' })
    expect(before.err).toContain('“scenario run scenarios/echo.yaml” records it')
    await scenario(folder, ['echo'])
    for (const file of ['echo', 'transcripts/echo.txt', '.scenario/scenarios/echo.jsonl']) {
      const printed = await scenario(folder, ['show', file, '--width', '90'])
      expect(printed).toMatchObject({ code: 0, err: '' })
      expect(printed.out).toContain('Hello client!')
      expect(Math.max(...printed.out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(90)
    }
    expect(await scenario(folder, ['diff', 'echo', 'transcripts/echo.txt'])).toEqual({
      code: 0,
      err: '',
      out: 'the two conversations are the same\n',
    })
  })

  test('what is no conversation is a problem with its place', async () => {
    const folder = folderWith({ 'a.txt': 'hello\n', 'b.jsonl': '{}\n' })
    for (const [file, code] of [
      ['a.txt', 'transcript-unreadable'],
      ['b.jsonl', 'recording-unreadable'],
      ['c.txt', 'file-not-found'],
    ] as const) {
      const printed = await scenario(folder, ['show', file])
      expect(printed).toMatchObject({ code: 2, out: '' })
      expect(printed.err).toContain(code)
    }
  })
})

test('accept: nothing new is no trouble, unless it was asked for by name', async () => {
  const folder = one()
  expect(await scenario(folder, ['accept'])).toEqual({ code: 0, err: '', out: 'there is nothing new to accept\n' })
  expect(await scenario(folder, ['accept', 'echo'])).toMatchObject({ code: 2, out: '' })
  expect(await scenario(folder, ['accept', '--reject'])).toMatchObject({
    code: 0,
    out: 'there is nothing new to reject\n',
  })
  expect(await scenario(folder, ['accept', '--reject', '--from', '.'])).toMatchObject({ code: 2, out: '' })
})

describe('plugins', () => {
  test('all, one plugin, one kind', async () => {
    const all = await scenario('/', ['plugins'])
    for (const name of ['telnet', 'program', 'json', 'minimal', 'any-order'])
      expect(all.out).toMatch(new RegExp(`^ +${name} `, 'm'))
    const kind = await scenario('/', ['plugins', 'telnet'])
    expect(kind.out).toMatch(/shorthand\s+to\n/)
    expect(await scenario('/', ['plugins', 'telnte'])).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining('did you mean “telnet”?'),
    })
  })
})

describe('every name has its page', () => {
  const contributed = plugins.flatMap((plugin) => [
    plugin.name,
    ...[plugin.actors, plugin.matchers, plugin.framings, plugin.formats, plugin.reporters].flatMap((table) =>
      Object.keys(table ?? {}),
    ),
    ...Object.values<ActorKind>(plugin.actors ?? {}).flatMap(({ verbs }) => Object.keys(verbs ?? {})),
  ])

  test.each([...new Set(contributed)])('%s', async (name) => {
    const page = await scenario('/', ['plugins', name])
    expect(page).toMatchObject({ code: 0, err: '' })
    expect(page.out).toMatch(new RegExp(`^${name}  \\S`, 'm'))
  })

  test.each(Object.keys(verbs))('the verb %s', async (name) => {
    const page = await scenario('/', ['plugins', name])
    expect(page).toMatchObject({ code: 0, err: '' })
    expect(page.out).toContain('  one of the verbs of the language\n')
    expect(page.out).toContain(`- ${name}: `)
  })

  test('a verb says which kinds can do it, and what may stand beside it', async () => {
    const { out } = await scenario('/', ['plugins', 'send'])
    expect(out).toMatch(/^ {2}kinds +.*\btcp-client\b/m)
    expect(out).toMatch(/^ {4}times +\S/m)
    expect((await scenario('/', ['plugins', 'fault'])).out).toContain(
      'a verb of the kind “proxy” of the plugin “proxy”',
    )
    expect((await scenario('/', ['plugins', 'sned'])).err).toContain('did you mean “send”?')
  })
})

describe('explain', () => {
  test('prints the page of a code', async () => {
    expect((await scenario('/', ['explain', 'port-in-use'])).out).toMatch(/^port-in-use\n/)
    expect((await scenario('/', ['explain'])).out).toContain('port-in-use\n')
    expect(await scenario('/', ['explain', 'port-in-us'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('“port-in-use”'),
    })
  })
})
