import { expect, test } from 'vitest'
import { terminalText } from '../../../plugins/program/terminal/text.ts'
import { run } from '../../../src/index.ts'
import { draftOf } from '../../../src/record/from-session/draft-of.ts'
import type { SeenActor, SeenEvent, Session } from '../../../src/record/session.ts'
import { withAnnouncedPorts } from '../../../src/record/wire/announced-ports.ts'
import { writeDraft } from '../../../src/record/write-draft.ts'

const why = ''
const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text))

/** A control connection on which the server tells port 33287, and a data connection to it. */
function session(command: string, answer: string, played: boolean): Session {
  const crlf = { name: 'crlf', why } as const
  const actors: SeenActor[] = [
    { type: 'server', name: 'server', transport: 'tcp', address: { port: 21 }, played, framing: crlf },
    { type: 'server', name: 'data', transport: 'tcp', address: { port: 33287 }, played },
    { type: 'client', name: 'client', transport: 'tcp', to: 'server', played: true, framing: crlf },
    { type: 'client', name: 'download', transport: 'tcp', to: 'data', played: true },
  ]
  const events: SeenEvent[] = [
    { at: 0, type: 'connected', connection: 1, client: 'client', server: 'server' },
    { at: 1, type: 'sent', connection: 1, from: 'client', bytes: bytes(`${command}\r\n`) },
    { at: 2, type: 'sent', connection: 1, from: 'server', bytes: bytes(`${answer}\r\n`) },
    { at: 3, type: 'connected', connection: 2, client: 'download', server: 'data' },
    { at: 4, type: 'sent', connection: 2, from: 'server', bytes: bytes('a file\n') },
    { at: 5, type: 'end', connection: 2, from: 'server' },
    { at: 6, type: 'end', connection: 2, from: 'client' },
    { at: 7, type: 'end', connection: 1, from: 'client' },
  ]
  return { source: 'wire', actors, events }
}

const textOf = (seen: Session): string =>
  writeDraft(withAnnouncedPorts(draftOf(seen, { title: 'recorded', terminalText }), seen))

const extended = ['EPSV', '229 Entering Extended Passive Mode (|||33287|)'] as const
const passive = ['PASV', '227 Entering Passive Mode (127,0,0,1,130,7).'] as const

test('a client goes to the port that was announced to it', () => {
  const one = textOf(session(...extended, false))
  expect(one).toContain('(?<port>\\d+)')
  expect(one).toContain('port: "${port}"')
  const two = textOf(session(...passive, false))
  expect(two).toContain('(?<high>\\d+),(?<low>\\d+)')
  expect(two).toContain('- let: { port: "${high} * 256 + ${low}" }')
})

const announcing = (at: number, port: number): SeenEvent[] => [
  { at, type: 'sent', connection: 1, from: 'client', bytes: bytes('EPSV\r\n') },
  {
    at: at + 1,
    type: 'sent',
    connection: 1,
    from: 'server',
    bytes: bytes(`229 Entering Extended Passive Mode (|||${port}|)\r\n`),
  },
]

const opening = (at: number, connection: number): SeenEvent[] => [
  { at, type: 'connected', connection, client: `file-${connection}`, server: `data-${connection}` },
  { at: at + 1, type: 'end', connection, from: 'server' },
  { at: at + 2, type: 'end', connection, from: 'client' },
]

/** Two ports that are announced, and the connections to them. */
function twice(...events: readonly (readonly SeenEvent[])[]): string {
  const { source, actors } = session(...extended, false)
  const data = [33287, 33288].flatMap((port, index): SeenActor[] => [
    { type: 'server', name: `data-${index + 2}`, transport: 'tcp', address: { port }, played: false },
    { type: 'client', name: `file-${index + 2}`, transport: 'tcp', to: `data-${index + 2}`, played: true },
  ])
  const control = actors.filter(({ name }) => name === 'server' || name === 'client')
  const opened: SeenEvent = { at: 0, type: 'connected', connection: 1, client: 'client', server: 'server' }
  return textOf({ source, actors: [...control, ...data], events: [opened, ...events.flat()] })
}

test('a port that is announced when the one before is in use has the same name', () => {
  const text = twice(announcing(1, 33287), opening(3, 2), announcing(6, 33288), opening(8, 3))
  expect(text.match(/\(\?<port>/g)).toHaveLength(2)
  expect(text).toContain('mask: [port]')
  expect(text).toContain('file-3: { tcp-client: { port: "${port}" } }')
})

test('ports that are both announced before one is in use have two names', () => {
  const text = twice(announcing(1, 33287), announcing(3, 33288), opening(5, 2), opening(8, 3))
  expect(text).toContain('mask: [port, port2]')
  expect(text).toContain('file-3: { tcp-client: { port: "${port2}" } }')
})

test.each([extended, passive])('a server that is played tells its own port: %s', async (command, answer) => {
  const text = textOf(session(command, answer, true))
  expect(text).not.toContain('33287')
  expect(text).not.toContain('130,7')
  const result = await run({ text })
  expect(JSON.stringify(result.failure ?? result.problems)).toBe('[]')
  expect(result.status).toBe('passed')
})
