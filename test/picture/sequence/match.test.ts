import fc from 'fast-check'
import { expect, test } from 'vitest'
import { matchStream, matchWhole } from '../../../src/picture/sequence/match.ts'
import type { Piece } from '../../../src/picture/sequence/pieces.ts'

const pieces = (...contents: string[]): Piece[] =>
  contents.map((content, order) => ({ order, at: order, content, binary: true }))
const shown = (passed: ReturnType<typeof matchStream>): string[] =>
  passed.map(
    ({ sent, received, length }) =>
      `${sent?.content ?? '?'}: ${received.map(({ content }) => content).join('|')} ${length}`,
  )

test('a stream may be cut anywhere', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 1 })), fc.array(fc.integer({ min: 1, max: 4 })), (sent, sizes) => {
      const whole = sent.join('')
      const received: string[] = []
      for (let at = 0, index = 0; at < whole.length; index++) {
        const size = sizes[index] ?? 3
        received.push(whole.slice(at, at + size))
        at += size
      }
      const passed = matchStream(pieces(...sent), pieces(...received))
      expect(passed.map(({ sent: piece, length }) => [piece?.content, length])).toEqual(
        sent.map((content) => [content, content.length]),
      )
    }),
  )
})

test('what is lost stands alone, and what follows is found', () => {
  expect(shown(matchStream(pieces('aa', 'bb', 'cc'), pieces('aa', 'xx', 'cc')))).toEqual([
    'aa: aa 2',
    'bb:  0',
    'cc: cc 2',
    '?: xx 2',
  ])
})

test('what ends in the middle has a length, and the rest of a piece stands alone', () => {
  expect(shown(matchStream(pieces('hello'), pieces('he')))).toEqual(['hello: he 2'])
  expect(shown(matchStream(pieces('he'), pieces('hello')))).toEqual(['he: hello 2', '?: llo 3'])
})

test('a datagram is not found before it was sent', () => {
  const [early] = pieces('x')
  const received = [early as Piece]
  expect(matchWhole([{ ...(early as Piece), order: 5 }], received)[0]?.received).toEqual([])
  expect(matchWhole([{ ...(early as Piece), order: 0 }], received)[0]?.length).toBe(1)
  expect(received).toEqual([])
})
