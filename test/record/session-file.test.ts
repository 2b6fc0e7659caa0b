import { describe, expect, it } from 'vitest'
import type { Session } from '../../src/record/session.ts'
import { decodeSession, encodeSession, isSession } from '../../src/record/session-file.ts'

const session: Session = {
  source: 'programs',
  title: 'two words',
  actors: [{ type: 'program', name: 'server', command: ['node', 'server.js'], ready: { port: 9000 } }],
  events: [
    { at: 0, type: 'started', actor: 'server' },
    { at: 12, type: 'output', actor: 'server', stream: 'stderr', bytes: Uint8Array.of(0, 255, 10) },
    { at: 20, type: 'exit', actor: 'server', code: 0 },
  ],
}

describe('a session’s file', () => {
  it('is read back equal', () => {
    const text = encodeSession(session)
    expect(isSession(text)).toBe(true)
    expect(decodeSession(text)).toEqual({ session })
  })

  it('is read as far as it was written', () => {
    expect(decodeSession(encodeSession(session).slice(0, -10))).toEqual({
      session: { ...session, events: session.events.slice(0, 2) },
    })
  })

  it.each([
    ['{"type":"sent","connection":1}', 'an event without its bytes'],
    ['{"at":1,"type":"exit","actor":"nobody"}', 'an actor that is not there'],
    ['{"at":1,"type":"output","actor":"server","bytes":"?"}', 'what is not base64'],
    ['[', 'half a line before others'],
    [
      '{"at":1,"type":"input","actor":"server","bytes":""}\n{"at":0,"type":"started","actor":"server"}',
      'a late start',
      3,
    ],
  ])('has no line %s: %s', (line, _, at = 2) => {
    const [head] = encodeSession(session).split('\n')
    expect(decodeSession(`${head}\n${line}\n{"at":9,"type":"note","text":"a"}\n`)).toEqual({ line: at })
  })

  it.each(['', '{"session":2,"actors":[]}\n', '{"version":1}\n', 'scenario: a'])('is none: %j', (text) => {
    expect(decodeSession(text)).toEqual({ line: 1 })
  })
})
