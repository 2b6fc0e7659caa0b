import { array, assert, constantFrom, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { differingRanges } from '../../src/text/diff-words.ts'
import { printable, printableBytes, printableRanges } from '../../src/text/printable.ts'

type Places = readonly (readonly [number, number])[]

const bracketed = (text: string, places: Places): string =>
  places
    .toReversed()
    .reduce((all, [start, end]) => `${all.slice(0, start)}[${all.slice(start, end)}]${all.slice(end)}`, text)

/** What is left when the ranges are taken out, blanks aside. */
const rest = (text: string, places: Places): string =>
  places
    .toReversed()
    .reduce((all, [start, end]) => all.slice(0, start) + all.slice(end), text)
    .replaceAll(' ', '')

const words = (seed: string): string => Array.from({ length: 20_000 }, (_, index) => `${seed}${index}`).join(' ')
/** Half of a surrogate pair. */
const lone = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/

/** Both lines with what differs in brackets. */
function marked(expected: string, received: string): [string, string] {
  const ranges = differingRanges(expected, received)
  return [bracketed(expected, ranges.expected), bracketed(received, ranges.received)]
}

describe('differing ranges', () => {
  it('are none for equal lines', () => {
    expect(differingRanges('same', 'same')).toEqual({ expected: [], received: [] })
  })

  it('are the letters of a mistyped word', () => {
    expect(marked('Hello client!', 'Hello clinet!')).toEqual(['Hello cli[en]t!', 'Hello cli[ne]t!'])
    expect(marked('port 9000 open', 'port 9001 open')).toEqual(['port 900[0] open', 'port 900[1] open'])
    expect(marked('server', 'sever')).toEqual(['se[r]ver', 'se[]ver'])
  })

  it('are whole words that have little in common', () => {
    expect(marked('220 ready for you', '220 closed for you')).toEqual(['220 [ready] for you', '220 [closed] for you'])
    expect(marked('a one b two c', 'a six b ten c')).toEqual(['a [one] b [two] c', 'a [six] b [ten] c'])
  })

  it('show where something is missing', () => {
    expect(marked('Hello dear client', 'Hello client')).toEqual(['Hello [dear ]client', 'Hello []client'])
    expect(marked('Hello', '')).toEqual(['[Hello]', '[]'])
    expect(marked('', 'Hello')).toEqual(['[]', '[Hello]'])
  })

  it('cover all that differs and nothing else but blanks, and never cut a character in two', () => {
    const line = array(constantFrom('a', 'b', 'ab', ' ', '!', '👍', '👎', 'ä'), { maxLength: 12 }).map((parts) =>
      parts.join(''),
    )
    assert(
      property(line, line, (expected, received) => {
        const ranges = differingRanges(expected, received)
        expect(rest(expected, ranges.expected)).toBe(rest(received, ranges.received))
        for (const [text, places] of [
          [expected, ranges.expected],
          [received, ranges.received],
        ] as const) {
          for (const [start, end] of places) expect(text.slice(start, end)).not.toMatch(lone)
        }
      }),
    )
  })

  it('are bounded on long lines: the middle is marked as a whole', () => {
    const [expected, received] = [`start ${words('a')} end`, `start ${words('b')} end`]
    expect(differingRanges(expected, received)).toEqual({
      expected: [[6, expected.length - 4]],
      received: [[6, received.length - 4]],
    })
  })
})

describe('printable text', () => {
  it('has no character that moves the cursor, hides or turns text', () => {
    expect(printable('a\tb\r\n\x1b[1m\x7f\u202e\u200b\ud800ä👍')).toBe(
      'a\\tb\\r\\n\\x1b[1m\\x7f\\u202e\\u200b\\ud800ä👍',
    )
  })

  it('knows where marks come to stand', () => {
    expect(printableRanges('\x1bab', [[1, 2]])).toEqual([[4, 5]])
  })

  it('shows bytes in hex, and how many there are', () => {
    expect(printableBytes(new Uint8Array([0xde, 0xad]))).toBe('de ad')
    expect(printableBytes(new Uint8Array(1024), 2)).toBe('00 00 … (1024 bytes)')
  })
})
