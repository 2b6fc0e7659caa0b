import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { folderWith } from '../../suite/temporary.ts'
import { home } from '../../scenarios/house.ts'
import { readReport } from '../../page-file/reading.ts'
import { greeting, scenario } from '../fake-shell.ts'

const transcript = fs.readFileSync(path.join(home, 'transcripts/echo.txt'), 'utf8')
const project = (more: Readonly<Record<string, string>> = {}) =>
  folderWith({ 'scenarios/echo.yaml': 'scenario: Echo\n', 'transcripts/echo.txt': transcript, ...more })
const read = (folder: string, file: string): string => fs.readFileSync(path.join(folder, file), 'utf8')
const plugin = (write: string): string =>
  `export default { api: 1, name: 'mine', about: 'x', formats: { bytes: { about: 'x', extension: '.bin', write: ${write} } } }`

describe('scenario render', () => {
  test('draws the transcript of a scenario as a picture beside the caller, named like it', async () => {
    const folder = project()
    expect(await scenario(folder, ['render', 'echo'])).toEqual({ code: 0, err: '', out: 'drew echo.svg\n' })
    expect(read(folder, 'echo.svg')).toMatch(/^<svg [^]*<title>TCP echo server<\/title>[^]*<\/svg>\n$/)
  })

  test('draws the same bytes each time, and others at another width', async () => {
    const folder = project()
    const drawn = async (...more: string[]) => {
      await scenario(folder, ['render', 'transcripts/echo.txt', ...more])
      return read(folder, 'echo.svg')
    }
    const first = await drawn()
    expect(await drawn()).toBe(first)
    expect(await drawn('--width', '70')).not.toBe(first)
  })

  test('writes Markdown where it is told to, and to standard output', async () => {
    const folder = project()
    expect(await scenario(folder, ['render', 'echo', '--to', 'md', '--out', 'docs/talk.md'])).toMatchObject({
      out: 'drew docs/talk.md\n',
    })
    const printed = await scenario(folder, ['render', 'echo', '--to', 'md', '--out', '-'])
    expect(printed).toEqual({ code: 0, err: '', out: read(folder, 'docs/talk.md') })
    expect(printed.out).toContain('# TCP echo server')
  })

  test.each([
    ['scenarios/echo.yaml', 'is a scenario'],
    ['transcripts/echo.txt', 'is a transcript'],
    ['run.jsonl', 'is a recording'],
    ['scenario.config.yaml', 'is the configuration'],
  ])('--out %s: a picture replaces nothing of the suite', async (file, says) => {
    const recording = '{"t":0,"recording":1,"scenario":"","file":"","wall":"","lanes":[]}\n'
    const folder = project({ 'run.jsonl': recording, 'scenario.config.yaml': 'bail: true\n' })
    const before = read(folder, file)
    const { code, err } = await scenario(folder, ['render', 'transcripts/echo.txt', '--out', file])
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(says) })
    expect(read(folder, file)).toBe(before)
  })

  test('--each-lane has a file for each lane, also where two are alike in names of files', async () => {
    const lanes = transcript.replaceAll('server', 'a_1').replaceAll('client', 'a#1')
    const folder = project({ 'transcripts/echo.txt': lanes })
    const { out } = await scenario(folder, ['render', 'echo', '--each-lane', '--to', 'panes', '--out', 'o/'])
    const drawn = out.trimEnd().split('\n')
    expect(drawn).toHaveLength(3)
    expect(new Set(drawn).size).toBe(3)
    expect(new Set(drawn.map((line) => read(folder, line.replace('drew ', '')))).size).toBe(3)
  })

  test('draws with a format of a plugin', async () => {
    const folder = project({ 'mine.mjs': plugin('({ title }) => new Uint8Array([0, title.length])') })
    const printed = await scenario(folder, ['render', 'echo', '--plugin', './mine.mjs', '--to', 'bytes'])
    expect(printed).toEqual({ code: 0, err: '', out: 'drew echo.bin\n' })
    expect([...fs.readFileSync(path.join(folder, 'echo.bin'))]).toEqual([0, 'TCP echo server'.length])
  })

  test.each([
    [['echo', '--to', 'svgs'], 2, 'did you mean “svg”?'],
    [['echo', '--to', 'powerpoint'], 2, 'there are: '],
    [['nothing'], 2, 'nothing'],
    [['echo', '--plugin', './nowhere.mjs'], 2, 'unknown-plugin'],
    [['echo', '--plugin', './mine.mjs', '--to', 'bytes'], 3, 'the format “bytes” threw: no ink'],
    [['echo', '--out', 'mine.mjs/echo.svg'], 3, 'cannot-write'],
    [['echo', '--plugin', './poor.mjs', '--to', 'bytes'], 2, 'help: npm install ink'],
    [['echo', 'transcripts/other.txt', '--plugin', './poor.mjs', '--to', 'bytes'], 2, 'help: npm install ink'],
    [['echo', '--lanes', 'client,sever'], 2, 'did you mean “server”?'],
    [['echo', '--lanes', 'client,,server'], 2, '--lanes has a lane without a name'],
    [['echo', '--steps', '2..3'], 2, 'a scenario with --run'],
    [['echo', '--steps', '3..2'], 2, '--steps “3..2” is not a range'],
    [['echo', '--steps', '2', '--lines', '3'], 2, '--steps and --lines cannot be used together'],
    [['echo', '--width', '0'], 2, '--width 0 is not in 1 to 10000'],
    [['echo', '--font-size', 'big'], 2, '--font-size is not a number'],
    [['echo', '--theme', 'drak'], 2, 'theme'],
    [['echo', '--var', 'a=b'], 2, 'add --run'],
    [['transcripts/echo.txt', '--run'], 2, 'transcripts/echo.txt is not a scenario'],
    [['echo', 'transcripts/echo.txt'], 2, '2 of these conversations would be drawn as echo.svg'],
    [['echo', 'nowhere/x'], 2, 'nowhere/x'],
    [[], 2, 'nothing to draw is named'],
  ])('%o is refused', async (argv, code, message) => {
    const lack =
      'Object.assign(new Error("no ink"), { problem: { code: "package-missing", message: "no ink", hint: "npm install ink" } })'
    const folder = project({
      'mine.mjs': plugin('() => { throw new Error("no ink") }'),
      'poor.mjs': plugin(`() => { throw ${lack} }`),
      'transcripts/other.txt': transcript,
    })
    const printed = await scenario(folder, ['render', ...argv])
    expect(printed).toMatchObject({ code, out: '' })
    expect(printed.err).toContain(message)
    expect(fs.readdirSync(folder).sort()).toEqual(['mine.mjs', 'poor.mjs', 'scenarios', 'transcripts'])
  })
})

