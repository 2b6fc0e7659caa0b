import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { failurePrinted, rowsOf, runText } from '../scenarios/house.ts'

/** How a line is written in the scenario, and the bytes that stand for “ask” and for “answer”. */
const framings: readonly [string, string, string, string][] = [
  ['crlf', 'framing: crlf', '61 73 6b 0d 0a', '61 6e 73 77 65 72 0d 0a'],
  ['CR alone', 'framing: { delimiter: "\\r" }', '61 73 6b 0d', '61 6e 73 77 65 72 0d'],
  ['NUL', 'framing: { delimiter: "\\0" }', '61 73 6b 00', '61 6e 73 77 65 72 00'],
  ['a length', 'framing: { length: 2 }', '00 03 61 73 6b', '00 06 61 6e 73 77 65 72'],
  ['eol', 'framing: line, eol: "\\r\\n"', '61 73 6b 0a', '61 6e 73 77 65 72 0d 0a'],
  ['nothing said', 'noDelay: true', '61 73 6b 0a', '61 6e 73 77 65 72 0a'],
]

const scenarioText = (server: string, ...steps: string[]): string =>
  `scenario: own answers
limits: { step: 2s }
actors:
  server: ${server}
  client: { tcp-client: { to: server, framing: raw } }
steps:
  - start: server
  - connect: client
${steps.map((step) => `  - ${step}\n`).join('')}`

describe.each(framings)('what a server does by itself is framed by %s', (name, framing, ask, answer) => {
  // Only a stream’s own server has options of a stream.
  const own = name === 'nothing said' ? 'port: 0' : framing

  test('the replies of rules', async () => {
    const server = `{ tcp-server: { ${framing}, rules: [{ when: /^ask$/, reply: answer }] } }`
    const text = scenarioText(
      server,
      `send: { client: { bytes: "${ask}" } }`,
      `expect: { client: { bytes: "${answer}" } }`,
    )
    expect(failurePrinted(await runText(text))).toBe('')
  })

  test('the greeting of an echo server, and its answers with a prefix', async () => {
    const server = `{ echo-server: { ${own}, greeting: answer, prefix: answer } }`
    const text = scenarioText(
      server,
      `send: { client: { bytes: "${ask}" } }`,
      `expect: { client: [{ bytes: "${answer}" }, { take: ${answer.split(' ').length + 3} }] }`,
    )
    expect(failurePrinted(await runText(text))).toBe('')
  })

  test('the sentences of a greeting server', async () => {
    const server = `{ greeting-server: { ${own}, greeting: answer, farewell: answer, delay: 1ms } }`
    const text = scenarioText(
      server,
      `expect: { client: [{ bytes: "${answer}" }, { bytes: "${answer}" }, { event: end }] }`,
    )
    expect(failurePrinted(await runText(text))).toBe('')
  })
})

test('a line of an echo server ends where its framing says', async () => {
  const server = '{ echo-server: { framing: crlf, greeting: "" } }'
  const text = scenarioText(
    server,
    'send: { client: { text: "one\\rmore\\r\\n" } }',
    'expect: { server: { line: "one\\rmore" } }',
  )
  expect(failurePrinted(await runText(text))).toBe('')
})

test('the recording has what a server sends by itself, and the transcript the replies of rules', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rules-'))
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }))
  const recordTo = path.join(folder, 'it.jsonl')
  const text = `scenario: own answers
actors:
  rules: { tcp-server: { framing: crlf, rules: [{ when: ask, reply: [answer, more] }] } }
  echo: { echo-server: { greeting: welcome } }
  one: { tcp-client: rules }
  two: { tcp-client: echo }
steps:
  - start: [rules, echo]
  - connect: [one, two]
  - send: { one: { text: "ask\\r\\n" }, two: again }
  - expect: { one: [answer, more], two: again }
`
  const result = await runText(text, { recordTo })
  expect(failurePrinted(result)).toBe('')
  expect(rowsOf(result)).toContain('rules#1 > answer')
  const sent = fs
    .readFileSync(recordTo, 'utf8')
    .split('\n')
    .filter((line) => /"sent":/.test(line))
    .map((line) => JSON.parse(line) as { lane: string; sent: string })
    .filter(({ lane }) => lane.includes('#'))
    .map(({ lane, sent }) => `${lane} ${sent}`)
  expect(sent).toEqual(expect.arrayContaining(['rules#1 answer\r\nmore\r\n', 'echo#1 welcome\n', 'echo#1 again\n']))
})
