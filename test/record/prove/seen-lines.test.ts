import { expect, test } from 'vitest'
import { seenLines } from '../../../src/record/prove/seen-lines.ts'
import type { Session } from '../../../src/record/session.ts'
import { draftOf, exit, expects, folderWith, program, proveIn, send, start, text } from './drafts.ts'

const bytes = (of: string) => Buffer.from(of)
const noTerminal = () => ({ feed: () => {}, resize: () => {}, end: () => {} })

/** A session of one program that printed these lines, and was typed one line into behind the first of them. */
const sessionOf = (before: string, typed: string, after: string): Session => ({
  source: 'programs',
  actors: [{ type: 'program', name: 'server', command: ['node', 'server.mjs'] }],
  events: [
    { at: 0, type: 'started', actor: 'server' },
    { at: 1, type: 'output', actor: 'server', bytes: bytes(before) },
    { at: 2, type: 'input', actor: 'server', bytes: bytes(typed) },
    { at: 3, type: 'output', actor: 'server', bytes: bytes(after) },
    { at: 4, type: 'output', actor: 'server', stream: 'stderr', bytes: bytes('a warning\n') },
  ],
})

test('the lines of a session by lane, each with its event', () => {
  const lines = seenLines(sessionOf('one\ntwo', 'x\n', ' and a half\nthree\n'), noTerminal)
  expect(lines.get('server')).toEqual([
    { text: 'one', seen: 1 },
    { text: 'two and a half', seen: 1 },
    { text: 'three', seen: 3 },
    { text: 'a warning', seen: 4 },
  ])
})

test('both ends of a connection have lanes', () => {
  const session: Session = {
    source: 'wire',
    actors: [
      { type: 'client', name: 'client', transport: 'tcp', to: 'server', played: true },
      { type: 'server', name: 'server', transport: 'tcp', played: true },
    ],
    events: [
      { at: 0, type: 'connected', connection: 1, client: 'client', server: 'server' },
      { at: 1, type: 'sent', connection: 1, from: 'client', bytes: bytes('ping\n') },
      { at: 2, type: 'sent', connection: 1, from: 'server', bytes: bytes('pong\n') },
    ],
  }
  const lines = seenLines(session, noTerminal)
  expect(lines.get('client')).toMatchObject([{ text: 'pong' }])
  expect(lines.get('server#1')).toMatchObject([{ text: 'ping' }])
})

const server = `const id = crypto.randomUUID().slice(0, 8) + '9a'
console.log('welcome'); console.log('your ticket is ' + id); console.log('uptime 5 of today')
process.stdin.on('data', (data) => { console.log(String(data).includes(id) ? 'good' : 'bad'); process.exit() })`

test('a value that is sent back is captured from a line that nothing expected', async () => {
  const folder = folderWith({ 'server.mjs': server })
  const session = sessionOf('welcome\nyour ticket is a1b2c3d49a\nuptime 4 of today\n', 'use a1b2c3d49a\n', 'good\n')
  const draft = draftOf({
    actors: [program('server', ['node', 'server.mjs'])],
    steps: [
      { ...start('server'), seen: 0 },
      { ...expects('server', text('welcome')), seen: 1 },
      { ...send('server', 'use a1b2c3d49a'), seen: 2 },
      { ...expects('server', text('good'), exit()), seen: 3 },
    ],
  })
  const proved = await proveIn(folder, draft, { seen: seenLines(session, noTerminal) })
  expect(proved.why).toBeUndefined()
  expect(proved.text).toContain(String.raw`- expect: { server: [welcome, '/your ticket is (?<ticket>[\da-f]+)/'] }`)
  expect(proved.text).toContain('- send: { server: "use ${ticket}" }')
  // It did not differ in three runs, but since it was recorded.
  expect(proved.text).toContain(String.raw`mask: [ticket, { match: /uptime (\d+)/, as: <uptime> }]`)
  expect(proved.findings).toEqual([
    '“your ticket is a1b2c3d49a” of server: a1b2c3d49a is sent back, so it is captured as ${ticket}',
    'masked: /uptime (\\d+)/ as <uptime>, which was 4, then 5',
  ])
})
