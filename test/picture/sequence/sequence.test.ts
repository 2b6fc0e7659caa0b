import { describe, expect, test } from 'vitest'
import type { Transcript } from '../../../src/model/transcript.ts'
import { replayOf } from '../../../src/picture/replay-of.ts'
import { sequenceOf } from '../../../src/picture/sequence/sequence.ts'
import { echo } from '../examples.ts'
import { lane, recorded, shown, throughProxy, twoClients } from './examples.ts'

const of = (...args: Parameters<typeof recorded>): string[] => shown(sequenceOf(recorded(...args)))
const server = lane('server', 'server')
const client = lane('client', 'client', 'server')

describe('a recording', () => {
  test('goes through a proxy, in pieces and cut', () => {
    expect(shown(sequenceOf(throughProxy))).toEqual([
      'server event listening on localhost:1',
      'client → wire connect connect',
      'wire → server connect connect',
      '? note now it <speaks>',
      'client → wire data one / two 日本語',
      'wire → server data one / two 日本語 in 2',
      'server → wire data good morning',
      'client → wire data still there? 🎉',
      'wire → client data good morning 5 of 13',
      'wire output connection 1: reset after 5 bytes down',
      'wire → server data still there? 🎉',
      'wire → client rst RST',
      'client error a very long line of an error that nobody wants to read, and which goes on and on for longer',
      'server → wire fin FIN',
      'client exit exited 1',
    ])
  })

  test('knows when each end saw it, and the row that shows it', () => {
    const { messages, exact } = sequenceOf(throughProxy)
    expect(exact).toBe(true)
    expect(messages[4]).toMatchObject({ at: 2000, arrived: 2100, row: 3 })
    expect(messages[5]).toMatchObject({ at: 2100, arrived: 2300 })
    expect(messages.at(-1)).toMatchObject({ at: 3200, row: 8 })
  })

  test('joins the ends of which one received what the other sent', () => {
    expect(shown(sequenceOf(twoClients))).toEqual([
      'ben → server connect connect',
      'anna → server connect connect',
      'ben → server data I am Ben',
      'anna → server data I am Anna',
      'server → anna fin FIN',
    ])
  })

  test('has one arrow for what all of a group do, and names connections where a client has several', () => {
    const sent = (number: number, at: number) => [at, `crowd#${number}`, '>', 'hi\n'] as const
    const received = (number: number, at: number) => [at, `server#${number}`, '<', 'hi\n'] as const
    const group = lane('crowd', 'client', 'server', 2)
    expect(of([server, group], [sent(1, 10), sent(2, 20), received(1, 30), received(2, 40)])).toEqual([
      'crowd → server data hi × 2',
    ])
    const closed = [1, 2].map((number) => [50 + number, `crowd#${number}`, '*', 'FIN sent'] as const)
    const ended = [1, 2].map((number) => [60 + number, `server#${number}`, '*', 'FIN received'] as const)
    const rows = [[55, 'crowd', '*', 'FIN sent']] as const
    expect(of([server, group], [...closed, ...ended], rows)).toEqual(['crowd → server fin FIN × 2'])
    const again = [
      [10, 'client', '*', 'connected to localhost:1'],
      [20, 'client', '>', 'a\n'],
      [30, 'server#1', '<', 'a\n'],
      [40, 'client', '*', 'connected to localhost:1'],
      [50, 'client', '>', 'b\n'],
      [60, 'server#2', '<', 'b\n'],
    ] as const
    expect(of([server, client], again)).toEqual([
      'client → server #1 connect connect',
      'client → server #1 data a',
      'client → server #2 connect connect',
      'client → server #2 data b',
    ])
  })

  test('has what a proxy passes on behind what it received, also in the same microsecond', () => {
    const lanes = [server, lane('wire', 'proxy', 'server'), lane('client', 'client', 'wire')]
    const talk = [
      [100, 'server#1', '>', 'welcome\n'],
      [100, 'wire#1', '<', 'welcome\n', 'down'],
      [100, 'client', '<', 'welcome\n'],
      [200, 'client', '*', 'connected to localhost:2'],
      [300, 'client', '>', 'hello\n'],
      [300, 'wire#1', '<', 'hello\n'],
      [301, 'server#1', '<', 'hello\n'],
      // Seen to be sent when it had arrived already.
      [400, 'wire#1', '<', 'bye\n'],
      [402, 'client', '>', 'bye\n'],
      [403, 'server#1', '<', 'bye\n'],
    ] as const
    expect(of(lanes, talk)).toEqual([
      'server → wire data welcome',
      'wire → client data welcome',
      'client → wire connect connect',
      'client → wire data hello',
      'wire → server data hello',
      'client → wire data bye',
      'wire → server data bye',
    ])
    const times = sequenceOf(recorded(lanes, talk)).messages.map(({ at, arrived }) => [at, arrived])
    expect(times.slice(-2)).toEqual([
      [402, 402],
      [402, 403],
    ])
  })

  test('has a FIN that a proxy received at the side from which it came', () => {
    const lanes = [server, lane('wire', 'proxy', 'server'), lane('client', 'client', 'wire')]
    const talk = [
      [10, 'client', '>', 'hello\n'],
      [20, 'wire#1', '<', 'hello\n'],
      [30, 'server#1', '<', 'hello\n'],
      [40, 'server#1', '*', 'FIN sent'],
      [50, 'wire#1', '*', 'FIN received'],
      [60, 'client', '*', 'FIN received'],
      [70, 'client', '*', 'FIN sent'],
      [80, 'wire#1', '*', 'FIN received'],
    ] as const
    const found = sequenceOf(recorded(lanes, talk))
    expect(shown(found).slice(2)).toEqual(['server → wire fin FIN', 'wire → client fin FIN', 'client → wire fin FIN'])
    expect(found.messages.slice(2).map(({ at, arrived }) => [at, arrived])).toEqual([
      [40, 50],
      [60, undefined],
      [70, 80],
    ])
    // Nobody was seen behind the proxy.
    const alone = recorded(
      lanes.slice(1),
      talk.filter(([, of]) => of !== 'server#1'),
    )
    expect(shown(sequenceOf(alone)).slice(2)).toEqual([
      '? → wire fin FIN',
      'wire → client fin FIN',
      'client → wire fin FIN',
    ])
  })

  test('has an event once whose row has the name of a port', () => {
    const rows = [[20, 'client', '*', 'connected to localhost:<server.port>']] as const
    expect(of([server, client], [[20, 'client', '*', 'connected to localhost:4321']], rows)).toEqual([
      'client → server connect connect',
    ])
  })

  test('has what came in the same microsecond in the order in which it came', () => {
    const talk = [
      [100, 'client', '*', 'connected to localhost:1'],
      [100, 'server#1', '>', 'who?\n'],
      [100, 'client', '<', 'who?\n'],
      [100, 'client', '>', 'me\n'],
      [100, 'server#1', '<', 'me\n'],
      [100, 'client', '*', 'FIN sent'],
    ] as const
    expect(of([server, client], talk)).toEqual([
      'client → server connect connect',
      'server → client data who?',
      'client → server data me',
      'client → server fin FIN',
    ])
  })

  test('knows the program at the other end by who refers to the server, and by who has ended', () => {
    const one = { ...lane('one', 'program'), to: ['server'] }
    const two = { ...lane('two', 'program'), to: ['server'] }
    const talk = [
      [10, 'server#1', '<', 'first'],
      [12, 'server#1', '<', ' part\n'],
      [20, 'one', '*', 'exited 0'],
      [30, 'server#2', '<', 'second\n'],
      [40, 'two', '*', 'exited 0'],
    ] as const
    expect(of([server, one], talk.slice(0, 2))).toEqual(['one → server data first /  part'])
    expect(of([server, one, two], talk)).toEqual([
      'one → server data first /  part',
      'one exit exited 0',
      'two → server data second',
      'two exit exited 0',
    ])
    expect(of([server], talk.slice(0, 1))).toEqual(['? → server data first'])
  })

  test('has datagrams, each whole or lost, of several partners of one socket', () => {
    const peers = [lane('a', 'peer'), lane('b', 'peer', 'a'), lane('c', 'peer', 'a')]
    const talk = [
      [10, 'b', '>', 'from b'],
      [11, 'c', '>', 'from c'],
      [12, 'b', '>', 'lost'],
      [20, 'a', '<', 'from c'],
      [21, 'a', '<', 'from b'],
      [30, 'a', '>', 'to c'],
      [31, 'c', '<', 'to c'],
    ] as const
    expect(of(peers, talk)).toEqual(['b → a data from b', 'c → a data from c', 'b → a data lost', 'a → c data to c'])
  })

  test('joins the two ends of a line, which do not know each other', () => {
    const talk = [
      [10, 'a', '>', 'ATI\r'],
      [20, 'b', '<', 'A'],
      [21, 'b', '<', 'TI\r'],
    ] as const
    expect(of([lane('a', 'peer'), lane('b', 'peer')], talk)).toEqual(['a → b data ATI\\r in 2'])
  })

  test('shows bytes that are no text in hex, and what the end of a run did not at all', () => {
    const bytes = recorded([server, client], [[20, 'client', '.', 'FIN sent']])
    const chunks = [{ at: 10, lane: 'client', direction: 'sent' as const, bytes: Uint8Array.of(0xff, 0, 1) }]
    expect(shown(sequenceOf({ ...bytes, chunks }))).toEqual(['client → server data ff 00 01'])
  })

  test('ends with the failure of the run', () => {
    const replay = recorded([server], [], [[5, 'server', '*', 'failed at line 3, expect: nothing came']])
    expect(shown(sequenceOf({ ...replay, verdict: { at: 5, status: 'failed' } }))).toEqual([
      'server failure failed at line 3, expect: nothing came',
    ])
  })
})

