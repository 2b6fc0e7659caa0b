import { expect, test } from 'vitest'
import { runText } from '../scenarios/house.ts'

/** A client that says lines or bytes with numbers that are others in each run. */
const scenario = (mask: string, prints: string, steps: readonly string[], framing = 'line') =>
  [
    'scenario: masked',
    `mask: ${mask}`,
    'actors:',
    `  server: { tcp-server: { framing: ${framing} } }`,
    `  client: { program: [node, -e, ${JSON.stringify(`const r = () => crypto.randomInt(1e9); const s = require('net').connect(process.argv[1], '127.0.0.1', () => { ${prints} })`)}, "\${server.port}"] }`,
    'steps:',
    '  - start: [server, client]',
    ...steps,
    '  - expect: { client: { exit: 0 } }',
    '',
  ].join('\n')

const id = "  - expect: { server#1: '/^id (?<id>\\d+)$/' }"
const ids = "for (let n = 0; n < 3; n++) s.write('id ' + r() + '\\n'); s.end()"
const one = "s.write('id ' + r() + '\\n'); s.on('data', () => s.end())"
const message = "s.end(Buffer.from('\\x10\\x18id' + String(r()).padStart(9, 0)))"

test.each([
  ['captured again', scenario('[id]', ids, [id, id, id])],
  ['captured in a repeat', scenario('[id]', ids, ['  - repeat:', '      times: 3', '      steps:', `      ${id}`])],
  ['set again by let', scenario('[id]', one, [id, '  - let: { id: "${id} * 2" }', '  - send: { server#1: "${id}" }'])],
  [
    'worked out by let',
    scenario('[id, double]', one, [id, '  - let: { double: "${id} * 2" }', '  - send: { server#1: "${double}" }']),
  ],
  [
    'taken as bytes',
    scenario('[id]', message, ['  - expect: { server#1: [{ bytes: "10 18" }, { take: 11, as: id }] }'], 'raw'),
  ],
  [
    'left open in a hex dump',
    scenario('[]', message, ['  - expect: { server#1: { bytes: "10 18 69 64 ?? ?? ?? ?? ?? ?? ?? ?? ??" } }'], 'raw'),
    /10 18 69 64 \?\?/,
  ],
  [
    'in a pattern over a hex dump that nothing expects',
    scenario("[{ match: '/id\\d{9}/', as: <id> }]", message, ['  - expect: { server#1: { event: end } }'], 'raw'),
  ],
  [
    'in a pattern over two pieces',
    scenario(
      "[{ match: '/id\\d{9}/', as: <id> }]",
      message,
      ['  - expect: { server#1: [{ bytes: "10 18 69 64" }, { take: 9, as: id }] }'],
      'raw',
    ),
  ],
])('a value that is %s has one transcript', async (_, text, shows = /<(?:id|double)>/) => {
  const rows = async () => {
    const { failure, warnings, transcript } = await runText(text)
    expect([failure, warnings]).toEqual([undefined, []])
    return transcript?.rows.map(({ lane, mark, text: row }) => `${lane} ${mark} ${row}`)
  }
  const first = await rows()
  expect(first?.join('\n')).toMatch(shows)
  expect(await rows()).toEqual(first)
})

test('a mask for bytes that are left open is reported, since the transcript is one without it', async () => {
  const open = ['  - expect: { server#1: { bytes: "10 18 69 64 ?? ?? ?? ?? ?? ?? ?? ?? ??" } }']
  for (let run = 0; run < 2; run++) {
    const { warnings, transcript } = await runText(
      scenario("[{ match: '/id\\d{9}/', as: <id> }]", message, open, 'raw'),
    )
    expect(warnings.map(({ code }) => code)).toEqual(['mask-unused'])
    expect(transcript?.rows.map(({ text }) => text).join('\n')).toMatch(/^10 18 69 64 \?\? /m)
  }
})

test('a process id that equals a free port is what the author says it is', async () => {
  const printing = (pid: string) =>
    runText(
      [
        'scenario: a log line',
        "mask: [{ match: '/^\\[\\d+\\]/', as: '[<pid>]' }]",
        'actors:',
        `  log: { program: [node, -e, "console.log(process.argv[1])", "[${pid}] listens on \${free-port.log}"] }`,
        'steps:',
        '  - start: log',
        '  - expect: { log: [listens, { exit: 0 }] }',
        '',
      ].join('\n'),
    )
  for (const pid of ['4711', '${free-port.log}'])
    expect((await printing(pid)).transcript?.rows[0]?.text).toBe('[<pid>] listens on <free-port.log>')
})