describe('scenario render of several', () => {
  const two = () =>
    folderWith({
      'scenarios/echo.yaml': 'scenario: Echo\n',
      'scenarios/tcp/echo.yaml': 'scenario: Echo\n',
      'scenarios/tcp/broken.yaml': 'scenario: Broken\n',
      'transcripts/echo.txt': transcript,
      'transcripts/tcp/echo.txt': transcript,
      'transcripts/tcp/broken.txt': 'nothing of the kind\n',
    })

  test('draws each into a folder, with the folders that it has below scenarios', async () => {
    const folder = two()
    const printed = await scenario(folder, ['render', 'echo', 'tcp/e*.yaml', 'echo.yaml', '--out', 'pictures'])
    expect(printed).toMatchObject({ code: 0, err: '' })
    expect(printed.out).toMatch(
      /^drew pictures\/echo.svg\ndrew pictures\/tcp\/echo.svg\ndrew 2 conversations \(\d+\.\d\d s\)\n$/,
    )
    expect(read(folder, 'pictures/tcp/echo.svg')).toBe(read(folder, 'pictures/echo.svg'))
  })

  test('goes on behind one that cannot be drawn, and says so in its exit code', async () => {
    const folder = two()
    const printed = await scenario(folder, ['render', 'scenarios/', '--to', 'txt', '--out', 'pictures/'])
    expect(printed.code).toBe(2)
    expect(printed.err).toContain('transcript-unreadable')
    expect(printed.out).toContain('drew 2 conversations, 1 could not be drawn')
    expect(fs.readdirSync(path.join(folder, 'pictures/tcp'))).toEqual(['echo.txt'])
  })

  test('draws transcripts that a glob matches', async () => {
    const printed = await scenario(two(), ['render', 'transcripts/**/echo.txt', '--to', 'md'])
    expect(printed).toMatchObject({ code: 0, err: '' })
    expect(printed.out).toContain('drew echo.md\ndrew tcp/echo.md\n')
  })

  test('writes several to a folder alone', async () => {
    const folder = two()
    expect(await scenario(folder, ['render', 'echo', 'tcp/echo', '--out', '-'])).toMatchObject({ code: 2, out: '' })
    fs.writeFileSync(path.join(folder, 'taken'), '')
    const printed = await scenario(folder, ['render', 'echo', 'tcp/echo', '--out', 'taken'])
    expect(printed).toMatchObject({ code: 2, out: '' })
    expect(printed.err).toContain('--out taken is a file, and 2 conversations are drawn')
  })

  test('writes the files that a format answers, each with its suffix, and none of them to standard output', async () => {
    const files = '({ lanes }) => ({ files: lanes.map(({ lane }) => ({ suffix: `.${lane}`, content: lane })) })'
    const folder = project({ 'mine.mjs': plugin(files) })
    const argv = ['render', 'echo', '--plugin', './mine.mjs', '--to', 'bytes']
    expect(await scenario(folder, argv)).toMatchObject({ code: 0, out: 'drew echo.server.bin\ndrew echo.client.bin\n' })
    expect(read(folder, 'echo.client.bin')).toBe('client')
    const printed = await scenario(folder, [...argv, '--out', '-'])
    expect(printed).toMatchObject({ code: 2, out: '' })
    expect(printed.err).toContain('2 files are drawn, which cannot go')
  })

  test('draws each lane by itself, beside the whole', async () => {
    const folder = project()
    const printed = await scenario(folder, ['render', 'echo', '--each-lane', '--to', 'txt', '--out', 'p/'])
    expect(printed).toMatchObject({ code: 0, out: 'drew p/echo.txt\ndrew p/echo.server.txt\ndrew p/echo.client.txt\n' })
    expect(read(folder, 'p/echo.client.txt')).not.toContain('listening on')
    expect(read(folder, 'p/echo.txt')).toBe(transcript)
  })

  test('draws nothing more once it is interrupted', async () => {
    const folder = two()
    const interruption = new AbortController()
    interruption.abort()
    const printed = await scenario(folder, ['render', 'scenarios/', '--out', 'p'], { signal: interruption.signal })
    expect(printed.code).toBe(130)
    expect(fs.existsSync(path.join(folder, 'p'))).toBe(false)
  })
})

