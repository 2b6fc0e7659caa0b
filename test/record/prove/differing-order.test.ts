import { expect, test } from 'vitest'
import type { Row, Transcript } from '../../../src/model/transcript.ts'
import { waitBeforeSending } from '../../../src/record/prove/differing-order.ts'
import { draftOf, exit, expects, program, send, start, text } from './drafts.ts'

const transcriptOf = (...rows: readonly (readonly [mark: Row['mark'], text: string, step: number])[]): Transcript => ({
  title: 'recorded',
  source: 'recorded.yaml',
  recorded: '2026-11-27 10:00:00 UTC',
  lanes: [],
  rows: rows.map(([mark, of, step]) => ({ at: 0, lane: 'program', mark, text: of, step })),
})
const steps = [start('program'), send('program', 'quit'), expects('program', text('hello'), text('bye'), exit())]
const draft = draftOf({ actors: [program('program', ['node', 'program.mjs'])], steps })
const before = transcriptOf(['|', 'hello', 1], ['>', 'quit', 1], ['|', 'bye', 2], ['*', 'exited 0', 2])
const behind = transcriptOf(['>', 'quit', 1], ['|', 'hello', 2], ['|', 'bye', 2], ['*', 'exited 0', 2])

test.each([
  ['before it first', [before, behind]],
  ['behind it first', [behind, before]],
])('what comes before or behind what is sent is waited for before that (%s)', (_, runs) => {
  const repaired = waitBeforeSending(draft, runs)
  expect(repaired?.draft.steps).toEqual([
    start('program'),
    expects('program', { matcher: 'line', text: ['hello'] }),
    send('program', 'quit'),
    expects('program', text('bye'), exit()),
  ])
  expect(repaired?.findings).toEqual(['program: “hello” is waited for before “quit” is sent'])
})

test('other rows each time, or the same order, are no matter of sending', () => {
  const other = transcriptOf(['>', 'quit', 1], ['|', 'bye', 2], ['*', 'exited 0', 2])
  expect(waitBeforeSending(draft, [before, other])).toBeUndefined()
  expect(waitBeforeSending(draft, [before, before])).toBeUndefined()
})

test('a line with another value each time is not waited for', () => {
  const [one, two] = [
    transcriptOf(['|', '<pid> is up', 1], ['>', 'quit', 1]),
    transcriptOf(['>', 'quit', 1], ['|', '<pid> is up', 2]),
  ]
  expect(waitBeforeSending(draft, [one, two])).toBeUndefined()
})
