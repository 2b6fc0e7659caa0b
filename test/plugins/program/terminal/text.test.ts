import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { openEmulator } from '../../../../plugins/program/screen/emulator.ts'
import { terminalText } from '../../../../plugins/program/terminal/text.ts'

function reported(pieces: readonly (string | Uint8Array)[], cols = 80): { text: string; answers: string } {
  const received = { text: '', answers: '' }
  const terminal = terminalText({
    cols,
    rows: 24,
    print: (text) => void (received.text += text),
    answer: (bytes) => void (received.answers += bytes),
  })
  for (const piece of pieces) terminal.feed(Buffer.from(piece))
  terminal.end()
  return received
}
const text = (written: string, cols?: number): string => reported([written], cols).text

test.each([
  ['lines', 'one\r\ntwo\r\r\nthree\n', 'one\ntwo\nthree\n'],
  ['an unfinished line', 'Name: ', 'Name: '],
  ['colours and titles', '\x1b]0;title\x07\x1b[1;31mred\x1b[0m\x1bP1$r0m\x1b\\\r\n', 'red\n'],
  ['a prompt that is drawn again', '> \r\x1b[K> fo\r\x1b[K> foo\r\n', '> foo\n'],
  ['progress: each state is a line', '10%\r20%\r100%\r\ndone\r\n', '10%\n20%\n100%\ndone\n'],
  ['progress that is erased', 'Loading...\r\x1b[KName: ', 'Loading...\nName: '],
  ['erased with blanks', 'abc\r   \rxyz\r\n', 'abc\nxyz\n'],
  ['a typing mistake', 'helo\b \blo\r\n', 'helo\nhello\n'],
  ['a mistake in the middle', 'hexlo\b\b\b\x1b[Kllo\r\n', 'hexlo\nhello\n'],
  ['an overwritten line keeps its end', '100%\r 5%\r\n', '100%\n 5%%\n'],
  ['a tab goes to the next stop', 'a\tb\r\n', 'a       b\n'],
  ['a bell', 'a\x07b\r\n', 'ab\n'],
  ['wide and combining characters', '日本\b\b語e\u0301\r\n', '日本\n日語e\u0301\n'],
  ['invalid UTF-8 is seen as such', 'a\ufffdb\n', 'a\ufffdb\n'],
  ['an empty line', '\r\n\r\n', '\n\n'],
  ['another row is another line', 'top\x1b[5;3Hmiddle\x1b[Hstart', 'top\n  middle\nstart'],
  ['the alternate screen is no lines', 'shell\x1b[?1049hpage\r\n\x1b[?1049lback\r\n', 'shell\nback\n'],
  ['a reset ends it', '\x1b[?1049hpage\x1bcback\r\n', 'back\n'],
])('%s', (_, written, wanted) => {
  expect(text(written)).toBe(wanted)
})

test('questions are answered', () => {
  expect(reported(['ab\x1b[6n\x1b[5n\x1b[c']).answers).toBe('\x1b[1;3R\x1b[0n\x1b[?1;2c')
})

test('a line longer than the terminal stays one line, and is drawn again across its rows', () => {
  const long = '0123456789'.repeat(3)
  expect(text(`${long}\r\n`, 10)).toBe(`${long}\n`)
  expect(text('01234567890\r\x1b[A01234567890\r\n', 10)).toBe('01234567890\n')
})

const piece = fc.oneof(
  fc.stringMatching(/^[a-z ]{1,5}$/),
  fc.constantFrom(
    '\r',
    '\b',
    '\t',
    '\x1b[K',
    '\x1b[1K',
    '\x1b[2K',
    '\x1b[C',
    '\x1b[2D',
    '\x1b[5G',
    '\x1b[P',
    '\x1b[2@',
    '\x1b[3X',
    '\x1b7',
    '\x1b8',
    '\x1b[31m',
    'é',
  ),
)
const script = fc.array(piece, { maxLength: 15 })

test('how the bytes were cut changes nothing', () => {
  fc.assert(
    fc.property(script, fc.array(fc.nat(60), { maxLength: 8 }), (pieces, cuts) => {
      const whole = Buffer.from(`${pieces.join('')}\r\n${pieces.join('\n')}`)
      const places = [0, ...cuts.map((cut) => Math.min(cut, whole.length)).sort((a, b) => a - b), whole.length]
      const cut = places.slice(1).map((end, n) => whole.subarray(places[n], end))
      expect(reported(cut).text).toBe(reported([whole]).text)
    }),
  )
})

