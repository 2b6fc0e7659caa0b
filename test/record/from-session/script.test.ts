import { expect, test } from 'vitest'
import { terminalText } from '../../../plugins/program/terminal/text.ts'
import { draftOf } from '../../../src/record/from-session/draft-of.ts'
import { writeDraft } from '../../../src/record/write-draft.ts'
import type { SeenEvent, Session } from '../../../src/record/session.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
type Plain = SeenEvent extends infer Each ? (Each extends unknown ? Omit<Each, 'at'> : never) : never
const log = (text: string): Plain => ({
  type: 'output',
  actor: 'server',
  bytes: bytes(`[27/Nov/2026 14:31:54] ${text}\r\n`),
})

/** A server with a terminal that nobody types into, its log, and two clients of it. */
const session = (strict: boolean): string => {
  const events: Plain[] = [
    { type: 'started', actor: 'server' },
    log('begun'),
    ...[1, 2].flatMap((connection): Plain[] => [
      { type: 'connected', connection, client: `client-${connection}`, server: 'server' },
      { type: 'sent', connection, from: 'client', bytes: bytes('GET\r\n') },
      { type: 'sent', connection, from: 'server', bytes: bytes('200\r\n') },
      log(`GET ${connection}`),
    ]),
  ]
  const seen: Session = {
    source: 'wire',
    wall: '2026-11-27T14:31:54Z',
    actors: [
      {
        type: 'program',
        name: 'server',
        command: ['serve', '9000'],
        terminal: { cols: 80, rows: 24 },
        ready: { port: 9000 },
      },
      ...[1, 2].map((number) => ({
        type: 'client' as const,
        name: `client-${number}`,
        transport: 'tcp' as const,
        to: 'server',
        played: true,
        framing: { name: 'crlf' as const, why: 'all 4 lines end with CR LF' },
      })),
    ],
    events: events.map((event, at) => ({ ...event, at: at * 1000 })),
  }
  return writeDraft(draftOf(seen, { title: 'log', strict, terminalText }))
}

test('lines of a log are expected only where nothing else came, without the time before them', () => {
  expect(session(false).match(/expect: \{ server: .*/g)).toEqual(['expect: { server: begun }'])
  expect(session(true)).toContain('GET 1')
})

test('a server that nobody types into has no terminal, and what was guessed is said once', () => {
  expect(session(false)).not.toContain('pty')
  expect(session(false).match(/# Framing/g)).toHaveLength(1)
})
