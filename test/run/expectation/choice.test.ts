import { describe, expect, test } from 'vitest'
import core from '../../../plugins/core/index.ts'
import type { Compiled } from '../../../src/model/matcher.ts'
import type { Matcher } from '../../../src/model/plugin.ts'
import type { Expectation } from '../../../src/language/expectations/read.ts'
import type { RunLane } from '../../../src/run/lane/lane.ts'
import { look } from '../../../src/run/expectation/look.ts'
import type { ExpectationRun } from '../../../src/run/expectation/expectation-run.ts'
import { rowsOf, runText } from '../../scenarios/house.ts'
import { receive, laneForTest, rowsOfLane } from '../lane/lane-for-test.ts'
import { runOf } from './expectation-run.ts'

const matcherNamed = (name: string) => core.matchers?.[name] as Matcher

/** The option that an author writes so: a text, or a map with the matcher first. */
function compiledOf(written: unknown): Compiled {
  if (typeof written === 'string')
    return matcherNamed(written.startsWith('/') ? 'regex' : 'text').compile(written, none)
  const entries = Object.entries(written as object)
  const [name, argument] = entries[0] as [string, unknown]
  return matcherNamed(name).compile(entries.length > 1 ? written : argument, none)
}
const none = { expectation: compiledOf }

function oneOf(
  lane: RunLane,
  options: readonly unknown[],
  more: Partial<Expectation> = {},
  without?: (line: string) => boolean,
) {
  return runOf(lane, matcherNamed('one-of').compile(options, none), more, without)
}

/** How each option comes, in pieces, and what it is called then. */
const coming: readonly (readonly [unknown, string, readonly ((lane: RunLane) => void)[]])[] = [
  ['hello', 'hello you', [(lane) => receive(lane, 'hello'), (lane) => receive(lane, ' you\n')]],
  ['/he(l+)o/', 'hello', [(lane) => receive(lane, 'hello\n')]],
  [{ line: 'hello' }, 'hello', [(lane) => receive(lane, 'hel'), (lane) => receive(lane, 'lo\n')]],
  [{ json: { a: 1 } }, '{"a":1}', [(lane) => receive(lane, '{"a":1}\n')]],
  [{ prompt: 'login: ' }, 'login: ', [(lane) => receive(lane, 'log'), (lane) => receive(lane, 'in: ')]],
  [{ bytes: '68 ??' }, 'he', [(lane) => receive(lane, 'h'), (lane) => receive(lane, 'e')]],
  [{ take: 3 }, 'hel', [(lane) => receive(lane, 'he'), (lane) => receive(lane, 'l')]],
  [{ take: 'hel' }, 'hel', [(lane) => receive(lane, 'hel')]],
  [{ event: 'end' }, 'end', [(lane) => fin(lane)]],
  [{ event: 'reset' }, 'reset', [(lane) => rst(lane)]],
  [{ event: 'closed' }, 'closed', [(lane) => fin(lane)]],
  [{ event: 'closed' }, 'closed', [(lane) => rst(lane)]],
  [{ event: 'closed' }, 'closed', [(lane) => quietClose(lane)]],
  [{ event: 'close', code: 1001 }, 'close, code 1001', [(lane) => closeFrame(lane)]],
  [{ event: 'timeout' }, 'timeout', [(lane) => void lane.event({ name: 'timeout', outOfBand: true })]],
  [{ error: 'ECONNRESET' }, 'error ECONNRESET', [(lane) => rst(lane)]],
  [{ error: 'ECONNREFUSED' }, 'error ECONNREFUSED', [(lane) => problemOf(lane)]],
  [{ exit: 28 }, 'exit 28', [(lane) => eof(lane), (lane) => exit(lane, { code: 28 })]],
  [{ exit: 'SIGTERM' }, 'exit SIGTERM', [(lane) => eof(lane), (lane) => exit(lane, { signal: 'SIGTERM' })]],
  [{ event: 'exit', code: 28 }, 'exit, code 28', [(lane) => eof(lane), (lane) => exit(lane, { code: 28 })]],
  [{ event: 'exit' }, 'exit', [(lane) => exit(lane, { code: 28 })]],
]
const fin = (lane: RunLane) => void lane.event({ name: 'end', words: 'FIN received', ends: 'stream' })
const rst = (lane: RunLane) =>
  void lane.event({
    name: 'reset',
    code: 'ECONNRESET',
    words: 'RST received',
    ends: 'all',
  })
