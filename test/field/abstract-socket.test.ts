import { execaSync } from 'execa'
import { describe, expect, test } from 'vitest'
import { failurePrinted, runText } from '../scenarios/house.ts'
import { paddedInTable, unpadded } from '../../src/kernel/abstract-names.ts'

const has = (command: string): boolean => {
  try {
    execaSync(command, ['-e', '1'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** Another language: perl makes of a name what it is told to, as C, Go and Python do. */
const files = `files:
  server.pl: |
    use Socket; $| = 1;
    socket(my $s, AF_UNIX, SOCK_STREAM, 0); my ($name, $size) = @ARGV;
    bind($s, pack("S a$size", AF_UNIX, "\\0$name")) && listen($s, 5) or die $!;
    while (accept(my $c, $s)) { syswrite($c, "hello\\n"); close $c }
  client.pl: |
    use Socket; $| = 1;
    socket(my $s, AF_UNIX, SOCK_STREAM, 0); my ($name, $size) = @ARGV;
    connect($s, pack("S a$size", AF_UNIX, "\\0$name")) or die $!;
    syswrite($s, "it is me\\n"); print scalar <$s>;
`

describe.runIf(process.platform === 'linux' && has('perl')).each([
  ['as it is', '*'],
  ['filled up with zero bytes', '108'],
])('an abstract socket whose name is %s', (_, size) => {
  test('a program listens there, is ready, and our client reaches it', async () => {
    const result = await runText(`scenario: theirs
${files}actors:
  server: { program: { run: [perl, "\${tmp}/server.pl", "it-\${free-port.n}", "${size}"], ready: { path: "@it-\${free-port.n}" } } }
  client: { tcp-client: server }
  direct: { tcp-client: { path: "@it-\${free-port.n}" } }
steps:
  - start: server
  - connect: [client, direct]
  - expect: { client: [hello, { event: end }], direct: [hello, { event: end }] }
`)
    expect(failurePrinted(result)).toBe('')
  })

  test('a program reaches our server there', async () => {
    const result = await runText(`scenario: ours
${files}actors:
  server: { tcp-server: { path: "@it-\${free-port.n}", rules: [{ when: it is me, reply: welcome, close: true }] } }
  client: { program: [perl, "\${tmp}/client.pl", "it-\${free-port.n}", "${size}"] }
  other: { tcp-client: server }
steps:
  - start: server
  - connect: other
  - start: client
  - expect: { server#2: it is me, client: [welcome, { exit: 0 }] }
  - exit: other
  - close: server
`)
    expect(failurePrinted(result)).toBe('')
  })

  test('a name that a program has is taken', async () => {
    const result = await runText(`scenario: taken
${files}actors:
  theirs: { program: { run: [perl, "\${tmp}/server.pl", "it-\${free-port.n}", "${size}"], ready: { path: "@it-\${free-port.n}" } } }
  ours: { tcp-server: { path: "@it-\${free-port.n}" } }
steps:
  - start: theirs
  - start: ours
`)
    expect(result.failure).toMatchObject({ code: 'path-in-use' })
  })
})

test.runIf(process.platform === 'linux')('every kind with a path meets every other on an abstract socket', async () => {
  const result = await runText(`scenario: all of ours
actors:
  secret: { tls-server: { path: "@tls-\${free-port.n}" } }
  plain: { echo-server: { path: "@echo-\${free-port.n}" } }
  wire: { proxy: plain }
  one: { tls-client: secret }
  two: { telnet: plain }
  three: { tcp-client: wire }
steps:
  - start: [secret, plain, wire]
  - connect: [one, two, three]
  - send: { one: hello, two: hello, three: hello }
  - expect: { secret#1: hello, two: hello, three: hello }
  - close: one
  - exit: [two, three]
`)
  expect(failurePrinted(result)).toBe('')
})

describe.runIf(process.platform === 'linux' && has('perl'))('through a proxy', () => {
  test.each(['*', '108'])('a program that listens on an abstract socket is reached, padded to %s', async (size) => {
    const result = await runText(`scenario: theirs behind a proxy
${files}actors:
  server: { program: { run: [perl, "\${tmp}/server.pl", "it-\${free-port.n}", "${size}"], ready: { path: "@it-\${free-port.n}" } } }
  wire: { proxy: server }
  client: { tcp-client: wire }
steps:
  - start: [server, wire]
  - connect: client
  - expect: { client: [hello, { event: end }] }
`)
    expect(failurePrinted(result)).toBe('')
  })
})

test('a padded name is written as its author does', () => {
  expect(paddedInTable('@name')).toHaveLength(108)
  expect(unpadded(paddedInTable('@name'))).toBe('@name')
  expect(unpadded('@name@')).toBe('@name@')
  expect(unpadded('/run/a.sock')).toBe('/run/a.sock')
})

test.runIf(process.platform === 'linux')('a client of nobody is refused by the system', async () => {
  const result = await runText(`scenario: nobody
actors: { client: { tcp-client: { path: "@nobody-\${free-port.n}" } } }
steps:
  - connect: client
  - expect: { client: { error: ECONNREFUSED } }
`)
  expect(failurePrinted(result)).toBe('')
})
