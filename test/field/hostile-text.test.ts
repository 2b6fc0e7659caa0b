import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { scenario } from '../cli/fake-shell.ts'
import { elementsOf, expectSafe, pointsOf } from '../hostile/readers.ts'
import { folderWith } from '../suite/temporary.ts'

/** In YAML's double quotes: a clipboard, a cleared screen, a line end with a command behind it, C1, the other direction. */
const evil = String.raw`\e]52;c;cHduZWQ=\a\e[2J\e[31mred\r\n::error file=x::ours\n::add-mask::a\u009b\u202e\u2028##[error]b`
const list = (...lines: string[]): string => `${lines.join('\n')}\n`

const tcp = (server: string, ...steps: string[]): string =>
  list(
    'scenario: Hostile',
    'limits: { step: 300ms }',
    'actors:',
    `  server: ${server}`,
    '  client: { tcp-client: server }',
    'steps:',
    '  - start: server',
    '  - connect: client',
    ...steps.map((step) => `  - ${step}`),
  )
const program = (...rest: string[]): string => list('scenario: Hostile', 'limits: { step: 300ms }', ...rest)
const prints = `node, -e, "process.stderr.write(process.env.EVIL + '\\n'); console.log(process.env.EVIL)"`

/** Nine ways for what came from outside into a message. */
const messages: Readonly<Record<string, string>> = {
  'a captured name': tcp(
    '{ tcp-server: { framing: crlf } }',
    `send: { server: "name ${evil}\\r\\n" }`,
    String.raw`expect: { client: { regex: '/name (?<name>[^]*)/' } }`,
    'expect: { client: { line: "hello ${name}" } }',
  ),
  'what was sent': tcp('tcp-server', `send: { client: "${evil}" }`, 'expect: { server: never }'),
  'the nearest line': tcp('tcp-server', `send: { client: "hello ${evil}" }`, 'expect: { server: hello you }'),
  'left unread on a strict lane': tcp(
    '{ tcp-server: { strict: true } }',
    `send: { client: "${evil}" }`,
    `expect: { client: { event: closed } }`,
  ),
  'a forbidden line': tcp(
    'tcp-server',
    'forbid: { server: ours }',
    `send: { client: "${evil}" }`,
    'expect: { server: never }',
  ),
  'a check': tcp(
    'tcp-server',
    `send: { server: "${evil}" }`,
    'expect: { client: { regex: "/(?<it>[^]+)/" } }',
    'check: { client.port: "${it}" }',
  ),
  'a command that is not there': program(
    `actors: { p: { program: { run: ["./no${evil}"] } } }`,
    'steps: [{ start: p }]',
  ),
  'a program that ends': program(
    `actors: { p: { program: { run: [${prints}], env: { EVIL: "${evil}" } } } }`,
    'steps: [{ start: p }, { expect: { p: never } }]',
  ),
  'the title and a key': program(`"key ${evil}": 1`, `actors: {}`, 'steps: []').replace('Hostile', `"ours ${evil}"`),
}

async function printed(folder: string, argv: readonly string[], env = {}): Promise<string> {
  const { code, out, err } = await scenario(folder, argv, { env: { PATH: process.env['PATH'], ...env } })
  expect([0, 1, 2, 3]).toContain(code)
  expectSafe(err, argv.join(' '))
  return out
}

describe.each(Object.entries(messages))('%s', (_, yaml) => {
  test('is printable in every report', async () => {
    const reporters = ['default', 'minimal', 'dot', 'json', 'junit', 'tap', 'github-summary']
    const ran = reporters.map(async (reporter) => {
      const folder = folderWith({ 'scenarios/a.yaml': yaml })
      const out = await printed(folder, ['run', '--ci', '--reporter', reporter, '--reporter', `${reporter}=out.txt`])
      expectSafe(out, reporter)
      const file = readFileSync(path.join(folder, 'out.txt'), 'utf8')
      if (reporter === 'json') expect(JSON.parse(file)).toEqual(JSON.parse(out))
      if (reporter === 'junit') expect(elementsOf(file).filter(({ name }) => name === 'testcase')).toHaveLength(1)
      if (reporter === 'tap') expect(pointsOf(file)).toHaveLength(1)
    })
    const folder = folderWith({ 'scenarios/a.yaml': yaml })
    const out = await printed(folder, ['run', '--ci', '--reporter', 'github'])
    expect(out.split(/[\r\n\u2028]/).filter((line) => line !== '')).toEqual([expect.stringMatching(/^::error file=/)])
    expectSafe(await printed(folder, ['check']), 'check')
    expectSafe(await printed(folder, ['list']), 'list')
    await Promise.all(ran)
  })
})