/** Two million characters in pieces as a terminal hands them on: a freeze, were each to cost as much as the line is long. */
test.each([
  ['without an end', 'h', 2_000_000, 2_000_000],
  ['of wide characters', '日', 1_000_000, 1_000_000],
  ['of combining characters', 'e\u0301', 500_000, 1_000_000],
  ['with a turning wheel at its end', '\b|\b/', 1000, undefined],
  ['drawn again and again', '\r0%\r5%', 1000, undefined],
])('a line %s costs as much as it is long', (_, piece, times, length) => {
  const long = `${'h'.repeat(length === undefined ? 40_000 : 0)}${piece.repeat(times)}`
  const pieces = long.match(/[^]{1,4096}/g) ?? []
  const received = reported(pieces).text
  if (length !== undefined) expect(received).toBe(long)
  else expect(received.length).toBeGreaterThan(times)
})

test('what has left the screen at its top is printed once', () => {
  const screen = 80 * 24
  const received = text(`${'a'.repeat(10 * screen)}aa\bb\r\n`)
  expect(received.slice(0, 10 * screen + 3)).toBe(`${'a'.repeat(10 * screen + 2)}\n`)
  expect(received.length).toBeLessThan(13 * screen)
  expect(received.endsWith('ab\n')).toBe(true)
})

test('a sequence that asks for a billion columns gets a row', () => {
  expect(text('ab\r\x1b[1000000000@c\r\n').length).toBeLessThan(200)
})

/** What a terminal emulator shows of the first line, which may go on over several rows. */
async function shownBy(written: string, cols: number): Promise<string> {
  const screen = await openEmulator({ cols, rows: 50 })
  await screen.write(written)
  const [first, ...more] = screen.shown().rows
  screen.close()
  const end = more.findIndex(({ wrapped }) => !wrapped)
  const whole = [first, ...more.slice(0, end)].map((row) => row?.text.padEnd(cols) ?? '')
  return whole.join('').trimEnd()
}
const toldLine = (written: string, cols: number): string =>
  (
    reported([`${written}\n`], cols)
      .text.split('\n')
      .at(-2) ?? ''
  ).trimEnd()

/** Sequences as programs write them, whole, broken off and nonsense. */
const sequence = fc.oneof(
  fc.constantFrom(
    '\x1b]0;title\x07',
    '\x1b]8;;http://a\x1b\\',
    '\x1bP1$r0m\x1b\\',
    '\x1b_app\x1b\\',
    '\x1b^pm\x1b\\',
    '\x1bXsos\x1b\\',
  ),
  fc.constantFrom(
    '\x1b(B',
    '\x1b[?25l',
    '\x1b[38:2::1:2:3m',
    '\x1b[38;5;1m',
    '\x1b[>1;2m',
    '\x1b=',
    '\x1b>',
    '\x1b[?2004h',
    '\x1b[1;31;4m',
  ),
  fc.constantFrom(
    '\x1b[3\x18',
    '\x1b[3\x1a',
    '\x1b]0;t\x18',
    '\x1bP1\x18',
    '\x1b[3\x1b[C',
    '\x1b]0;t\x1b[1m',
    '\x1b[2\rC',
    '\x1b[\b2C',
    '\x1b\x1b[m',
  ),
  fc.constantFrom(
    '日',
    'é',
    'e\u0301',
    '\x7f',
    '\0',
    '\x0e\x0f',
    '\x1b[ q',
    '\x1b[2 q',
    '\x1b#3',
    '\x1b%G',
    '\x1b[0K',
    '\x1b[0C',
    '\x1b[;2D',
    '\x1b[999D',
    '\x1b[9C',
    'x\x1b[3b',
    '\x9b31m',
    '\x9d0;t\x9c',
    '\x80',
    '日\x1b[2b',
    'e\u0301\x1b[2b',
  ),
)

test('whatever stands between the letters, the line is what a terminal emulator shows', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(piece, sequence), { maxLength: 12 }), async (pieces) => {
      const written = pieces.join('')
      expect(toldLine(written, 200)).toBe(await shownBy(written, 200))
    }),
    { numRuns: 2000 },
  )
}, 60_000)

test('a line over several rows is what a terminal emulator shows', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.oneof(fc.stringMatching(/^[a-z ]{1,8}$/), fc.constantFrom('\x1b[D', '\b', '\x1b[C', '\x1b[31m', '\x1b[P')),
        { maxLength: 12 },
      ),
      async (pieces) => {
        const written = pieces.join('')
        expect(toldLine(written, 10)).toBe(await shownBy(written, 10))
      },
    ),
    { numRuns: 1000 },
  )
}, 60_000)
