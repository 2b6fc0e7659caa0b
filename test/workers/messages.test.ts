import { expect, test } from 'vitest'
import { answerFrom, lineOf, lines } from '../../src/workers/messages.ts'

test('an answer comes back as it was, and nothing else is one', () => {
  const answer = { type: 'checked', title: 'Echo', claims: ['tcp:9000'], limit: 60_000 } as const
  expect(answerFrom(lineOf(answer).trimEnd())).toEqual(answer)
  const words = { type: 'fatal', failure: { code: 'plugin-error', message: 'x' }, sources: new Map() } as const
  expect(answerFrom(lineOf(words).trimEnd())).toEqual(words)
  for (const line of ['', 'hello', 'null', '3', '{}', '{"type":"checked"}', '{"type":"toString"}', '{"type":"ended"}'])
    expect(answerFrom(line)).toBe(undefined)
})

test('lines may come in any pieces', () => {
  const taken: string[] = []
  const cut = lines((line) => taken.push(line))
  for (const piece of ['on', 'e\ntw', '', 'o\n\nthree\nfo']) cut(piece)
  expect(taken).toEqual(['one', 'two', '', 'three'])
})
