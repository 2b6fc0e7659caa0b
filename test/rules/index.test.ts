import { describe, expect, test } from 'vitest'
import { failurePrinted, rowsOf, runText } from '../scenarios/house.ts'

/** Both sides answer by rules: a greeting, a capture, several lines, what does not count, a state, and the end. */
const lines = {
  server: [
    '{ on: connect, reply: [PING 1, hello], go: GREETED }',
    '{ when: "/^PONG/", ignore: true }',
    '{ in: GREETED, when: "/^ask (?<n>.+)$/", reply: ["answer ${n}", PING 2, "more ${n}"], go: ASKED }',
    '{ in: ASKED, when: "/^bye/", reply: see you, close: true, after: 5ms }',
  ],
  client: [
    '{ when: "/^PING (?<n>.)/", reply: "PONG ${n}", ignore: true }',
    '{ when: hello, reply: ask 7 }',
    '{ when: [answer, "/^more (?<n>.)/"], reply: "bye ${n}" }',
    '{ when: see you }',
  ],
}
/** The same in bytes without lines. */
const bytes = {
  server: [
    '{ on: connect, reply: { bytes: "00 07" } }',
    '{ when: { bytes: "61 (?<n> ?? ??)" }, reply: [{ bytes: "62 ${n}" }, { text: more }], times: 9 }',
    '{ when: bye, reply: { text: see you }, close: true, after: 5ms }',
  ],
  client: [
    '{ when: { bytes: "00 (?<n> ??)" }, reply: { bytes: "61 ${n} ff" } }',
    '{ when: { bytes: "62 07 ff 6d 6f 72 65" }, reply: { text: bye } }',
    '{ when: see you }',
  ],
}

interface Case {
  readonly server: string
  readonly client: string
  readonly framing?: string
  readonly rules?: typeof lines
  readonly event?: string
}

/** What is between the two, how many clients there are, and what cuts the stream. */
const ways = {
  plain: { to: 'server', count: 1, steps: [] },
  'behind a proxy': { to: 'wire', count: 1, steps: ['start: wire'] },
  'cut at each byte': { to: 'wire', count: 1, steps: ['start: wire', 'fault: { wire: { slice: 1 } }'] },
  'a group': { to: 'server', count: 3, steps: [] },
} as const

function scenarioText({ server, client, framing, rules = lines, event = 'end' }: Case, way: keyof typeof ways): string {
  const { to, count, steps } = ways[way]
  const framed = framing === undefined ? '' : `      framing: ${framing}\n`
  const listed = (all: readonly string[]) => all.map((rule) => `        - ${rule}\n`).join('')
  const wire = to === 'wire' ? '  wire: { proxy: server }\n' : ''
  return `scenario: ${server}, ${way}
limits: { step: 5s }
actors:
  server:
    ${server}:
      strict: rules
${framed}      rules:
${listed(rules.server)}  client:
    ${client}:
      to: ${to}
      strict: rules
      count: ${count}
${framed}      rules:
${listed(rules.client)}${wire}steps:
  - start: server
${[...steps, 'connect: client', `expect: { client: { event: ${event} } }`].map((step) => `  - ${step}\n`).join('')}`
}

const framings = ['line', 'crlf', '{ delimiter: "\\0" }', '{ length: 2 }']
const streams = ['tcp', 'tls'].flatMap((name): [string, Case][] => {
  const kinds = { server: `${name}-server`, client: `${name}-client` }
  return [
    ...framings.map((framing): [string, Case] => [`${name} ${framing}`, { ...kinds, framing }]),
    [`${name} raw`, { ...kinds, framing: 'raw', rules: bytes }],
  ]
})
const cases: readonly [string, Case][] = [
  ...streams,
  ['telnet', { server: 'tcp-server', client: 'telnet' }],
  ['telnet crlf', { server: 'tcp-server', client: 'telnet', framing: 'crlf' }],
  ['WebSocket', { server: 'websocket-server', client: 'websocket-client', event: 'close' }],
]

/** Rows of the conversation: those of the first connection, or of all of a group. */
const talk = (rows: readonly string[]): string[] =>
  rows.filter((row) => /^(?:server#|client)\S* [|~>]/.test(row)).sort()

describe.each(cases)('rules over %s', (_, given) => {
  test.each(Object.keys(ways) as (keyof typeof ways)[])('%s', async (way) => {
    const results = [await runText(scenarioText(given, way)), await runText(scenarioText(given, way))]
    expect(results.map((result) => failurePrinted(result))).toEqual(['', ''])
    const [first, second] = results.map((result) => talk(rowsOf(result)))
    expect(first).toEqual(second)
    const words = first!.join('\n')
    expect(words).not.toMatch(/client > PONG|client \| PING|server#\S+ \| PONG/)
    expect(words).toContain(given.rules === bytes ? 'client >' : 'client > bye 7')
  })
})

describe('rules over datagrams', () => {
  const run = (count: number) =>
    runText(`scenario: datagrams
limits: { step: 5s }
actors:
  server: { udp: { strict: rules, rules: [{ when: "/^ask (?<n>.+)$/", reply: ["answer \${n}", "more \${n}"], after: 5ms }, { when: "/^bye (?<n>.)/", reply: "see you \${n}" }] } }
  client: { udp: { to: server, count: ${count}, rules: [{ when: [answer, "/^more (?<n>.)/"], reply: "bye \${n}" }] } }
steps:
  - start: server
  - connect: client
  - send: { client: ask 7 }
  - expect: { client: see you 7 }
`)
  test.each([1, 3])('%i at a time', async (count) => {
    expect(failurePrinted(await run(count))).toBe('')
  })
})
