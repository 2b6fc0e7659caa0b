import os from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { PlannedFault } from '../../../../src/model/shake.ts'
import { openWires } from '../../../../src/net/wire/hidden/open-wires.ts'
import { failurePrinted, home, rowsOf, runFile, runText } from '../../../scenarios/house.ts'

/** A server that says in which pieces it reads. */
const reader = `
    import { createServer } from 'node:net'
    const server = createServer((socket) => {
      socket.on('data', (bytes) => console.log('read', JSON.stringify(String(bytes))))
      socket.on('end', () => console.log('end'))
    })
    server.listen(0, '127.0.0.1', () => console.log('port', server.address().port, 'http://localhost:' + server.address().port + '/'))`

const piecesOf = (client: string, ...steps: string[]): string => `scenario: pieces
files:
  reader.mjs: |${reader}
actors:
  server: { program: { run: "node \${tmp}/reader.mjs", ready: '/port (?<port>\\d+) (?<url>.*)/' } }
  client: ${client}
steps:
  - start: server
  - connect: client
${steps.map((step) => `  - ${step}\n`).join('')}`

const wired = async (text: string, faults: readonly PlannedFault[] = []) => {
  const opened = openWires({ faults })
  const result = await runText(text, { wires: opened.wires })
  return { ...opened, result, printed: failurePrinted(result) }
}

const up = { actor: 'server', connection: 1, direction: 'up' } as const

test('what comes sooner than it is expected after fails a run as it is, and none through wires', async () => {
  const text = `scenario: hours
actors: { server: { tcp-server: { rules: [{ when: hello, reply: hi }] } }, client: { tcp-client: server } }
steps: [{ start: server }, { connect: client }, { send: { client: hello } }, { expect: { client: { text: hi, after: 10s } } }]
`
  expect(failurePrinted(await runText(text))).toContain('too soon')
  expect((await wired(text)).printed).toBe('')
})

describe('a plan of cuts', () => {
  const steps = ['send: { client: PUT something }', 'expect: { server: g }', 'exit: client', 'expect: { server: end }']

  test('cuts what a program reads where the plan says', async () => {
    const { result, printed, applied, streams } = await wired(piecesOf('{ tcp-client: server }', ...steps), [
      { ...up, cuts: [3, 7] },
    ])
    expect(printed).toBe('')
    expect(rowsOf(result).filter((row) => row.includes('read'))).toEqual([
      'server | read "PUT"',
      'server | read " som"',
      String.raw`server | read "ething\\n"`,
    ])
    expect(applied().size).toBe(1)
    expect(streams().map(({ direction, length, bytes }) => [direction, length, String(bytes)])).toEqual([
      ['up', 14, 'PUT something\n'],
      ['down', 0, ''],
    ])
  })

  test.each([22, 1000])(
    'joins what is sent apart, up to byte %i, and nothing waits for its reader meanwhile',
    async (to) => {
      const apart = ['send: { client: [one, two, PUT something] }\n    apart: true']
      const { result, printed } = await wired(piecesOf('{ tcp-client: server }', ...apart, ...steps.slice(1)), [
        { ...up, joins: [{ from: 0, to }] },
      ])
      expect(printed).toBe('')
      expect(rowsOf(result).filter((row) => row.includes('read'))).toEqual([
        String.raw`server | read "one\\ntwo\\nPUT something\\n"`,
      ])
    },
  )

  test('delays what follows a byte, and nothing is idle before it has come', async () => {
    const { result, printed } = await wired(
      piecesOf('{ tcp-client: server }', 'send: { client: PUT something }', 'exit: client', 'expect: { server: end }'),
      [{ ...up, delays: [{ at: 4, milliseconds: 300 }] }],
    )
    expect(printed).toBe('')
    expect(rowsOf(result).filter((row) => row.includes('read'))).toEqual([
      'server | read "PUT "',
      String.raw`server | read "something\\n"`,
    ])
  })

  test('leaves other streams alone', async () => {
    const { result, printed, applied } = await wired(piecesOf('{ tcp-client: server }', ...steps), [
      { ...up, connection: 2, cuts: [3] },
      { ...up, actor: 'other', cuts: [3] },
      { ...up, direction: 'down', cuts: [3] },
    ])
    expect(printed).toBe('')
    expect(rowsOf(result)).toContain(String.raw`server | read "PUT something\\n"`)
    expect(applied().size).toBe(1)
  })
})

