import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { folderWith } from '../suite/temporary.ts'
import { greeting, scenario } from './fake-shell.ts'

/** A scenario that expects `Hello NAME!`, with the name that its variable has. */
const hello = (extra = ''): string =>
  greeting('Hello', `vars: { who: nobody }\n${extra}`).replace('Hello client!', '"Hello ${who}!"')
const folder = (configuration: string, files: Readonly<Record<string, string>> = {}): string =>
  folderWith({ 'scenario.config.yaml': configuration, '.git': '', 'scenarios/hello.yaml': hello(), ...files })
const two = 'vars: { who: client }\nprojects:\n  plain: {}\n  secure: { retries: 1 }\n'
const wrong = 'vars: { who: client }\nprojects:\n  plain: {}\n  other: { vars: { who: X }, limits: { step: 50ms } }\n'
const read = (...parts: string[]): string => fs.readFileSync(path.join(...parts), 'utf8')

/** `scenarios/hello.yaml [plain]` and its mark, for each line that says what became of a scenario. */
const endings = (out: string): string[] => [...out.matchAll(/^[✓✗≈]? ?\S+\.yaml(?: \[.*?\])?/gm)].map(([line]) => line)

describe('projects', () => {
  test('all run in one run, each with its own recording, all with one transcript', async () => {
    const at = folder(two)
    const { code, out, err } = await scenario(at, ['run', '-j', '1'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(endings(out)).toEqual(['✓ scenarios/hello.yaml [plain]', '✓ scenarios/hello.yaml [secure]'])
    expect(out).toContain('2 passed')
    expect(fs.readdirSync(path.join(at, 'transcripts'))).toEqual(['hello.txt'])
    for (const name of ['plain', 'secure'])
      expect(fs.existsSync(path.join(at, '.scenario', name, 'scenarios/hello.jsonl'))).toBe(true)
  })

  test('have values of their own over those of the file', async () => {
    const at = folder(wrong)
    const { code, out } = await scenario(at, ['run', '-j', '1', '--reporter', 'json'])
    expect(code).toBe(1)
    const { scenarios, counts } = JSON.parse(out)
    expect(scenarios.map(({ variant, status }: { variant: object; status: string }) => [variant, status])).toEqual([
      [{ project: 'plain' }, 'passed'],
      [{ project: 'other' }, 'failed'],
    ])
    expect(counts).toMatchObject({ passed: 1, failed: 1 })
    const again = await scenario(at, ['--last-failed', '--list'])
    expect(again.out).toBe('scenarios/hello.yaml [other]  Hello\n')
    expect((await scenario(at, ['--var', 'who=client'])).code).toBe(0)
  })

  test('are chosen by name', async () => {
    const at = folder(two)
    expect(endings((await scenario(at, ['--project', 'secure'])).out)).toEqual(['✓ scenarios/hello.yaml [secure]'])
    for (const command of ['run', 'list', 'check', 'config', 'schema', 'plugins']) {
      const { code, err } = await scenario(at, [command, '--project', 'secur'])
      expect([command, code, err]).toEqual([command, 2, expect.stringContaining('did you mean “secure”?')])
    }
    const none = await scenario(folder('jobs: 1'), ['--project', 'x'])
    expect(none).toMatchObject({ code: 2, err: expect.stringContaining('unknown-project') })
    const without = await scenario(folderWith({ '.git': '' }), ['--project', 'x'])
    expect(without.err).toContain('a configuration has them under “projects”')
  })

  test('each have retries of their own, in CI others', async () => {
    const text = 'limits: { step: 50ms }\nprojects:\n  fast: {}\n  slow: { retries: 1, ci: { retries: 2 } }\n'
    const attempts = async (argv: readonly string[]) =>
      JSON.parse((await scenario(folder(text), ['--reporter', 'json', ...argv])).out).scenarios.map(
        (each: { attempts: number }) => each.attempts,
      )
    expect((await attempts([])).toSorted()).toEqual([1, 2])
    expect((await attempts(['--ci'])).toSorted()).toEqual([1, 3])
    expect(await attempts(['--retries', '1'])).toEqual([2, 2])
  })

  test('need only the environment of those that run', async () => {
    const at = folder('projects:\n  a: { vars: { who: client } }\n  b: { vars: { who: "${env.ABSENT}" } }\n')
    expect((await scenario(at, ['--project', 'a'])).code).toBe(0)
    const { code, err } = await scenario(at, [])
    expect([code, err]).toEqual([2, expect.stringContaining('scenario.config.yaml:3:22')])
  })

  test('hide their own secrets', async () => {
    const text = 'projects:\n  a: { vars: { who: "${env.TOKEN}" }, secrets: [who] }\n  b: { vars: { who: client } }\n'
    const world = { env: { TOKEN: 'hidden-value' } }
    const { out } = await scenario(folder(`limits: { step: 50ms }\n${text}`), ['--verbose'], world)
    expect(endings(out)).toEqual(expect.arrayContaining(['✓ scenarios/hello.yaml [b]', '✗ scenarios/hello.yaml [a]']))
    expect(out).not.toContain('hidden-value')
  })
})

describe('the scenarios of a project', () => {
  const tagged = 'vars: { who: client }\nprojects:\n  fast: { tags: "!slow" }\n  slow: { tags: slow }\n'
  const files = { 'scenarios/late.yaml': hello('tags: [slow, x]'), 'scenarios/soon.yaml': hello('tags: [x]') }
  const list = async (at: string, argv: readonly string[]) => {
    const { out, err } = await scenario(at, ['--list', ...argv])
    return err === '' ? [...out.matchAll(/^(\S+) \[(.*?)\]/gm)].map(([, file, name]) => `${file} ${name}`) : err
  }

  test('are those with its tags; flags choose among them', async () => {
    const at = folder(tagged, files)
    const all = ['scenarios/hello.yaml fast', 'scenarios/soon.yaml fast', 'scenarios/late.yaml slow']
    expect(await list(at, [])).toEqual(all)
    expect(await list(at, ['--tag', 'x'])).toEqual(all.slice(1))
    expect(await list(at, ['--tag', 'slow'])).toEqual(all.slice(2))
    expect(await list(at, ['--tag', 'y'])).toContain('none of 2 scenarios has the tag “y”')
    expect((await scenario(at, ['list', '--tag', 'slow'])).out).toContain('scenarios/late.yaml [slow]')
    expect((await scenario(at, ['check'])).out).toBe('3 scenarios checked, no problems\n')
  })

  const folders = 'projects:\n  a: { scenarios: tests/a }\n  b: { scenarios: tests/b }\n'
  const apart = { 'tests/a/one.yaml': greeting('One'), 'tests/b/two.yaml': greeting('Two'), 'more.yaml': greeting('M') }

  test('are those in its folder; what is in none belongs to all', async () => {
    const at = folder(folders, apart)
    expect(await list(at, [])).toEqual(['tests/a/one.yaml a', 'tests/b/two.yaml b'])
    expect(await list(at, ['one', 'two'])).toEqual(['tests/a/one.yaml a', 'tests/b/two.yaml b'])
    expect(await list(at, ['tests/b'])).toEqual(['tests/b/two.yaml b'])
    expect(await list(at, ['more.yaml'])).toEqual(['more.yaml a', 'more.yaml b'])
    expect(await list(at, ['onne', 'two'])).toContain('did you mean “one.yaml”?')
    expect(await list(at, ['--project', 'a', 'tests/b/two.yaml'])).toContain('in none of the projects')
    expect(await list(folder(`${folders}  c: { scenarios: tests/cc }\n`, apart), [])).toContain('“tests/cc”')
  })

  test('have their transcripts together, and none is an orphan for another project', async () => {
    const at = folder(folders, apart)
    const { out, code } = await scenario(at, ['run', '-u'])
    expect([code, out]).toEqual([0, expect.not.stringContaining('no scenario')])
    expect(fs.readdirSync(path.join(at, 'tests/transcripts')).sort()).toEqual(['one.txt', 'two.txt'])
    expect((await scenario(at, ['run', '-u'])).code).toBe(0)
    expect(fs.readdirSync(path.join(at, 'tests/transcripts')).sort()).toEqual(['one.txt', 'two.txt'])
    fs.rmSync(path.join(at, 'tests/b/two.yaml'))
    fs.writeFileSync(path.join(at, 'tests/b/three.yaml'), greeting('Three'))
    expect((await scenario(at, ['run', '--project', 'a'])).out).not.toContain('no scenario')
    expect((await scenario(at, ['run'])).out).toContain('tests/transcripts/two.txt is the transcript of no scenario')
  })

  test('clash where two folders would write one transcript, unless the folder above has a name', async () => {
    const same = { 'tests/a/one.yaml': greeting('One'), 'tests/b/one.yaml': greeting('One') }
    const clashing = folder(folders, same)
    expect((await scenario(clashing, ['check'])).out).toContain('would both write tests/transcripts/one.txt')
    expect((await scenario(clashing, ['run'])).code).toBe(2)
    const named = folder(`scenarios: tests\n${folders}`, same)
    expect((await scenario(named, ['run'])).code).toBe(0)
    expect(fs.existsSync(path.join(named, 'transcripts/a/one.txt'))).toBe(true)
    expect(await list(named, ['b/one'])).toEqual(['tests/b/one.yaml b'])
  })
})

const plugin = (word: string): string =>
  `const any = { _zod: { def: { type: 'any' } }, safeParse: (data) => ({ success: true, data }) }
   const mine = { about: 'x', wanted: any, compile: () => ({ on: 'line', shown: 'mine', test: (line) => line.startsWith('${word}') ? {} : undefined }) }
   export default { api: 1, name: 'mine', about: 'x', matchers: { mine } }`

describe('plugins of projects', () => {
  const files = {
    'one.mjs': plugin('Hello'),
    'two.mjs': plugin('Goodbye'),
    'scenarios/hello.yaml': greeting('Hello', 'limits: { step: 50ms }').replace('Hello client!', '{ mine: x }'),
  }
  const text = 'projects:\n  one: { plugins: ./one.mjs }\n  two: { plugins: ./two.mjs }\n'

  test('of the same names are not mixed, and a schema for both is a mistake', async () => {
    const at = folder(text, files)
    expect((await scenario(at, ['plugins', '--project', 'one'])).out).toContain('mine')
    const { code, err } = await scenario(at, ['schema'])
    expect([code, err]).toEqual([2, expect.stringContaining('--project NAME')])
    expect((await scenario(at, ['schema', '--project', 'two'])).code).toBe(0)
    expect((await scenario(at, ['check'])).code).toBe(0)
    const { out } = await scenario(at, ['run'])
    expect(endings(out)).toEqual(
      expect.arrayContaining(['✓ scenarios/hello.yaml [one]', '✗ scenarios/hello.yaml [two]']),
    )
  })
})

describe('a transcript', () => {
  const says = (extra: string): string => `vars: { who: client }\nprojects:\n  a: {}\n  b: { ${extra} }\n`
  const program = greeting('P', 'vars: { who: x }').replace(
    /actors:[^]*/,
    'actors:\n  p: { program: { run: [sh, -c, "echo hello $0", "${who}"] } }\nsteps:\n  - start: p\n  - expect: { p: /hello/ }\n  - expect: { p: { exit: 0 } }\n',
  )
  const files = { 'scenarios/hello.yaml': program }
  const rowsOf = (at: string, name: string): string => read(at, 'transcripts', name)

  test('that projects share is recorded by one, and the others are compared with it', async () => {
    const at = folder(says('vars: { who: other }'), files)
    const { code, out } = await scenario(at, ['run'])
    expect(code).toBe(1)
    expect(out.match(/recorded transcripts/g)).toHaveLength(1)
    expect(out).toMatch(/for all that\s+share\s+this\s+transcript/)
    const [pending, ...others] = fs.readdirSync(path.join(at, 'transcripts')).filter((name) => name.includes('new'))
    expect([pending, others]).toEqual([expect.stringMatching(/^hello\.project=[ab]\.new\.txt$/), []])
    // What agrees with the transcript leaves alone what waits for another project.
    const agreeing = pending?.includes('=a') === true ? 'b' : 'a'
    expect((await scenario(at, ['run', '--project', agreeing])).code).toBe(0)
    expect(fs.existsSync(path.join(at, 'transcripts', pending ?? ''))).toBe(true)
    expect((await scenario(at, ['accept', 'hello'])).out).toBe('accepted transcripts/hello.txt\n')
    expect((await scenario(at, ['run', '--project', agreeing])).code).toBe(1)
  })

  test('is updated by the first project alone', async () => {
    const at = folder(says('vars: { who: other }'), files)
    await scenario(at, ['run', '--project', 'b'])
    const { code, out } = await scenario(at, ['run', '-u', '-j', '1'])
    expect([code, out]).toEqual([1, expect.stringContaining('updated transcripts/hello.txt')])
    expect(rowsOf(at, 'hello.txt')).toContain('hello client')
  })

  test('of a project of its own is named after it, is no orphan, and is found by its name', async () => {
    const at = folder(says('vars: { who: other }, transcripts: per-project'), files)
    expect((await scenario(at, ['run'])).code).toBe(0)
    expect(rowsOf(at, 'hello.txt')).toContain('hello client')
    expect(rowsOf(at, 'hello.project=b.txt')).toContain('hello other')
    expect((await scenario(at, ['run', '--ci'])).out).toMatch(/\n2 passed/)
    expect((await scenario(at, ['show', 'hello [b]'])).out).toContain('hello other')
    expect((await scenario(at, ['show', 'scenarios/hello.yaml [a]'])).out).toContain('hello client')
    fs.writeFileSync(path.join(at, 'scenario.config.yaml'), says('vars: { who: third }, transcripts: per-project'))
    expect((await scenario(at, ['run'])).out).toContain('hello.project=b.new.txt')
    expect((await scenario(at, ['accept', 'scenarios/hello.yaml [b]'])).out).toContain('hello.project=b.txt')
    fs.writeFileSync(path.join(at, 'scenario.config.yaml'), says('vars: { who: client }'))
    expect((await scenario(at, ['run'])).out).toContain('hello.project=b.txt is the transcript of no scenario')
  })
})

describe('a check', () => {
  test('names the project of what is wrong in some of them only', async () => {
    const text = 'projects:\n  known: { plugins: ./mine.mjs }\n  unknown: {}\n'
    const steps = greeting('Hello').replace('Hello client!', '{ mine: x }')
    const files = { 'scenarios/hello.yaml': steps, 'mine.mjs': plugin('x') }
    const { code, out } = await scenario(folder(text, files), ['check'])
    expect(code).toBe(2)
    expect(out).toMatch(/^project unknown\n[^]*unknown-matcher[^]*1 of 2 scenarios invalid: 1 error/)
    const both = await scenario(folder(two, { 'scenarios/hello.yaml': steps }), ['check'])
    expect(both.out).not.toContain('project')
    expect(both.out).toContain('2 of 2 scenarios invalid: 2 errors')
  })
})

describe('what is in force', () => {
  test('is shown for each project as far as it differs', async () => {
    const text = `${two}  third: { tags: x, ci: { vars: { who: y } } }\n`
    const { out } = await scenario(folder(text), ['config', '--ci', '--tag', 'z'])
    const [, ...parts] = out.split(/\nproject /)
    expect(parts.map((part) => part.split('\n').map((line) => line.replaceAll(/ +/g, ' ')))).toEqual([
      ['plain', '', 'as above', ''],
      ['secure', '', 'retries 1 scenario.config.yaml:4:13', ''],
      ['third', '', 'vars.who y scenario.config.yaml:5:35', 'tags x scenario.config.yaml:5:12', ''],
    ])
  })

  test('is data', async () => {
    const { projects } = JSON.parse((await scenario(folder(two), ['config', '--json', '--project', 'secure'])).out)
    expect(projects).toEqual([{ name: 'secure', settings: expect.any(Array) }])
    expect(projects[0].settings).toContainEqual({ key: 'retries', value: 1, from: 'scenario.config.yaml:4:13' })
    expect(projects[0].settings.map(({ key }: { key: string }) => key)).not.toContain('jobs')
  })
})

test('shards of projects are merged into one report', async () => {
  const at = folder(two, { 'scenarios/other.yaml': hello() })
  for (const index of ['1', '2'])
    await scenario(at, ['--no-ci', '--shard', `${index}/2`, '--reporter', `blob=blobs/${index}.jsonl`, '-j', '1'])
  const { code, out } = await scenario(at, ['merge', 'blobs'])
  expect(code).toBe(0)
  expect(endings(out).map((line) => line.slice(2))).toEqual([
    'scenarios/hello.yaml [plain]',
    'scenarios/hello.yaml [secure]',
    'scenarios/other.yaml [plain]',
    'scenarios/other.yaml [secure]',
  ])
  expect(read(at, '.scenario/timings.json')).toContain('scenarios/hello.yaml [plain]')
})