/** Written by whoever wants to, with another program than ours. */
const transcript = `# T \u001b]52;c;cA==\u0007\u202e <script> &#0; \`\`\`
# scenarios/x\u001b[2J.yaml · recorded 2026-11-26 12:35:17 UTC
# a\u001b[2Jb  kind\u001b[2J: cmd \u001b]52;c;cA==\u0007 ]]> "\ufffe

00:00  a\u001b[2Jb | text \u001b[2J raw ::error::a ##[error]b
00:00  ::error::x * \`\`\`\` </text><script>
`

describe('a transcript of a stranger', () => {
  const strangers = (): string => folderWith({ 'a.txt': transcript, 'b.txt': transcript.replace('raw', '\u009bwar') })

  test('is shown and compared printable', async () => {
    const folder = strangers()
    for (const argv of [
      ['show', 'a.txt'],
      ['show', 'a.txt', '--layout', 'rows'],
      ['diff', 'a.txt', 'b.txt'],
    ])
      expectSafe(await printed(folder, argv), argv[0])
  })

  test.each(['txt', 'md', 'svg'])('is rendered as %s printable, on standard output and in a file', async (format) => {
    const folder = strangers()
    const out = await printed(folder, ['render', 'a.txt', '--to', format, '--out', '-'])
    expectSafe(out, format)
    await printed(folder, ['render', 'a.txt', '--to', format, '--out', 'drawn'])
    const drawn = readFileSync(path.join(folder, 'drawn'), 'utf8')
    if (format === 'svg')
      for (const document of [out, drawn]) expect(elementsOf(document).map(({ name }) => name)).not.toContain('script')
    if (format === 'md')
      expect(drawn.replace(/^(`{3,})text\n[^]*?\n\1$/gm, '').replaceAll(/\\./g, '')).not.toMatch(/[<`]/)
  })

  test('is compared with a run, and taken', async () => {
    const name = 'scenarios/a.yaml'
    const project = folderWith({
      [name]: tcp('tcp-server', 'send: { client: hi }', 'expect: { server: hi }'),
      'transcripts/a.txt': transcript,
    })
    for (const reporter of ['default', 'minimal', 'json', 'junit', 'tap'])
      expectSafe(await printed(project, ['run', '--no-ci', '--reporter', reporter]), reporter)
    expectSafe(await printed(project, ['accept']), 'accept')
  })
})

describe('names of files', () => {
  const name = 'x\u001b[2J\n::error file=y::ours\u202e'
  test('are listed, run and refused printable', async () => {
    const folder = folderWith({})
    mkdirSync(path.join(folder, 'scenarios', name), { recursive: true })
    writeFileSync(
      path.join(folder, 'scenarios', name, `${name.replaceAll('/', '')}.yaml`),
      tcp('tcp-server', 'expect: { client: never }'),
    )
    writeFileSync(path.join(folder, 'scenarios', `${name}.yaml`), 'scenario: [')
    for (const argv of [
      ['list'],
      ['check'],
      ['run', '--ci'],
      ['run', '--ci', '--reporter', 'junit'],
      ['run', '--ci', '--reporter', 'tap'],
    ])
      expectSafe(await printed(folder, argv), argv.join(' '))
    for (const argv of [
      ['show', name],
      ['explain', name],
      ['plugins', name],
      ['render', 'x', '--to', name],
      ['run', name],
      ['run', '--reporter', name],
      [name],
      [`--${name}`],
      ['accept', name],
      ['run', '--var', name],
      ['new', name],
    ])
      expectSafe(await printed(folder, argv), argv[0])
  })
})

describe('what a plugin says', () => {
  const plugin = (about: string): string =>
    `const z = { _zod: { def: {} }, safeParse: (data) => ({ success: true, data }) }
export default { api: 1, name: 'mine', about: ${about}, matchers: { mine: { about: ${about}, wanted: z, compile() { throw new Error(${about}) } } } }\n`
  test('is printable, in its page, its test and the failure that it causes', async () => {
    const text = JSON.stringify('\u001b[2J\n::error::ours\u202e')
    const folder = folderWith({
      'mine.mjs': plugin(text),
      'broken.mjs': `throw new Error(${text})\n`,
      'scenarios/a.yaml': list('plugins: [../mine.mjs]').concat(tcp('tcp-server', 'expect: { client: { mine: 1 } }')),
      'scenarios/b.yaml': list('plugins: [../broken.mjs]').concat(tcp('tcp-server', 'expect: { client: { mine: 1 } }')),
    })
    for (const argv of [
      ['plugins', './mine.mjs'],
      ['plugins', '--test', './mine.mjs'],
      ['plugins', './broken.mjs'],
      ['check'],
      ['run', '--ci'],
    ])
      expectSafe(await printed(folder, argv), argv.join(' '))
  })
})
