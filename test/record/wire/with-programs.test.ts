import { expect, test } from 'vitest'
import type { SeenProgram, Session } from '../../../src/record/session.ts'
import { withPrograms } from '../../../src/record/wire/with-programs.ts'

const program = (name: string, ...command: string[]): SeenProgram => ({ type: 'program', name, command })
const wire: Session = {
  source: 'wire',
  actors: [
    { type: 'server', name: 'server', transport: 'tcp', address: { port: 9000 }, played: false },
    { type: 'client', name: 'client-1', transport: 'tcp', to: 'server', played: true },
    { type: 'client', name: 'client-2', transport: 'tcp', to: 'server', played: true },
  ],
  events: [
    { at: 20, type: 'connected', connection: 1, client: 'client-1', server: 'server' },
    { at: 40, type: 'connected', connection: 2, client: 'client-2', server: 'server' },
  ],
}
const programs: Session = {
  source: 'programs',
  actors: [
    { ...program('one', 'serve', '9000'), ready: { port: 9000 } },
    program('anna', 'ask', 'localhost:9001'),
    program('ben', 'ask', '9001', '90019'),
  ],
  events: ['one', 'anna', 'ben'].map((actor, at) => ({ at: at * 10, type: 'started', actor })),
}
const here = (port: number) => ({ host: '127.0.0.1', port })
const both = (play: 'client' | 'server' | 'both' | 'none') =>
  withPrograms(wire, programs, { listen: here(9001), to: here(9000), play, offset: 5 })
const made = ({ events }: Session) =>
  events.flatMap((event) => (event.type === 'connected' ? [`${event.client} → ${event.server}`] : []))

test('played clients reach the program that listens, and events are in order of time', () => {
  const session = both('client')
  expect(session.actors.map(({ name }) => name)).toEqual(['one', 'client-1', 'client-2'])
  expect(made(session)).toEqual(['client-1 → one', 'client-2 → one'])
  expect(session.events.map(({ at }) => at)).toEqual([5, 20, 40])
})

test('as many client programs as connections made one each', () => {
  const session = both('server')
  expect(session.actors.map(({ name }) => name)).toEqual(['anna', 'ben', 'server'])
  expect(made(session)).toEqual(['anna → server', 'ben → server'])
})

test('without the recorder a client is called with the place of the server', () => {
  expect(both('none').actors).toMatchObject([
    { command: ['serve', '9000'] },
    { command: ['ask', 'localhost:9000'] },
    { command: ['ask', '9000', '90019'] },
  ])
  expect(both('both').actors.map(({ type }) => type)).toEqual(['server', 'client', 'client'])
})
