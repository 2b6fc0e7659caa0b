import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { scenario } from '../cli/fake-shell.ts'
import { readReport } from '../page-file/reading.ts'
import { folderWith } from '../suite/temporary.ts'

const secret = 'to?p "s3c/ret"+ä\\x'
const encoded = Buffer.from('an-encoded-secret').toString('base64')
const digits = Buffer.from('in-digits').toString('hex')

/** Every text that must be nowhere: secrets, and what the tool or the scenario below makes of them. */
const forms = [
  secret,
  JSON.stringify(secret).slice(1, -1),
  JSON.stringify(JSON.stringify(secret).slice(1, -1)).slice(1, -1),
  encodeURIComponent(secret),
  Buffer.from(secret).toString('hex'),
  Buffer.from(secret)
    .toString('hex')
    .replaceAll(/(..)(?=.)/g, '$1 '),
  Buffer.from(secret).toString('base64').slice(0, -4),
  String.raw`to\?p`,
  secret.toUpperCase(),
  'an-encoded-secret',
  encoded,
  'in-digits',
  digits,
  digits.replaceAll(/(..)(?=.)/g, '$1 '),
  'made-2',
]

const vars = `
vars:
  plain: { value: ${JSON.stringify(secret)}, secret: true }
  encoded: { value: "${encoded}", secret: true }
  digits: { value: "${digits}", secret: true }
  port: { value: "made-\${free-port.hidden}", secret: true }
  place: { value: "\${tmp}/made-of", secret: true }`

const printed = `
  - send: { client: "plain \${plain} \${port} \${place}" }
  - expect: { server: { text: "\${plain}" } }
  - send: { client: { json: { a: "\${plain}", b: { c: "\${port}" } } } }
  - send: { client: { base64: "\${encoded}" } }
  - send: { client: { bytes: "\${digits} 0a" } }
  - send: { client: { text: "\${encoded}\\n" } }
  - let: { loud: "upper(\${plain})", asHex: "hex(\${plain})" }
  - send: { client: ["\${loud}", "\${asHex}"] }
  - expect: { server: { text: "\${asHex}" } }
  - note: "a note of \${plain} and \${port}"
  - send: { server: { text: "half ${secret.slice(0, 4).replaceAll('"', '\\"')}" } }
  - expect: { client: { take: 9 } }
  - send: { server: { text: ${JSON.stringify(secret.slice(4) + ' and on\n')} } }
  - expect: { client: and on }`

const asking = (title: string, more: string) =>
  `scenario: ${title}
about: with ${JSON.stringify(secret)} and ${encoded}${vars}
actors:
  server: tcp-server
  client: { tcp-client: server }
  program: { program: [node, -e, "console.log(process.argv[1]); console.error(process.argv[2])", "\${plain}", "\${port}"] }
steps:
  - start: server
  - connect: client${printed}
  - start: program
  - expect: { program: [{ line: "\${plain}" }, { line: "\${port}", stream: stderr }, { exit: 0 }] }${more}
  - exit: client
`

const failures: Record<string, string> = {
  passes: '',
  'fails-text': '\n  - expect: { server: "not ${plain}${port}" }\n    within: 50ms',
  'fails-regex': '\n  - expect: { server: "/^${plain}${encoded}$/" }\n    within: 50ms',
  'fails-json':
    '\n  - send: { client: { json: { a: "${plain}" } } }\n  - expect: { server: { json: { a: "${port}" } } }\n    within: 50ms',
  'fails-bytes':
    '\n  - send: { client: { bytes: "${digits}" } }\n  - expect: { server: { bytes: "00 ${digits}" } }\n    within: 50ms',
  'fails-check': '\n  - check: { server: { port: "${port}" } }',
  'fails-let': '\n  - let: { x: "number(${plain})" }',
  'fails-short': '\n  - let: { x: "slice(${plain}, 0, 2)" }',
}

/** What is shown beside a mistake next to the secret, and in messages about it. */
const invalid = `scenario: refused
vars: { plain: { value: ${JSON.stringify(secret)}, secret: true }, other: [1] }
actors: { server: "${encoded}" }
steps:
  - start: "${encoded}"
`.replaceAll(encoded, secret.replaceAll('\\', '\\\\').replaceAll('"', '\\"'))

const reporters = ['default', 'minimal', 'dot', 'json', 'junit', 'tap', 'github', 'github-summary', 'blob', 'html']

function filesBelow(folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
}

function expectHidden(what: string, text: string): void {
  for (const form of forms) if (text.includes(form)) throw new Error(`“${form}” stands in ${what}:\n${text}`)
}

test('a secret stands in no report, recording, transcript, picture or difference, in no form', async () => {
  const folder = folderWith({
    ...Object.fromEntries(
      Object.entries(failures).map(([name, more]) => [`scenarios/${name}.yaml`, asking(name, more)]),
    ),
    'scenarios/invalid.yaml': invalid,
  })
  const outputs = new Map<string, string>()
  const call = async (...argv: string[]) => {
    const { out, err } = await scenario(folder, argv)
    outputs.set(argv.join(' '), `${out}\n${err}`)
    return out
  }
  const all = await call(
    'run',
    ...reporters.flatMap((name) => ['--reporter', `${name}=${name}.out`]),
    '--reporter',
    'default',
  )
  expect(all).toContain('1 passed, 7 failed, 1 invalid')
  await call('run', 'passes')
  await call('run', 'fails-text')
  await call('check')
  for (const name of Object.keys(failures)) await call('show', `.scenario/scenarios/${name}.jsonl`)
  await call('show', 'passes')
  for (const format of ['txt', 'svg', 'md']) await call('render', 'passes', '--format', format)
  await call('diff', '.scenario/scenarios/passes.jsonl', '.scenario/scenarios/fails-json.jsonl')
  for (const [what, text] of outputs) expectHidden(what, text)
  for (const file of filesBelow(folder))
    if (!file.endsWith('.yaml'))
      expectHidden(path.relative(folder, file), recordedBytes(unzipped(fs.readFileSync(file, 'utf8'))))
  const { index, scenario: opened } = readReport(fs.readFileSync(path.join(folder, 'html.out'), 'utf8'))
  expect(index.scenarios.filter((_, at) => opened(at).runs[0]?.replay?.exact === true)).toHaveLength(
    Object.keys(failures).length,
  )
  const transcript = fs.readFileSync(path.join(folder, 'transcripts/passes.txt'), 'utf8')
  for (const name of ['plain', 'encoded', 'digits', 'port', 'place', 'loud'])
    expect(transcript).toContain(`<secret.${name}>`)
})

/** The page of a report with what is compressed in it. */
const unzipped = (text: string): string =>
  text.startsWith('<!')
    ? readReport(text).index.scenarios.reduce((all, _, at) => all + JSON.stringify(readReport(text).scenario(at)), text)
    : text

/** A recording with the bytes that it has as base64 beside it, each lane's in one piece. */
function recordedBytes(text: string): string {
  const decoded = [...text.matchAll(/"base64":"([^"]*)"/g)].map(([, base64 = '']) =>
    Buffer.from(base64, 'base64').toString('latin1'),
  )
  return `${text}\n${decoded.join('')}`
}
