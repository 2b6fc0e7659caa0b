import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { passOver, skipTo } from '../../../src/run/lane/cursor.ts'
import type { RunLane } from '../../../src/run/lane/lane.ts'
import { receive, laneForTest, lineFramer, rowsOfLane } from './lane-for-test.ts'

/** A lane whose lines are cut into pieces of so many bytes, and which keeps so many unread. */
const bounded = (longest: number, unread: number, limit = 2000, framer = lineFramer): RunLane =>
  laneForTest(limit, framer, {
    longest,
    unread,
    tooMuch: (lane, stream) => passOver(lane, stream, { bytes: unread / 2, messages: 4 }),
  }).lane

const rows = (lane: RunLane): object[] =>
  lane.rows.flush(-1).map(({ mark, text, omitted }) => ({ mark, text: String(text), omitted }))

describe('a line that is too long', () => {
  test('is cut into pieces, each marked as unfinished, wherever its bytes were cut', () =>
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 8 }), (sizes) => {
        const text = `${'abcdefghij'.repeat(3)}\nshort\n`
        const lane = bounded(8, 1000)
        let from = 0
        for (const size of [...sizes, text.length]) {
          receive(lane, text.slice(from, from + size))
          // A step may look at any time.
          if (size % 2 === 0) skipTo(lane, lane.main)
          from += size
        }
        skipTo(lane, lane.main)
        expect(rowsOfLane(lane)).toEqual(['~ abcdefgh', '~ ijabcdef', '~ ghijabcd', '| efghij', '| short'])
      }),
    ))

  test('each piece counts as a line where lines are left out, also when many are passed at once', () => {
    const text = `${'a\n'.repeat(5)}${'x'.repeat(20)}\n${'y'.repeat(8)}\nb\n`
    const atOnce = bounded(8, 1000, 1)
    receive(atOnce, text)
    skipTo(atOnce, atOnce.main)
    const oneByOne = bounded(8, 1000, 1)
    for (const character of text) {
      receive(oneByOne, character)
      skipTo(oneByOne, oneByOne.main)
    }
    expect(rows(oneByOne)).toEqual(rows(atOnce))
  })

  test('so is a message, and raw bytes', () => {
    const lane = bounded(4, 1000)
    lane.receive(Buffer.from('0123456789'), undefined, 'text')
    expect(lane.main.lines().map((line) => lane.main.text(line))).toEqual(['0123', '4567', '89'])
    skipTo(lane, lane.main)
    expect(rowsOfLane(lane)).toEqual(['~ 0123', '~ 4567', '| 89'])
    const raw = bounded(4, 1000, 2000, { shows: 'bytes', find: () => undefined, encode: (line) => line })
    receive(raw, '012345')
    skipTo(raw, raw.main)
    expect(rowsOfLane(raw)).toEqual(['~ 0123'])
  })
})

describe('what nobody reads', () => {
  test('is passed over, and kept in memory no more', () => {
    const lane = bounded(64, 1000)
    for (let index = 0; index < 10_000; index++) receive(lane, `${index}\n`)
    expect(lane.main.window.length).toBeLessThanOrEqual(1000)
    expect(lane.unread).toBe(true)
    lane.main.advance(lane.main.window.end)
    expect(lane.unread).toBe(true)
  })

  test('empty messages are counted, since they have no bytes', () => {
    const lane = bounded(64, 1000)
    for (let index = 0; index < 60_000; index++) lane.receive(Buffer.alloc(0), undefined, 'text')
    expect(lane.main.messages.length).toBeLessThanOrEqual(50_000)
  })

  test('an event among it can still be expected, and has its row in its place', () => {
    const lane = bounded(64, 10)
    receive(lane, 'before\n')
    lane.event({ name: 'greeting' })
    receive(lane, 'after 1\nafter 2\nafter 3\n')
    expect(lane.main.events.map(({ event }) => event.name)).toEqual(['greeting'])
    skipTo(lane, lane.main)
    expect(rowsOfLane(lane)).toEqual(['| before', '* greeting', '| after 1', '| after 2', '| after 3'])
  })

  const act = fc.oneof(
    { weight: 8, arbitrary: fc.record({ receive: fc.stringMatching(/^[ab\n]{1,30}$/) }) },
    { weight: 1, arbitrary: fc.constant('send' as const) },
    { weight: 1, arbitrary: fc.constant('look' as const) },
  )
  test('has the row that it would have if it had been kept, whatever was passed over', () =>
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), fc.nat({ max: 6 }), (acts, limit) => {
        const [one, other] = [bounded(16, Number.POSITIVE_INFINITY, limit), bounded(16, 40, limit)]
        for (const lane of [one, other]) {
          for (const each of acts) {
            if (each === 'send') lane.rows.row('>', 'sent', 0)
            else if (each === 'look') skipTo(lane, lane.main)
            else receive(lane, each.receive)
          }
          skipTo(lane, lane.main)
        }
        expect(rows(other)).toEqual(rows(one))
      }),
      { numRuns: 500 },
    ))

  test('the hash is that of all bytes that are left out', () => {
    const lane = bounded(1000, 100, 2)
    const lines = Array.from({ length: 200 }, (_, index) => `line ${index}\n`)
    for (const line of lines) receive(lane, line)
    skipTo(lane, lane.main)
    const rest = lines.slice(2).join('')
    const sha256 = createHash('sha256').update(rest).digest('hex')
    expect(rows(lane).at(-1)).toMatchObject({ omitted: { lines: 198, bytes: rest.length, sha256 } })
  })
})