describe('a transcript', () => {
  const own = (kind: string, text: string) => kind === 'telnet' && /^(?:Trying|Connected|Escape)/.test(text)

  test('shows who talks to whom without roles', () => {
    const { exact, messages } = sequenceOf(replayOf(echo), own)
    expect(exact).toBe(false)
    expect(messages.every(({ arrived }) => arrived === undefined)).toBe(true)
    expect(shown(sequenceOf(replayOf(echo), own)).slice(0, 8)).toEqual([
      'server event listening on localhost:<server.port>',
      'server output server accepting connections',
      "client output Trying 127.0.0.1... / Connected to localhost. / Escape character is '^]'.",
      'server → client data Hello client!',
      'server output client connected',
      '? note now the client speaks',
      'client → server data Hello server',
      'server → client data Hello server',
    ])
  })

  test('stands in the order in which things were sent, once for both ends', () => {
    const rows: Transcript['rows'] = [
      { at: 0, lane: 'server', mark: '*', text: 'listening on localhost:<server.port>' },
      { at: 0, lane: 'client', mark: '*', text: 'connected to localhost:<server.port>' },
      { at: 1, lane: 'client', mark: '>', text: 'ping' },
      { at: 1, lane: 'client', mark: '|', text: 'pong' },
      { at: 1, lane: 'server#1', mark: '|', text: 'ping' },
      { at: 1, lane: 'server#1', mark: '>', text: 'pong' },
      { at: 2, lane: 'client', mark: '*', text: 'FIN sent' },
      { at: 2, lane: 'server#1', mark: '*', text: 'FIN received', tail: true },
    ]
    const lanes = [
      { lane: 'server', kind: 's', command: 's' },
      { lane: 'client', kind: 'c', command: 'c server' },
    ]
    expect(shown(sequenceOf(replayOf({ title: '', source: '', recorded: '', lanes, rows })))).toEqual([
      'server event listening on localhost:<server.port>',
      'client → server connect connect',
      'client → server data ping',
      'server → client data pong',
      'client → server fin FIN',
    ])
  })

  test('may be empty', () => {
    const empty = replayOf({ title: '', source: '', recorded: '', lanes: [], rows: [] })
    expect(sequenceOf(empty)).toMatchObject({ actors: [], messages: [] })
  })
})