const quietClose = (lane: RunLane) => void lane.event({ name: 'close', silent: true, ends: 'all' })
const closeFrame = (lane: RunLane) =>
  void lane.event({
    name: 'close',
    code: 1001,
    words: 'closed with 1001',
    ends: 'all',
    parts: { code: 1001 },
  })
const problemOf = (lane: RunLane) => void lane.event({ name: 'error', code: 'ECONNREFUSED', ends: 'all' })
const eof = (lane: RunLane) => {
  lane.stream('stderr')
  lane.event({ name: 'eof', silent: true, ends: 'stream' })
  lane.event({
    name: 'eof',
    silent: true,
    ends: 'stream',
    stream: 'stderr',
  })
}
const exit = (lane: RunLane, how: { code: number } | { signal: string }) =>
  void lane.event({ name: 'exit', words: 'exited', ends: 'all', ...how })

/** Options that come in none of these conversations. */
const others: readonly unknown[] = [
  'other',
  '/other/',
  { line: 'other' },
  { json: { b: 1 } },
  { prompt: 'password: ' },
  { bytes: 'ff' },
  { take: 1000 },
  { take: 'other' },
  { event: 'drain' },
  { event: 'close', code: 4000 },
  { error: 'EPIPE' },
  { exit: 35 },
  { event: 'exit', code: 35 },
]
const named = (written: unknown) => (typeof written === 'string' ? written : JSON.stringify(written))

describe.each(coming.map((row) => [named(row[0]), ...row] as const))(
  '%s of several',
  (_name, option, matched, pieces) => {
    test.each(others.map((other) => [named(other), other]))('besides %s', (_other, other) => {
      for (const options of [
        [option, other],
        [other, option],
        [other, option, other],
      ]) {
        const { lane } = laneForTest()
        for (const piece of pieces) piece(lane)
        const early = look(oneOf(lane, options))
        expect(early).toMatchObject({ state: 'met', captures: { matched } })
        expect(rowsOfLane(lane)).toEqual([expect.stringContaining('one of: ')])

        const slow = laneForTest().lane
        const run = oneOf(slow, options)
        const answers = pieces.map((piece) => (piece(slow), look(run).state))
        expect(answers).toEqual([...pieces.slice(1).map(() => 'not-yet'), 'met'])
        expect(rowsOfLane(slow)).toEqual([expect.stringContaining('one of: ')])
        expect(slow.history.filter(({ event }) => event.name === 'exit').every((item) => item.expected)).toBe(true)
      }
    })
  },
)

describe('the first that comes', () => {
  const met = (lane: RunLane, options: readonly unknown[]) => {
    const answer = look(oneOf(lane, options))
    return answer.state === 'met' ? answer.captures['matched'] : answer.state
  }
  test('is a line before a prompt, and a prompt before a line; what is skipped has its row', () => {
    const { lane } = laneForTest()
    receive(lane, 'note\nfailed\nretry\n> ')
    expect(met(lane, [{ prompt: '> ' }, 'failed'])).toBe('failed')
    expect(met(lane, [{ prompt: '> ' }, 'failed'])).toBe('> ')
    expect(rowsOfLane(lane)).toEqual([
      '| note',
      '* one of: prompt > , failed',
      '| retry',
      '* one of: prompt > , failed',
    ])
  })
  test('is a line before more bytes than have come, wherever the other bytes are', () => {
    const { lane } = laneForTest()
    receive(lane, 'one\ntwo\nthree\n')
    expect(met(lane, [{ take: 1000 }, 'two'])).toBe('two')
    expect(met(lane, [{ bytes: 'ff' }, 'three'])).toBe('three')
    expect(rowsOfLane(lane)).toContain('| one')
  })
  test('of a line and so many bytes that end with the same byte is the one that stands first', () => {
    const { lane } = laneForTest()
    receive(lane, 'ab\nab\n')
    expect(met(lane, ['ab', { take: 3 }])).toBe('ab')
    expect(met(lane, [{ take: 3 }, 'ab'])).toBe('ab\n')
  })
  test('is a line before the exit, and the exit when no line fits', () => {
    const { lane } = laneForTest()
    receive(lane, 'one\nhello\n')
    eof(lane)
    exit(lane, { code: 0 })
    expect(met(lane, [{ exit: 0 }, 'hello'])).toBe('hello')
    expect(met(lane, ['hello', { exit: 0 }])).toBe('exit 0')
  })
  test('keeps no flood that a prompt waits behind', () => {
    const { lane } = laneForTest()
    const run = oneOf(lane, [{ prompt: '> ' }, 'failed'])
    for (let round = 0; round < 100; round++) {
      receive(lane, 'a line\n')
      expect(look(run).state).toBe('not-yet')
      expect(lane.main.window.length).toBe(0)
    }
  })
})

