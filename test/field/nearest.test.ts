import { expect, test } from 'vitest'
import { failurePrinted, runText } from '../scenarios/house.ts'

const received = (sent: string, expected: string, more = ''): string => `scenario: nearly
limits: { step: 300ms }
actors:
  server: tcp-server
  client: { tcp-client: { to: server${more} } }
steps:
  - start: server
  - connect: client
  - send: { server: ${sent} }
  - expect: { client: ${expected} }
`
const nearest = async (sent: string, expected: string): Promise<string | undefined> =>
  / Nearest +(.*)/.exec(failurePrinted(await runText(received(sent, expected))))?.[1]

test('a line that holds what was wanted, and more, is near', async () => {
  expect(await nearest('"..dot line"', '{ line: .dot line }')).toBe('“..dot line”')
  expect(await nearest('[+OK and more of it]', '{ line: +OK }')).toBe('“+OK and more of it”')
})

test('a regex has its near misses: those that its beginning matches', async () => {
  const printed = failurePrinted(
    await runText(received('[hello, user bob logged out]', '/user (?<name>\\w+) logged in/')),
  )
  expect(printed).toMatch(/Nearest +user bob logged out\n +\^\^\^\n/)
  expect(await nearest('nothing of it', '/user (?<name>\\w+) logged in/')).toBeUndefined()
})

test('a prompt has them, too, on a line without end', async () => {
  expect(await nearest('{ text: "Pasword: " }', '{ prompt: "Password: " }')).toBe('“Pasword: ”')
})

test('what was left out of the transcript was received all the same', async () => {
  const text = `scenario: rows taken
actors:
  quiet: { program: { run: [node, -e, "console.log('delivered 1 mail'); setInterval(() => {}, 1000)"], rows: taken } }
steps:
  - start: quiet
  - expect: { quiet: delivered 2 mails }
    within: 500ms
`
  const printed = failurePrinted(await runText(text))
  expect(printed).toMatch(/Nearest +“delivered 1 mail”/)
  expect(printed).toContain('Received    | delivered 1 mail')
})

test('one list of expectations says where it has seen a line before', async () => {
  const printed = failurePrinted(await runText(received('[one, three, two]', '[one, two, three]')))
  expect(printed).toMatch(
    /Also seen +earlier on “client”, where an earlier expectation of this step matched or skipped it/,
  )
})

test('who asks for stderr is not shown stdout as the answer, but beside it', async () => {
  const text = `scenario: another stream
limits: { step: 2s }
actors:
  talker: { program: [node, -e, "console.log('on stdout'); setInterval(() => {}, 1000)"] }
steps:
  - start: talker
  - expect: { talker: { line: on stderr, stream: stderr } }
`
  const printed = failurePrinted(await runText(text))
  expect(printed).toContain('Received    nothing on stderr since the last expectation')
  expect(printed).toMatch(/Meanwhile +talker +\| on stdout/)
})

test('a failure in a repeat names its round', async () => {
  const text = received('nothing', 'nothing').replace(
    '  - send: { server: nothing }\n  - expect: { client: nothing }\n',
    `  - repeat:
      each: [red, green, blue]
      as: colour
      steps:
        - send: { server: "\${colour}" }
        - expect: { client: { regex: '/red|blue/', next: true } }
`,
  )
  expect(failurePrinted(await runText(text))).toContain('\n  in round 2 of 3, colour = green\n')
})

test('a ready whose text looks like a regex gets a hint that it is literal', async () => {
  const printed = failurePrinted(
    await runText(`scenario: a regex where text is wanted
actors:
  server: { program: { run: [node, -e, "console.log('listening on 9'); setInterval(() => {}, 1000)"], ready: { text: /listening on/ } } }
steps:
  - start: server
    within: 500ms
`),
  )
  expect(printed).toMatch(/failed not-ready/)
  expect(printed.replaceAll(/\n +/g, ' ')).toContain('write ready: { regex: /listening on/ } if it is a regex')
})

test('bytes that are no text are shown as bytes', async () => {
  const printed = failurePrinted(
    await runText(`scenario: bytes
actors:
  s: { tcp-server: { framing: raw } }
  c: { tcp-client: { to: s, framing: raw } }
steps:
  - start: s
  - connect: c
  - send: { s: { bytes: ff fe } }
  - expect: { c: [{ take: 1, as: v }] }
  - expect: { c: { take: "\${v}" } }
`),
  )
  expect(printed).toMatch(/Nearest +“\\xfe”/)
})