describe('others are led through by', () => {
  test.each([
    ['a reference', 'connect', '{ tcp-client: server }'],
    ['a port among the options', 'connect', '{ tcp-client: { port: "${server.port}" } }'],
    [
      'an argument',
      'start',
      `{ program: { run: [node, -e, "net.connect(process.argv[1]).end()", "\${server.port}"] } }`,
    ],
    [
      'an address',
      'start',
      `{ program: { run: [node, -e, "net.connect(new URL(process.argv[1]).port).end()", "\${server.url}"] } }`,
    ],
  ])('%s', async (_, verb, client) => {
    const text = piecesOf(client, 'expect: { server: end }').replace('connect: client', `${verb}: client`)
    const closing =
      verb === 'connect'
        ? text.replace('  - expect', '  - exit: client\n  - expect')
        : `${text}  - expect: { client: { exit: 0 } }\n`
    const { streams, notLed, printed } = await wired(closing)
    expect(printed).toBe('')
    expect(notLed()).toEqual([])
    expect(streams().map(({ actor, connection, direction }) => `${actor}#${connection} ${direction}`)).toEqual([
      'server#1 up',
      'server#1 down',
    ])
  })
})

/** Each has something that wires might change: FIN, RST, refusal, proxies, TLS, Unix sockets, groups, back-pressure, printed ports. */
const shipped = [
  'echo',
  'course/connect-overloads',
  'course/ipc',
  'course/listen-overloads',
  'course/options-pause-on-connect',
  'course/socket-drain',
  'course/socket-options',
  'course/simple-server-pipe',
  'faults/refuse',
  'faults/reset-both',
  'faults/stop',
  'language/file-facts',
  'tcp/half-close',
  'tcp/refused',
  'tcp/rst',
  'tls/starttls-group',
  'websocket/handshake',
]

test.each(shipped)('%s has its committed transcript with wires', async (name) => {
  const { wires } = openWires({ faults: [] })
  const result = await runFile(path.join(home, 'scenarios', `${name}.yaml`), { wires }, home, {
    file: path.join(home, 'transcripts', `${name}.txt`),
    newFile: path.join(os.tmpdir(), 'never-written.txt'),
    mode: 'local',
  })
  expect(failurePrinted(result)).toBe('')
})

describe('a connection that breaks', () => {
  const steps = ['send: { client: hello }', 'expect: { server: hello }']

  test('does so at its byte, for both sides, and the wires know it', async () => {
    const opened = await wired(piecesOf('{ tcp-client: server }', ...steps), [
      { ...up, breaks: { at: 3, what: 'reset' } },
    ])
    expect(opened.struck()).toBe(true)
    expect(opened.result.failure?.lane).toBe('server')
    const rows = rowsOf(opened.result).join('\n')
    expect(rows).not.toContain('hello\\n')
  })

  test('has not while its byte has not come', async () => {
    const opened = await wired(piecesOf('{ tcp-client: server }', ...steps), [
      { ...up, breaks: { at: 99, what: 'reset' } },
    ])
    expect(opened.printed).toBe('')
    expect(opened.struck()).toBe(false)
  })
})

test.each(['tcp-server', '{ tcp-server: { path: s.sock } }'])(
  'whether %s still listens is seen behind a wire',
  async (server) => {
    const steps = ['start: server', 'connect: client', 'expect: { client: hello }', 'close: server']
    const text = (count: number) =>
      `scenario: serves\nactors:\n  server: ${server}\n  client: { tcp-client: server }\nsteps:\n` +
      [...steps.slice(0, 2), 'send: { server: hello }', ...steps.slice(2, count)]
        .map((step) => `  - ${step}\n`)
        .join('')
    const opened = openWires({ faults: [] })
    const seen: boolean[] = []
    const result = await runText(text(4), {
      wires: opened.wires,
      onRow: () => void seen.push(opened.serves('server')),
    })
    expect(failurePrinted(result)).toBe('')
    expect(seen.includes(true)).toBe(true)
    expect(opened.serves('server')).toBe(false)
  },
)
