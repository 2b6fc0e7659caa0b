import { describe, expect, test } from 'vitest'
import { folderWith } from '../../suite/temporary.ts'
import { runFile } from '../../scenarios/house.ts'
import path from 'node:path'

const head = [
  'scenario: t',
  'actors:',
  '  server: { echo-server: { greeting: "", quiet: true } }',
  '  crowd: { tcp-client: { to: server, count: 2 } }',
  'steps:',
  '  - start: server',
  '  - connect: crowd#1',
]

const run = (lines: readonly string[]) =>
  runFile(path.join(folderWith({ 'it.yaml': `${lines.join('\n')}\n` }), 'it.yaml'))
const ran = (...steps: string[]) => run([...head, ...steps])

describe('a connection that only the run knows', () => {
  test('the newest one, as it is when the step begins', async () => {
    const result = await ran(
      '  - send: { server#latest: one }',
      '  - connect: crowd#2',
      '  - send: { server#latest: two }',
      '  - expect: { crowd#1: one, crowd#2: two }',
      '  - exit: crowd',
    )
    expect(result.failure).toBeUndefined()
    expect(result.transcript?.rows.filter(({ mark }) => mark === '>').map(({ text }) => text)).toEqual([
      '#1: one',
      '#2: two',
    ])
  })

  test('the newest one behind a proxy, which hands it on later', async () => {
    const behind = [...head.slice(0, 3), '  wire: { proxy: server }', ...head.slice(3)].map((line) =>
      line.replace('to: server', 'to: wire').replace('start: server', 'start: [server, wire]'),
    )
    const result = await run([
      ...behind,
      '  - send: { server#latest: one }',
      '  - connect: crowd#2',
      '  - send: { server#latest: two }',
      '  - expect: { crowd#1: one, crowd#2: two }',
      '  - exit: crowd',
    ])
    expect(result.failure).toBeUndefined()
  })

  const python =
    'import socket,ssl,sys,time; s=socket.create_connection(("localhost",int(sys.argv[1]))); time.sleep(.3);'
  const late = (code: string) => [
    'scenario: t',
    'actors:',
    '  server: tls-server',
    '  a: { tls-client: server }',
    `  late: { program: { run: [/usr/bin/python3, -u, -c, '${python} ${code}', "\${server.port}"] } }`,
    'steps:',
    '  - start: server',
    '  - connect: a',
    '  - expect: { server: { event: connection } }',
    '  - start: late',
    '  - expect: { server: { event: connection } }',
    '  - send: { server#latest: hi }',
  ]

  test('one whose handshake comes after its connection was accepted', async () => {
    const secure = 'c=ssl._create_unverified_context().wrap_socket(s); print(c.recv(9).decode())'
    const result = await run([
      ...late(secure),
      '  - expect: { late: [hi, { exit: 0 }], server#2: { event: closed } }',
      '  - exit: a',
    ])
    expect(result.failure).toBeUndefined()
  })

  test('a caller that leaves without its handshake is not waited for', async () => {
    const result = await run([
      ...late('s.close(); time.sleep(9)'),
      '  - expect: { a: hi }',
      '  - expect: { server: { event: tlsClientError } }',
      '  - exit: a',
      '  - signal: { late: SIGKILL }',
      '  - expect: { late: { event: exit } }',
    ])
    expect(result.failure).toBeUndefined()
  })

  test('a caller that does not begin its handshake is a failure that names the way out', async () => {
    const result = await run(late('time.sleep(9)').toSpliced(1, 0, 'limits: { step: 1s }'))
    expect(result.failure).toMatchObject({
      code: 'not-connected',
      hint: 'write the number of the connection, as in server#1',
    })
  })

  test('a plain client of ours, which may never begin one, is not waited for', async () => {
    const result = await run([
      'scenario: t',
      'actors:',
      '  server: tls-server',
      '  a: { tls-client: server }',
      '  plain: { tcp-client: server }',
      'steps:',
      '  - start: server',
      '  - connect: [a, plain]',
      '  - send: { server#latest: hi }',
      '  - expect: { a: hi }',
      '  - exit: a',
      '  - close: plain',
    ])
    expect(result.failure?.code).not.toBe('not-connected')
  })

  test('one whose upgrade to a WebSocket comes later', async () => {
    const result = await run([
      'scenario: t',
      'actors:',
      '  server: websocket-server',
      '  a: { websocket-client: server }',
      `  late: { program: { run: [/usr/bin/python3, -u, -c, '${python.replace(',ssl', '')} s.sendall(b"GET / HTTP/1.1\\r\\nHost: x\\r\\nUpgrade: websocket\\r\\nConnection: Upgrade\\r\\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\\r\\nSec-WebSocket-Version: 13\\r\\n\\r\\n"); b=b""; exec("while b\\"hi\\" not in b: b+=s.recv(999)"); print("hi"); s.sendall(b"\\x88\\x80" + bytes(4)); exec("while s.recv(9): pass")', "\${server.port}"] } }`,
      'steps:',
      '  - start: server',
      '  - connect: a',
      '  - expect: { server: { event: connection } }',
      '  - start: late',
      '  - expect: { server: { event: connection } }',
      '  - send: { server#latest: hi }',
      '  - expect: { late: [hi, { exit: 0 }], server#2: { event: close } }',
      '  - exit: a',
    ])
    expect(result.failure).toBeUndefined()
  })

  test('an instance beyond the group is a failure, and not a step that does nothing', async () => {
    const result = await ran('  - connect: crowd#2', '  - let: { other: "1 + 2" }', '  - send: { "crowd#${other}": x }')
    expect(result.failure).toMatchObject({ code: 'unknown-connection', message: 'there is no “crowd#3”' })
  })

  test('a name that is no actor', async () => {
    const result = await ran(
      '  - connect: crowd#2',
      '  - let: { who: "upper(\'x\')" }',
      '  - send: { "server#${who}": x }',
    )
    expect(result.failure).toMatchObject({ code: 'unknown-connection', message: 'there is no “server#X”' })
  })

  test('an instance of a group by its number, among the connections of a server', async () => {
    const result = await ran(
      '  - connect: crowd#2',
      '  - repeat: { times: 2, steps: [{ send: { "server#crowd#${n}": "number ${n}" } }] }',
      '  - expect: { crowd#1: number 1, crowd#2: number 2 }',
      '  - exit: crowd',
    )
    expect(result.failure).toBeUndefined()
  })
})