describe('lines that nobody asked for', () => {
  test('are left out when they are very long, and the next short one stands', () => {
    const lane = bounded(1 << 20, 1 << 25)
    receive(lane, `a\n${'x'.repeat(70_000)}\nb\n`)
    skipTo(lane, lane.main)
    expect(rowsOfLane(lane)).toEqual(['| a', '* 1 lines, 70001 bytes', '| b'])
  })

  test('are left out when there are very many bytes of them', () => {
    const lane = bounded(1 << 20, 1 << 25)
    receive(lane, `${'x'.repeat(50_000)}\n`.repeat(40))
    skipTo(lane, lane.main)
    expect(rows(lane).at(-1)).toMatchObject({ omitted: { lines: 19, bytes: 950_019 } })
  })

  test('of a long one, a failure remembers its beginning', () => {
    const lane = bounded(1 << 20, 1 << 25)
    receive(lane, `${'x'.repeat(500_000)}\n`)
    skipTo(lane, lane.main)
    expect(lane.rows.recent[0]?.text).toHaveLength(4097)
  })
})

test('lines that are left out are passed over up to an event, which stands between them', () => {
  const { lane } = laneForTest(1)
  receive(lane, 'one\ntwo\nthree\n')
  lane.event({ name: 'drain' })
  receive(lane, 'four\nfive\n')
  lane.event({ name: 'end', ends: 'stream' })
  skipTo(lane, lane.main)
  expect(rowsOfLane(lane)).toEqual(['| one', '* 2 lines, 10 bytes', '* drain', '* 2 lines, 10 bytes', '* end'])
})

test('a line of 64 KiB stands, and a longer one is left out', () => {
  const most = 64 * 1024
  const { lane } = laneForTest()
  receive(lane, `${'a'.repeat(most - 1)}\n`)
  receive(lane, `${'b'.repeat(most)}\n`)
  lane.event({ name: 'end', ends: 'stream' })
  skipTo(lane, lane.main)
  expect(rowsOfLane(lane)).toEqual([`| ${'a'.repeat(most - 1)}`, `* 1 lines, ${most + 1} bytes`, '* end'])
})

test('the first line that stands unread is looked for on every stream', () => {
  const { lane } = laneForTest()
  expect(lane.firstUnread).toBeUndefined()
  lane.receive(Buffer.from('a warning\nanother\n'), 'stderr')
  expect(lane.firstUnread).toBe('a warning')
  receive(lane, 'output\n')
  expect(lane.firstUnread).toBe('output')
})

test.each([
  ['its own FIN', { name: 'end sent', did: 'end' }, false],
  ['its own RST', { name: 'reset sent', did: 'reset' }, false],
  ['a reply of a rule', { name: 'replied' }, false],
  ['what its peer did', { name: 'end', ends: 'stream' }, true],
  ['anything else', { name: 'drain' }, true],
] as const)('%s stands unanswered or not', (_what, event, unanswered) => {
  const { lane } = laneForTest()
  expect(lane.hasUnanswered(lane.main)).toBe(false)
  lane.event(event)
  expect(lane.hasUnanswered(lane.main)).toBe(unanswered)
})