describe('beside the whole', () => {
  test('next takes an exit only when nothing stands before it', () => {
    const { lane } = laneForTest()
    eof(lane)
    exit(lane, { code: 0 })
    expect(look(oneOf(lane, ['hello', { exit: 0 }], { next: true })).state).toBe('met')
    const other = laneForTest().lane
    receive(other, 'unread\n')
    eof(other)
    exit(other, { code: 0 })
    expect(look(oneOf(other, ['hello', { exit: 0 }], { next: true }))).toMatchObject({ code: 'expectation-violated' })
  })
  test('without fails at a line before the exit, and the options are tried before it', () => {
    const bad = (line: string) => line.includes('bad')
    for (const options of [
      ['fine', { exit: 0 }],
      [{ prompt: '> ' }, { exit: 0 }],
      [{ take: 1000 }, { exit: 0 }],
    ]) {
      const { lane } = laneForTest()
      receive(lane, 'good\nbad\n')
      eof(lane)
      exit(lane, { code: 0 })
      expect(look(oneOf(lane, options, {}, bad))).toMatchObject({
        code: 'expectation-violated',
      })
    }
    const { lane } = laneForTest()
    receive(lane, 'bad but fine\n')
    expect(look(oneOf(lane, ['fine', { exit: 0 }], {}, bad)).state).toBe('met')
  })
  test('stream looks there for lines, and takes the exit all the same', () => {
    const { lane } = laneForTest()
    receive(lane, 'unread\n')
    lane.receive(Buffer.from('warning\n'), 'stderr')
    eof(lane)
    const run = oneOf(lane, ['panic', { exit: 1 }], { stream: 'stderr' })
    expect(look(run).state).toBe('not-yet')
    exit(lane, { code: 1 })
    expect(look(run)).toMatchObject({
      state: 'met',
      captures: { matched: 'exit 1' },
    })
    expect(rowsOfLane(lane)).toEqual(['| unread', '! warning', '* one of: panic, exit 1'])
  })
  test('nothing that can still come makes it impossible at once', () => {
    const { lane } = laneForTest()
    const lines = oneOf(lane, ['a', 'b'])
    const either = oneOf(lane, ['a', { exit: 0 }])
    eof(lane)
    expect(look(lines)).toMatchObject({ code: 'expectation-impossible' })
    expect(look(either).state).toBe('not-yet')
    exit(lane, { code: 1 })
    expect(look(either)).toMatchObject({ code: 'expectation-impossible' })
  })
})

test('of real programs, sockets and names that stand behind their parts', async () => {
  const result = await runText(
    `scenario: one of
actors:
  short: { program: [node, -e, "console.error('why'); process.exit(28)"] }
  server: tcp-server
  asks: { program: { run: [node, -e, "process.stdin.once('data', () => process.exit(2))"], stdin: pipe } }
steps:
  - start: [short, server, asks]
  - expect: { asks: { one-of: [never, { event: waiting }] } }
  - expect: { short: { one-of: [{ exit: 35 }, { code: 28, event: exit }], as: how } }
  - expect: { server: { one-of: [{ event: drop }, { event: connection }] }, asks: { one-of: [no, { exit: 2 }] } }
`.replace(
      '  - expect: { server',
      '  - send: { asks: go }\n  - run: { caller: [node, -e, "require(\'net\').connect(process.argv[1]).end()", "${server.port}"] }\n  - expect: { server',
    ),
  )
  expect(result.failure?.message).toBeUndefined()
  expect(rowsOf(result)).toContain('short ! why')
})

test('lines and any-order take what an event prints', () => {
  for (const name of ['lines', 'any-order']) {
    const { lane } = laneForTest()
    const compiled = matcherNamed(name).compile(['good bye', 'closed.'], none)
    const run = { ...oneOf(lane, ['x']), compiled } as ExpectationRun
    receive(lane, 'good bye\n')
    expect(look(run).state).toBe('not-yet')
    lane.event({ name: 'end', prints: ['closed.'], ends: 'stream' })
    expect(look(run).state).toBe('met')
    expect(rowsOfLane(lane)).toEqual(['| good bye', '| closed.'])
  }
})
