import { expect, test } from 'vitest'
import { LineFinder, SequenceFinder, type Finder } from '../../../src/net/wire/finder.ts'

const text = 'aab aaab\r\nab\naaabaab\n'
const sequence = (bytes: string) =>
  new SequenceFinder({ shown: bytes, bytes: [...bytes].map((each) => (each === '?' ? undefined : each.charCodeAt(0))) })
const lines = (wanted: RegExp) =>
  new LineFinder({ shown: String(wanted), test: (line) => wanted.test(line) }, (error) => {
    throw error
  })

/** All matches of a stream that comes in chunks of this size. */
function matches(finder: Finder, size: number): [number, number][] {
  const found: [number, number][] = []
  for (let offset = 0; offset < text.length; offset += size) {
    const chunk = Buffer.from(text.slice(offset, offset + size))
    for (let from = offset; from < offset + chunk.length;) {
      const match = finder.find(chunk.subarray(from - offset), from)
      if (match === undefined) break
      found.push([match.start, match.end])
      from = match.end
    }
  }
  return found
}

test.each([
  [
    'aab',
    () => sequence('aab'),
    [
      [0, 3],
      [5, 8],
      [14, 17],
      [17, 20],
    ],
  ],
  [
    'a?b',
    () => sequence('a?b'),
    [
      [0, 3],
      [5, 8],
      [14, 17],
      [17, 20],
    ],
  ],
  ['\\nab', () => sequence('\nab'), [[9, 12]]],
  ['/^a+b/', () => lines(/^a+b$/), [[10, 13]]],
  [
    '/b/',
    () => lines(/b/),
    [
      [0, 10],
      [10, 13],
      [13, 21],
    ],
  ],
])('%s is found at the same places however the bytes come', (_, finder, places) => {
  for (const size of [1, 2, 3, 5, 8, 100]) expect(matches(finder(), size), `chunks of ${size}`).toEqual(places)
})

test('what may begin a match is undecided, and nothing else is', () => {
  const finder = sequence('abcab')
  const after = (bytes: string) => {
    finder.find(Buffer.from(bytes), 0)
    return finder.undecided
  }
  expect(after('xx')).toBe(0)
  expect(after('ab')).toBe(2)
  expect(after('ca')).toBe(4)
  expect(after('x')).toBe(0)
  expect(after('abca')).toBe(4)
  expect(after('c')).toBe(0)
})

test('an unfinished line is undecided until it is longer than anybody waits for', () => {
  const finder = lines(/x/)
  finder.find(Buffer.from('one\ntwo'), 0)
  expect(finder.undecided).toBe(3)
  finder.find(Buffer.alloc(70_000, 'a'), 7)
  expect(finder.undecided).toBe(0)
  expect(finder.find(Buffer.from('x\n'), 70_007)).toEqual({ start: 4, end: 70_009 })
})

test('a regex that takes too long is not asked again', () => {
  const errors: unknown[] = []
  const test = () => {
    throw new Error('too slow')
  }
  const finder = new LineFinder({ shown: '/slow/', test }, (error) => errors.push(error))
  expect(finder.find(Buffer.from('a\nb\n'), 0)).toBeUndefined()
  expect(finder.find(Buffer.from('c\n'), 4)).toBeUndefined()
  expect(errors).toHaveLength(1)
})