test('Ctrl-C is heard between two conversations, although drawing leaves no turn to anything else', async () => {
  const interruption = new AbortController()
  const global = globalThis as { interruptSoon?: () => void }
  global.interruptSoon = () => void setImmediate(() => interruption.abort())
  onTestFinished(() => void delete global.interruptSoon)
  const folder = project({
    'scenarios/more.yaml': 'scenario: More\n',
    'transcripts/more.txt': transcript,
    'mine.mjs': plugin('() => (globalThis.interruptSoon(), "x")'),
  })
  const argv = ['render', 'scenarios/', '--plugin', './mine.mjs', '--to', 'bytes']
  const printed = await scenario(folder, argv, { signal: interruption.signal })
  expect(printed).toMatchObject({ code: 130, err: '' })
  expect(printed.out).toContain('drew echo.bin\ndrew 1 conversation ')
})

describe('scenario render of a run', () => {
  const timed = `export default { api: 1, name: 'mine', about: 'x', formats: { times: { about: 'x', extension: '.json', timed: true,
    write: ({ title, rows }, { replay: { exact, steps, times, transcript } }) =>
      JSON.stringify({ title, exact, steps: steps.length, times: times.length, same: transcript.rows === rows, texts: rows.map(({ text }) => text) }) } } }`
  const failing = greeting('Failing').replace('Hello client!', 'Good bye')
  const place = (more: Readonly<Record<string, string>> = {}) =>
    folderWith({ 'scenarios/hi.yaml': greeting('Hi'), 'mine.mjs': timed, ...more })
  const toTimes = ['--plugin', './mine.mjs', '--to', 'times', '--out', '-'] as const
  const drawn = async (folder: string, ...argv: string[]) =>
    JSON.parse((await scenario(folder, ['render', ...argv, ...toTimes])).out) as Readonly<Record<string, unknown>>

  test('runs a scenario of which there is nothing, and writes no transcript', async () => {
    const folder = place()
    expect(await scenario(folder, ['render', 'hi'])).toEqual({ code: 0, err: '', out: 'drew hi.svg\n' })
    expect(fs.existsSync(path.join(folder, 'transcripts'))).toBe(false)
    expect(read(folder, 'hi.svg')).toContain('localhost:&lt;server.port&gt;')
    expect(fs.existsSync(path.join(folder, '.scenario/scenarios/hi.jsonl'))).toBe(true)
    // The recording is there now, and a variable would be for nothing.
    expect(await scenario(folder, ['render', 'hi', '--var', 'a=b'])).toMatchObject({ code: 2 })
  })

  test('a format that shows times has those of the last recording, with the texts of the transcript', async () => {
    const folder = place()
    await scenario(folder, ['run', 'hi'])
    const both = await drawn(folder, 'hi')
    expect(both).toMatchObject({ title: 'Hi', exact: true, steps: 4, same: true })
    expect(both['texts']).toContain('listening on localhost:<server.port>')
    fs.rmSync(path.join(folder, '.scenario'), { recursive: true })
    expect(await drawn(folder, 'hi')).toMatchObject({ exact: false, steps: 0 })
    expect(await drawn(folder, 'hi', '--run')).toMatchObject({ exact: true, steps: 4 })
  })

  test('steps of a scenario are those of its last recording', async () => {
    const folder = place()
    await scenario(folder, ['run', 'hi'])
    expect((await drawn(folder, 'hi', '--steps', '1'))['texts']).toEqual(['listening on localhost:<server.port>'])
    expect((await drawn(folder, 'hi', '--lines', '8', '--lanes', 'server', '--title', 'Other'))['texts']).toEqual([
      'server accepting connections',
      'client connected',
    ])
    const shown = await scenario(folder, ['show', 'hi', '--steps', '1', '--lanes', 'client,server'])
    expect(shown.out).toMatch(/client ─+╮ ╭─ server/)
    expect(shown.out).not.toContain('Hello')
  })

  test('a run that fails is drawn, and the exit code and the line say so', async () => {
    const folder = place({ 'scenarios/bad.yaml': failing.replace('telnet: server', 'telnet: server, timeout: 1s') })
    const limited = read(folder, 'scenarios/bad.yaml')
      .replace(', timeout: 1s', '')
      .replace('steps:', 'limits: { step: 300ms }\nsteps:')
    fs.writeFileSync(path.join(folder, 'scenarios/bad.yaml'), limited)
    const printed = await scenario(folder, ['render', 'bad'])
    expect(printed).toMatchObject({ code: 1, err: '' })
    expect(printed.out).toBe('drew bad.svg of a run that failed: “client” did not say “Good bye”\n')
    expect(read(folder, 'bad.svg')).toContain('failed at line')
    // From now on there is a recording, and a transcript of another run: both are named where they differ.
    await scenario(folder, ['run', 'hi'])
    fs.copyFileSync(path.join(folder, 'transcripts/hi.txt'), path.join(folder, 'transcripts/bad.txt'))
    const told = await scenario(folder, ['render', 'bad', ...toTimes])
    expect(told).toMatchObject({ code: 0, err: 'drew it from the last run, which failed\n' })
  })

  test('the page of a run has the scenario with what it includes, and no secret', async () => {
    const folder = place({
      'scenarios/hi.yaml': `${greeting('Hi', 'vars: { token: { value: hush-hush, secret: true } }')}  - include: more.yaml\n`,
      'scenarios/more.yaml': 'steps:\n  - note: included\n',
    })
    expect(await scenario(folder, ['render', 'hi', '--to', 'html'])).toMatchObject({ code: 0, err: '' })
    const { sources, runs } = readReport(read(folder, 'hi.html')).scenario(0)
    expect(sources.map(({ file }) => file)).toEqual(['scenarios/hi.yaml', 'scenarios/more.yaml'])
    expect(sources[0]?.text).toContain('scenario: Hi\n')
    expect(JSON.stringify(sources)).not.toContain('hush-hush')
    expect(runs[0]?.replay?.steps.length).toBeGreaterThan(4)
  })

  test('the page has no secret of the configuration, wherever that is written', async () => {
    const folder = place({
      'scenario.config.yaml': [
        'secrets: [TOKEN, password]',
        'vars: { password: out-of-the-vars }',
        'projects:',
        '  one: { secrets: [OTHER] }',
        '',
      ].join('\n'),
      'scenarios/hi.yaml': `${greeting('Hi')}  - note: out-of-the-env and out-of-the-vars\n  - include: more.yaml\n`,
      'scenarios/more.yaml': 'steps:\n  - note: of-a-project\n',
    })
    const world = { env: { TOKEN: 'out-of-the-env', OTHER: 'of-a-project' } }
    const drawn = await scenario(folder, ['render', 'hi', '--to', 'html', '--project', 'one'], world)
    expect(drawn).toMatchObject({ code: 0, err: '' })
    const { sources } = readReport(read(folder, 'hi.html')).scenario(0)
    expect(sources.map(({ text }) => text.split('\n').find((line) => line.includes('note: ')))).toEqual([
      '  - note: •••••••••••••• and •••••••••••••••',
      '  - note: ••••••••••••',
    ])
    expect(JSON.stringify(readReport(read(folder, 'hi.html')).scenario(0))).not.toMatch(/out-of-the|of-a-project/)
  })

  test('what cannot run is not drawn', async () => {
    const folder = place({
      'scenarios/bad.yaml': greeting('Bad').replace('telnet', 'telnett'),
      'scenarios/not-here.yaml': greeting('Not here', 'only: { command: no-such-program-at-all }'),
    })
    expect(await scenario(folder, ['render', 'bad'])).toMatchObject({ code: 2, out: '' })
    const skipped = await scenario(folder, ['render', 'not-here'])
    expect(skipped).toMatchObject({ code: 3, out: '' })
    expect(skipped.err).toContain('scenarios/not-here.yaml was skipped')
    expect(fs.readdirSync(folder).filter((name) => name.endsWith('.svg'))).toEqual([])
  })

  test('draws a run for each value of a matrix', async () => {
    const folder = place({
      'scenarios/each.yaml': [greeting('Each'), '  - note: number ${', 'matrix.n}\n'].join(''),
    })
    const printed = await scenario(folder, ['render', 'each', '--matrix', 'n=1,2'])
    expect(printed).toEqual({ code: 0, err: '', out: 'drew each.n=1.svg\ndrew each.n=2.svg\n' })
    expect(read(folder, 'each.n=2.svg')).toContain('number &lt;matrix.n&gt;')
  })
})
